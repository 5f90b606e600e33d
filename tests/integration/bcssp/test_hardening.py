"""What an attacker tries first: headers, methods, odd addresses, redirects, what errors and logs tell."""

import logging
import re
import ssl
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client, RequestFactory
from django.urls import reverse

from bcssp.accounts.known_device import NAME, known_device
from indicators.files.views import as_attachment
from partnership.mixins import form_owner_token
from partnership.models import User
from tests.factories.partnership import PASSWORD, UserFactory

ADDRESSES = (
    "/",
    "/account/login/",
    "/api/v1/",
    "/.well-known/security.txt",
    "/search/?q=a",
    "/no-such-page/",
    "/healthz",
)


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "4.1.1", "14.2.3")
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_its_kind_and_what_may_run(address: str, client: Client, db: None) -> None:
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    policy = answer["Content-Security-Policy"]
    for said in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "default-src 'none'"):
        assert said in policy
    assert "unsafe" not in policy
    sources = {source for line in policy.split(";") for source in line.split()[1:]}
    assert {source for source in sources if not source.startswith("'")} <= {"data:", "blob:"}, "no other host"
    kind = answer["Content-Type"]
    assert "charset=utf-8" in kind.lower() or kind.startswith(("application/json", "application/problem+json"))


@pytest.mark.asvs("13.4.1", "13.4.3")
@pytest.mark.parametrize("address", ["/.git/config", "/.git/", "/static/", "/static/ui/", "/media/", "/.env", "/var/"])
def test_neither_folders_nor_the_source_can_be_read(address: str, client: Client, db: None) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.asvs("13.4.4")
@pytest.mark.parametrize("address", ["/", "/account/login/", "/search/", "/api/v1/", "/account/password/reset/"])
def test_other_methods_do_nothing(address: str, client: Client, db: None) -> None:
    assert client.trace(address).status_code in {405, 404}
    assert client.delete(address).status_code in {405, 403, 404}


@pytest.mark.asvs("3.7.2")
@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(to: str, client: Client, db: None) -> None:
    person = UserFactory()
    answer = client.post(
        f"{reverse('account_login')}?next={to}", {"login": person.email, "password": PASSWORD, "next": to}
    )
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/")


@pytest.mark.asvs("1.1.1", "1.2.1")
def test_address_is_decoded_once(client: Client, db: None) -> None:
    html = client.get("/search/?q=%253Cb%253E").content.decode()
    assert "%3Cb%3E" in html
    assert "<b>" not in client.get("/search/?q=%3Cb%3Ez").content.decode().partition("<main")[2]


@pytest.mark.asvs("14.2.1")
def test_what_a_form_asks_is_not_taken_from_the_address(client: Client, db: None) -> None:
    person = UserFactory()
    client.post(f"{reverse('account_login')}?login={person.email}&password={PASSWORD}", {})
    assert "_auth_user_id" not in client.session


@pytest.mark.asvs("15.3.7")
@pytest.mark.parametrize(("first", "last"), [("other", "own"), ("own", "other")])
def test_of_what_is_sent_twice_the_last_counts_for_all_who_read_it(
    first: str, last: str, client: Client, db: None
) -> None:
    """Nobody is checked by one of two values and let in by the other."""
    people = {"own": UserFactory(), "other": UserFactory()}
    sent = {"login": [people[first].email, people[last].email], "password": ["not this one", PASSWORD]}
    client.post(reverse("account_login"), sent)
    assert client.session["_auth_user_id"] == str(people[last].pk)
    again = Client()
    again.post(reverse("account_login"), sent | {"password": [PASSWORD, "not this one"]})
    assert "_auth_user_id" not in again.session


@pytest.mark.asvs("16.3.2")
def test_refused_access_is_logged_with_who_and_where(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    person = UserFactory()
    client.force_login(person)
    with caplog.at_level(logging.WARNING, "bcssp.references"):
        assert client.get(reverse("trail")).status_code == 403
        assert client.post(reverse("person-create"), {}).status_code == 403
    for method, name in (("GET", "trail"), ("POST", "person-create")):
        assert f"refused with 403: account {person.pk}, {method} {reverse(name)}" in caplog.messages
    assert person.email not in caplog.text


@pytest.mark.asvs("16.3.3", "3.5.1")
def test_form_from_elsewhere_is_refused_and_logged(db: None, caplog: pytest.LogCaptureFixture) -> None:
    person = UserFactory()
    client = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.WARNING, "django.security.csrf"):
        answer = client.post(
            reverse("account_login"),
            {"login": person.email, "password": PASSWORD},
            headers={"Origin": "https://evil.example"},
        )
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session
    assert any("Origin checking failed" in record.getMessage() for record in caplog.records)


@pytest.mark.asvs("16.2.3")
def test_logs_go_to_standard_error_alone() -> None:
    handlers = settings.LOGGING["handlers"]
    assert {handler["class"] for handler in handlers.values()} == {"logging.StreamHandler"}


@pytest.mark.asvs("6.3.2")
def test_new_portal_has_no_account(db: None) -> None:
    assert not User.objects.exists()


@pytest.mark.asvs("9.1.1", "9.1.2", "9.2.2")
def test_token_counts_for_its_purpose_alone(rf: RequestFactory, db: None) -> None:
    person = UserFactory()
    request = rf.get("/")
    request.COOKIES[NAME] = form_owner_token(person)
    assert known_device(request, person.email) == ""
    assert signing.Signer().algorithm == "sha256"
    with pytest.raises(signing.BadSignature):
        signing.loads(form_owner_token(person)[:-1] + "_", salt="partnership.form-owner")


def test_mail_servers_certificate_is_verified() -> None:
    context: Any = EmailBackend(use_tls=True).ssl_context
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.asvs("3.2.1", "5.4.1", "5.4.2")
@pytest.mark.parametrize("name", ['a"; filename="b.html', "ü\u202efdp.csv", "a;b=c.csv", "../../etc/passwd"])
def test_name_of_a_file_cannot_break_its_header(name: str) -> None:
    header = as_attachment(name, "csv", b"")["Content-Disposition"]
    assert header.startswith("attachment; filename")
    quoted = re.fullmatch(r'attachment; filename="((?:[^"\\]|\\.)*)"', header)
    encoded = re.fullmatch(r"attachment; filename\*=utf-8''[A-Za-z0-9%._~!$&+-]*", header)
    assert quoted or encoded, header


@pytest.mark.asvs("16.5.1")
def test_error_tells_nothing_of_the_inside(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_named: Any) -> None:
        raise RuntimeError("SELECT secret FROM inside")

    monkeypatch.setattr("bcssp.views.home_page", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    html = answer.content.decode()
    for word in ("RuntimeError", "SELECT", "Traceback", "/bcssp/", "Django"):
        assert word not in html
