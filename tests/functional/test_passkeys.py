"""A person adds a passkey, signs in with it alone, shows with it who they are, and removes it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from tests.factories.partnership import PASSWORD, UserFactory
from tests.functional.conftest import assert_no_violations
from tests.functional.test_second_step import press, seen, sign_in


def device(page: Page) -> Callable[[bool], Any]:
    """Give the browser a device that unlocks passkeys; gives what has its owner agree or refuse."""
    session: Any = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )

    def agrees(yes: bool) -> None:
        session.send("WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": yes})

    return agrees


def use(page: Page, button: str) -> None:
    """Press a button that asks the device."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_passkey_from_its_first_day_to_its_last(make_context: Callable[..., BrowserContext], db: None) -> None:
    person: Any = UserFactory()
    page = make_context(for_axe=True).new_page()
    agrees = device(page)
    sign_in(page, person)
    page.goto(reverse("mfa_index"))
    page.get_by_role("button", name="Add a passkey").click()
    press(page, password=PASSWORD)
    seen(page, "Add a passkey")
    page.locator("[name=name]").fill("Work laptop")
    agrees(False)
    page.get_by_role("button", name="Add passkey").click()
    page.get_by_text("No passkey was added.").wait_for()
    assert_no_violations(page)
    assert not Authenticator.objects.filter(user=person).exists()
    agrees(True)
    use(page, "Add passkey")
    seen(page, "recovery codes")
    page.goto(reverse("mfa_index"))
    seen(page, "two-step")
    assert "Work laptop" in page.locator("main").inner_text()

    page.goto(reverse("account_sessions"))
    use(page, "Sign out everywhere")
    seen(page, "Sign in")
    use(page, "Use a passkey")
    assert page.url.endswith(reverse("work"))

    page.goto(reverse("account_logout"))
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    sign_in(page, person)
    seen(page, "security code")
    use(page, "Use a passkey instead")
    assert page.url.endswith(reverse("work"))

    page.goto(reverse("mfa_reauthenticate_webauthn"))
    seen(page, "Confirm")
    use(page, "Use your passkey")
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Rename Work laptop").click()
    seen(page, "Rename")
    press(page, name="")
    assert page.title().startswith("Error: ")
    press(page, name="Old laptop")
    page.get_by_role("link", name="Remove Old laptop").click()
    seen(page, "Remove")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    assert not Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists()
    assert "Passkey removed." in page.locator("main").inner_text() or "Passkey removed." in page.content()
