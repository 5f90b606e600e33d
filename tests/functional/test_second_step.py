"""The second step as a person meets it in a browser: axe finds nothing on its pages, nor after a wrong code."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from partnership.models import User
from tests.factories.partnership import PASSWORD, UserFactory
from tests.functional.conftest import assert_no_violations

BUTTON = "main form[method=post] button[type=submit]"


def seen(page: Page, heading: str) -> None:
    """The page that is open is the one that was meant, and axe finds nothing on it."""
    assert heading.lower() in page.locator("h1").first.inner_text().lower()
    assert_no_violations(page)


def press(page: Page, **fields: str) -> None:
    """Fill in a form and send it."""
    for name, text in fields.items():
        page.locator(f"[name={name}]").first.fill(text)
    with page.expect_navigation():
        page.locator(BUTTON).first.click()


def sign_in(page: Page, person: User) -> None:
    """Type address and password."""
    page.goto(reverse("account_login"))
    press(page, login=person.email, password=PASSWORD)


def a_code(person: User) -> str:
    """A recovery code that still works."""
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    return str(codes[0])


def test_setting_up_an_authenticator_app(make_context: Callable[..., BrowserContext], db: None) -> None:
    person: Any = UserFactory()
    page = make_context(for_axe=True).new_page()
    sign_in(page, person)
    page.goto(reverse("mfa_activate_totp"))
    seen(page, "Confirm")
    press(page, password="wrong wrong wrong")
    assert page.title().startswith("Error: ")
    seen(page, "Confirm")
    press(page, password=PASSWORD)
    seen(page, "authenticator")
    press(page, code="000000")
    assert page.title().startswith("Error: ")
    seen(page, "authenticator")


def test_signing_in_with_a_second_step_and_changing_it(make_context: Callable[..., BrowserContext], db: None) -> None:
    person: Any = UserFactory()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    page = make_context(for_axe=True).new_page()
    sign_in(page, person)
    seen(page, "Enter your security code")
    press(page, code="000000")
    assert page.title().startswith("Error: ")
    seen(page, "Enter your security code")
    press(page, code=a_code(person))
    page.goto(reverse("mfa_reauthenticate"))
    seen(page, "Confirm")
    press(page, code="000000")
    assert page.title().startswith("Error: ")
    seen(page, "Confirm")
    press(page, code=a_code(person))
    for name, heading in [
        ("mfa_index", "two-step"),
        ("mfa_view_recovery_codes", "codes"),
        ("mfa_generate_recovery_codes", "codes"),
        ("mfa_deactivate_totp", "app"),
    ]:
        page.goto(reverse(name))
        seen(page, heading)
