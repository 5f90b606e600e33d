"""The gate: sign-in, second factor, permission, and what was typed when a session expired."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from partnership.mixins import KEPT_POST, OWNER_FIELD, form_owner_token
from tests.factories.partnership import PASSWORD, UserFactory


@pytest.fixture
def address(update):
    return update.get_edit_url()


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


TYPED = {"what_we_did": "A long text, typed for an hour", "status": "done", "revision": "1", "save": "draft"}


def test_anonymous_is_sent_to_sign_in_and_back(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address}"


def test_form_sent_after_the_session_expired_comes_back_after_sign_in(client, address, cast):
    client.post(address, {**TYPED, OWNER_FIELD: form_owner_token(cast.partner_police)})
    sign_in(client, cast.partner_police)
    text = client.get(address).content.decode()
    assert "A long text, typed for an hour" in text
    assert "Your session expired, so your form was not sent." in text
    assert "A long text, typed for an hour" not in client.get(address).content.decode()


def test_what_one_person_typed_is_not_shown_to_the_next(client, address, cast):
    colleague = UserFactory(organisation=cast.police, roles=["partner"])
    client.post(address, {**TYPED, OWNER_FIELD: form_owner_token(cast.partner_police)})
    sign_in(client, colleague)
    assert "typed for an hour" not in client.get(address).content.decode()


@pytest.mark.parametrize("token", ["", "forged"])
@pytest.mark.asvs("9.1.1")
def test_form_without_its_owners_mark_is_not_kept(client, address, token):
    client.post(address, {**TYPED, OWNER_FIELD: token})
    assert KEPT_POST not in client.session


def test_form_beyond_all_measure_is_not_kept(client, address, cast):
    client.post(address, {"what_we_did": "x" * 600_000, OWNER_FIELD: form_owner_token(cast.partner_police)})
    assert KEPT_POST not in client.session


@pytest.mark.asvs("14.2.2", "14.3.2", "14.3.1")
def test_signed_in_pages_are_stored_nowhere(client, address, cast):
    client.force_login(cast.partner_police)
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_role_without_permission_is_told_whom_to_ask(client, address, cast):
    client.force_login(cast.scrutineer)
    response = client.get(reverse("indicators:release-create"))
    assert response.status_code == 403
    assert "Ask the coordinator" in response.content.decode()


@pytest.mark.asvs("6.3.3")
def test_second_factor_is_demanded_where_the_settings_say_so(client, address, cast, settings):
    settings.REQUIRE_MFA = True
    client.force_login(cast.partner_police)
    assert client.get(address).url == reverse("mfa_activate_totp")
    client.force_login(cast.board_icb)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/").url == reverse("mfa_activate_totp")
    Authenticator.objects.create(user=cast.partner_police, type=Authenticator.Type.TOTP, data={})
    client.force_login(cast.partner_police)
    assert client.get(address).status_code == 200


@pytest.mark.asvs("6.3.4")
def test_admin_signs_in_through_the_one_door(client, cast):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == f"{reverse('account_login')}?next=%2Fadmin%2F"
    assert client.get("/admin/login/").url == reverse("account_login")
    client.force_login(cast.partner_police)
    assert client.get("/admin/login/").status_code == 403
    client.force_login(cast.board_icb)
    assert client.get("/admin/login/").url == "/admin/"


def test_nobody_signs_up_by_themselves(client, db):
    text = client.get(reverse("account_signup")).content.decode()
    assert 'name="password1"' not in text


def test_wrong_password_tells_nothing_about_the_account(client, cast):
    answers = [
        client.post(reverse("account_login"), {"login": email, "password": "wrong wrong wrong"}).content.decode()
        for email in (cast.chair.email, "nobody@example.org")
    ]
    assert all("not correct" in answer for answer in answers)


@pytest.mark.asvs("3.5.1")
def test_forms_need_their_token(cast, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.partner_police)
    response = client.post(address, TYPED)
    assert response.status_code == 403
    assert settings.CSRF_FAILURE_VIEW == "bcssp.views.csrf_failure"


def test_sign_in_page_speaks_plainly(client, db):
    text = client.get(reverse("account_login")).content.decode()
    assert "Email address" in text
    assert "Stay signed in on this device" in text
