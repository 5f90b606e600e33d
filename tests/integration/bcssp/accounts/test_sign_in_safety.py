"""What protects sign-in besides the password: shared counts, codes that work once, mail that no request waits for."""

import logging
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings as live
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bcssp.accounts.known_device import NAME
from bcssp.deployment import ready_for_people
from partnership.models import User
from review.models import Notification
from review.notifications import send_owed
from tests.factories.partnership import PASSWORD, UserFactory

SIGN_IN = "/account/login/"


@pytest.fixture
def person(db: None) -> User:
    made: User = UserFactory()
    return made


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client: Client, person: User, password: str = PASSWORD, ip: str = "198.51.100.7") -> bool:
    """Whether this password opens the account from there."""
    client.post(SIGN_IN, {"login": person.email, "password": password}, REMOTE_ADDR=ip)
    return "_auth_user_id" in client.session


# Mail


def test_mail_of_sign_in_is_owed_as_a_secret_and_no_request_speaks_to_a_mail_server(
    client: Client, person: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.integration.bcssp.accounts.no_mail.Refusing"
    settings.SITE_URL = "https://portal.example.org"
    answer = client.post(reverse("account_reset_password"), {"email": person.email}, headers={"host": "localhost"})
    assert answer.status_code == 302
    letter = Notification.objects.get()
    assert (letter.is_secret, letter.to, letter.sent_at) == (True, person.email, None)
    assert re.search(r"^https://portal\.example\.org/account/password/reset/key/\S+$", letter.body, re.MULTILINE)
    assert send_owed() == 0

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Notification.objects.update(not_before=None)
    assert send_owed() == 1
    assert "password/reset/key" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.body == ""


def test_worker_is_asked_to_send_it_at_once(
    client: Client, person: User, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    asked = []
    monkeypatch.setattr("review.tasks.send_notifications.delay", lambda *args: asked.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": person.email})
    assert asked == [()]


@pytest.mark.asvs("6.2.2")
def test_change_of_the_password_is_mailed(client: Client, person: User) -> None:
    client.force_login(person)
    new = "an entirely other one"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    letter = Notification.objects.get()
    assert (letter.subject, letter.to) == ("BCSSP: Your password was changed", person.email)


@pytest.mark.asvs("16.3.3")
def test_second_step_that_is_set_up_or_removed_is_mailed_and_in_the_log(
    client: Client, person: User, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with caplog.at_level(logging.INFO, "bcssp.sign_in"):
        for name in ("mfa_activate_totp", "mfa_deactivate_totp"):
            form = client.get(reverse(name)).context["form"]
            data = {"code": code(form.secret)} if "code" in form.fields else {}
            with django_capture_on_commit_callbacks(execute=True):
                client.post(reverse(name), data)
    letters = [(one.to, one.subject) for one in Notification.objects.order_by("pk")]
    assert letters == [
        (person.email, "BCSSP: Two-step sign-in is set up"),
        (person.email, "BCSSP: Two-step sign-in was removed"),
    ]
    said = [record.getMessage() for record in caplog.records if record.name == "bcssp.sign_in"]
    assert f"factor added: account {person.pk} from 127.0.0.1" in said
    assert said[-1].startswith(f"factor removed: account {person.pk} ")


# Counts and codes


def test_cache_of_one_process_is_refused_in_production(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert "bcssp.E002" in [one.id for one in ready_for_people(None)]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}}
    assert "bcssp.E002" not in [one.id for one in ready_for_people(None)]


@pytest.mark.postgres
def test_table_of_the_shared_cache_is_there(db: None, settings: Settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    }
    cache = caches["default"]
    assert cache.add("code", True, 60)
    assert not cache.add("code", True, 60)


@pytest.mark.parametrize("steps", [-1, 0, 1])
@pytest.mark.asvs("6.5.1")
def test_code_works_once_as_long_as_it_is_right(steps: int, client: Client, person: User, monkeypatch: Any) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    used = code(secret, steps)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": used})
    assert "_auth_user_id" in client.session

    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + 31 * (steps + 1))
    other = Client()
    sign_in(other, person)
    answer = other.post(reverse("mfa_authenticate"), {"code": used})
    assert "_auth_user_id" not in other.session
    assert "set the clock of your phone to automatic time" in answer.content.decode()


@pytest.mark.asvs("6.3.1", "9.1.1")
def test_wrong_passwords_from_elsewhere_keep_nobody_out_of_a_known_device(client: Client, person: User) -> None:
    assert sign_in(client, person)
    client.post(reverse("account_logout"))
    stranger = Client()
    for number in range(10):
        sign_in(stranger, person, "guessed", ip=f"203.0.113.{number}")
    assert not sign_in(stranger, person, ip="203.0.113.99"), "strangers wait"
    assert sign_in(client, person)

    forged = Client()
    forged.cookies[NAME] = client.cookies[NAME].value[:-2] + "xx"
    assert not sign_in(forged, person)


def test_known_device_is_a_strangers_again_once_sessions_were_ended(client: Client, person: User) -> None:
    sign_in(client, person)
    person.end_sessions()
    stranger = Client()
    for number in range(10):
        sign_in(stranger, person, "guessed", ip=f"203.0.113.{number}")
    assert not sign_in(client, person)


# Secrets at rest


@pytest.mark.asvs("11.2.2", "11.3.2", "14.2.4")
def test_secret_of_the_second_step_is_encrypted_and_outlives_a_new_key(person: User, settings: Settings) -> None:
    old, secret = settings.SECRET_KEY, generate_totp_secret()
    TOTP.activate(person, secret)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another long key, made for this test alone", [old]
    assert Authenticator.objects.get(user=person, type="totp").wrap().validate_code(code(secret))
    call_command("encrypt_secrets", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = []
    assert Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes() == codes
    settings.SECRET_KEY = "a third key, which is nobody's"
    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("encrypt_secrets", verbosity=0)


def test_secret_of_before_there_was_a_key_still_works(person: User) -> None:
    secret = generate_totp_secret()
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    assert Authenticator.objects.get(user=person).wrap().validate_code(code(secret))


# Passwords and the log


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("short one", True),
        ("Safeguarding2026!", True),
        ("$@feguard1ng-children", True),
        ("bcssp-welcome-2026", True),
        ("password123456", True),
        ("Sunshine1234", True),
        ("Manchester1999", True),
        ("iloveyou2024!", True),
        ("purple-teapot-gravel", False),
        ("1234567890123", True),
        ("a long enough password", False),
        ("correct horse battery", False),
        ("children of the silver mountain", False),
    ],
)
@pytest.mark.asvs("6.2.1", "6.2.4", "6.2.5", "6.2.11", "6.2.12")
def test_password_is_long_uncommon_and_not_the_partnerships_words(password: str, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(ValidationError):
            validate_password(password)
    else:
        validate_password(password)


@pytest.mark.asvs("16.3.1", "16.2.5", "16.2.1")
def test_sign_ins_and_failures_are_in_the_log_without_what_was_typed(
    client: Client, person: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "bcssp.sign_in"):
        sign_in(client, person, "not this one at all")
        sign_in(client, person)
        client.post(reverse("account_logout"))
        client.post(SIGN_IN, {"login": "nobody@example.org", "password": "guessed"})
    said = [record.getMessage() for record in caplog.records if record.name == "bcssp.sign_in"]
    assert said == [
        f"password refused: account {person.pk} from 198.51.100.7",
        f"signed in: account {person.pk} from 198.51.100.7",
        f"signed out: account {person.pk} from 127.0.0.1",
        "password refused: account unknown from 127.0.0.1",
    ]


def test_admin_has_no_door_of_its_own_to_passwords(client: Client, person: User) -> None:
    for name in ("admin:password_change", "admin:password_change_done"):
        for answer in (client.get(reverse(name)), client.post(reverse(name))):
            assert answer.status_code == 302
            assert answer["Location"].startswith(("/account/", "/admin/login/"))


# Headers and addresses


def test_every_answer_says_what_pages_never_use(client: Client, db: None) -> None:
    for address in ("/", "/api/v1/openapi.json", "/no-such-page/"):
        answer = client.get(address)
        assert "camera=()" in answer["Permissions-Policy"]
        is_open = "Access-Control-Allow-Origin" in answer.headers
        assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_open else "same-origin")


def test_who_found_a_hole_and_password_managers_are_told_where_to_go(client: Client) -> None:
    said = client.get("/.well-known/security.txt").content.decode()
    assert f"Contact: mailto:{live.PARTNERSHIP.email}" in said
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", said, re.MULTILINE)
    assert client.get("/.well-known/change-password")["Location"] == reverse("account_change_password")
