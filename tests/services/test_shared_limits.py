"""Wrong passwords and used codes count over all processes of a portal, with the settings that it has by itself."""

import json
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from tests.services.stack import Stack
from tests.template_database import SqliteCopies, digest

pytestmark = pytest.mark.services
# Tries passwords one after another, each in a browser of its own, and prints whether it came in.
TRY = """
import json
from django.test import Client
from partnership.models import User

RIGHT = "a long enough password"
for name in ("first", "second"):
    person, is_new = User.objects.get_or_create(email=f"{{name}}@example.org", defaults={{"display_name": name}})
    if is_new:
        person.set_password(RIGHT)
        person.save()
came_in = []
for name, password in {tries!r}:
    client = Client(SERVER_NAME="localhost")
    client.post("/account/login/", {{"login": f"{{name}}@example.org", "password": password or RIGHT}})
    came_in.append("_auth_user_id" in client.session)
print(json.dumps(came_in))
"""


@pytest.fixture
def portal(tmp_path: Path, database_copies: SqliteCopies) -> Stack:
    """An empty portal's folder, with nothing running."""
    stack = Stack(tmp_path / "var")
    database_copies.copy_to(digest(), stack.var / "portal.sqlite3")
    return stack


@pytest.mark.asvs("6.3.1")
def test_five_wrong_passwords_are_five_over_two_processes(portal: Stack) -> None:
    def tried(*tries: tuple[str, str]) -> list[bool]:
        found: list[bool] = json.loads(portal.ask(TRY.format(tries=tries)).splitlines()[-1])
        return found

    try:
        wrong, right = ("first", "guessed"), ("first", "")
        assert tried(*[wrong] * 3, ("second", "guessed")) == [False] * 4
        # The right one comes too late, for the first; it is no limit of the network, as the second shows.
        assert tried(wrong, wrong, right, ("second", "")) == [False] * 3 + [True]
        assert tried(right) == [False]
    finally:
        portal.end()


# Signs in with the password, then tries codes one after another, each in a browser of its own.
TRY_CODES = """
import json
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from partnership.models import User

person, is_new = User.objects.get_or_create(email="person@example.org", defaults={{"display_name": "Person"}})
if is_new:
    person.set_password("a long enough password")
    person.save()
    TOTP.activate(person, {secret!r})
came_in = []
for code in {codes!r}:
    client = Client(SERVER_NAME="localhost")
    client.post("/account/login/", {{"login": person.email, "password": "a long enough password"}})
    assert "_auth_user_id" not in client.session, "the code is still to come"
    client.post("/account/2fa/authenticate/", {{"code": code}})
    came_in.append("_auth_user_id" in client.session)
print(json.dumps(came_in))
"""


@pytest.mark.asvs("6.5.1")
def test_code_that_one_process_took_is_taken_by_no_other(portal: Stack) -> None:
    secret = generate_totp_secret()

    def tried(*codes: str) -> list[bool]:
        found: list[bool] = json.loads(portal.ask(TRY_CODES.format(secret=secret, codes=codes)).splitlines()[-1])
        return found

    def code(step: int) -> str:
        return format_hotp_value(hotp_value(secret, step))

    try:
        step = int(time.time()) // 30
        assert tried(code(step)) == [True]
        # Another process refuses it, though it takes the next one: it is refused because it was used.
        assert tried(code(step), code(max(step + 1, int(time.time()) // 30))) == [False, True]
    finally:
        portal.end()
