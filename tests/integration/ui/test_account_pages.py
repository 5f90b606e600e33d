"""Pages of the sign-in: in our frame, with errors that name the field, and closed to those who were not invited."""

import pytest
from django.core import mail
from django.urls import reverse

from review.notifications import send_owed
from tests.factories.partnership import UserFactory

PASSWORD = "a long enough password"


@pytest.fixture
def person(db):
    user = UserFactory(display_name="Sam Example")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def signed_in(client, person):
    """Somebody who typed the password just now, so that no page asks for it again."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


@pytest.fixture
def confirmed(signed_in):
    """The same person, after the password was asked for once more."""
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return signed_in


def page(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_sign_in_without_words_names_both_fields_and_links_to_them(client, db):
    html = page(client.post(reverse("account_login"), {}))

    assert "<title>Error: Sign in – " in html
    assert '<a href="#id_login">Enter “' in html
    assert '<a href="#id_password">Enter “' in html
    assert "This field is required" not in html


def test_wrong_password_does_not_say_whether_the_account_exists(client, person):
    wrong = page(client.post(reverse("account_login"), {"login": person.email, "password": "wrong"}))
    nobody = page(client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"}))

    def summary(html):
        return html.split("There is a problem")[1].split("</ul>")[0]

    assert summary(wrong) == summary(nobody)
    assert "not correct" in summary(wrong)


def test_signing_up_is_answered_by_whom_to_ask(client, db, settings):
    html = page(client.get(reverse("account_signup")))

    assert "Accounts are by invitation" in html
    assert f"mailto:{settings.PARTNERSHIP.email}" in html


def test_closed_account_is_told_whom_to_ask(client, person):
    person.is_active = False
    person.save()
    response = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)

    assert "This account is closed" in page(response)


def test_mail_for_a_new_password_speaks_for_the_partnership(client, person, settings):
    client.post(reverse("account_reset_password"), {"email": person.email})

    send_owed()
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert sent.subject == f"{settings.PARTNERSHIP.short_name}: Set a new password"
    assert settings.PARTNERSHIP.name in sent.body
    assert "If this was not you, ignore this email" in sent.body
    assert "&" not in sent.body.replace(settings.PARTNERSHIP.name, "")


@pytest.mark.asvs("6.2.3")
def test_wrong_present_password_is_told_at_its_field(signed_in):
    answers = {"oldpassword": "wrong", "password1": PASSWORD * 2, "password2": PASSWORD * 2}
    html = page(signed_in.post(reverse("account_change_password"), answers))

    assert '<a href="#id_oldpassword">This is not your current password. Enter it again.</a>' in html
    assert "Current password" in html


def test_mail_to_an_unknown_address_offers_no_account(client, db, settings):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    send_owed()
    (sent,) = mail.outbox
    assert sent.subject == f"{settings.PARTNERSHIP.short_name}: No account with this email address"
    assert "There is no account with the address nobody@example.org" in sent.body
    assert f"{settings.SITE_URL}{reverse('account_reset_password')}" in sent.body
    assert "Accounts are by invitation" in sent.body
    assert reverse("account_signup") not in sent.body


def test_forgotten_password_is_set_anew_by_the_link_that_was_sent(client, person):
    html = page(client.post(reverse("account_reset_password"), {"email": person.email}, follow=True))
    assert "Check your email" in html

    send_owed()
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    assert "Set password" in page(form)
    assert "Enter the new password again" in page(form)

    address = form.redirect_chain[-1][0]
    too_short = page(client.post(address, {"password1": "short", "password2": "short"}))
    assert "There is a problem" in too_short
    done = client.post(
        address, {"password1": "another long password", "password2": "another long password"}, follow=True
    )
    assert "Your password has been set" in page(done)


def test_used_link_is_told_to_ask_for_a_new_one(client, db):
    html = page(client.get(reverse("account_reset_password_from_key", args=["1", "set-password"])))

    assert "This link no longer works" in html
    assert reverse("account_reset_password") in html


def test_every_page_of_ones_own_account_says_who_is_signed_in(signed_in):
    for name in ("account_change_password", "account_logout", "mfa_index"):
        html = page(signed_in.get(reverse(name)))
        assert "Sam Example" in html
        assert html.count("<h1") == 1


def test_signing_out_asks_first_and_then_does_it(signed_in):
    assert "Sign out?" in page(signed_in.get(reverse("account_logout")))
    signed_in.post(reverse("account_logout"))

    assert "_auth_user_id" not in signed_in.session


def test_password_change_refuses_what_does_not_match(signed_in):
    html = page(
        signed_in.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "one long password", "password2": "two long password"},
        )
    )

    assert "There is a problem" in html
    assert 'href="#id_password2"' in html


@pytest.mark.asvs("7.5.1")
def test_changing_the_second_step_asks_for_the_password_once_more(signed_in):
    html = page(signed_in.get(reverse("mfa_activate_totp"), follow=True))

    assert "Confirm it is you" in html
    assert 'name="password"' in html


def test_authenticator_app_is_set_up_from_a_picture_or_a_secret(confirmed):
    html = page(confirmed.get(reverse("mfa_activate_totp")))

    assert 'src="data:image/svg+xml' in html
    assert 'alt="QR code of' in html
    assert 'class="app-code"' in html


def test_wrong_code_is_told_beside_the_field(confirmed):
    html = page(confirmed.post(reverse("mfa_activate_totp"), {"code": "000000"}))

    assert 'id="id_code-error"' in html
    assert '<a href="#id_code">' in html
