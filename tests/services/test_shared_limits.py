"""Wrong passwords are counted over all processes of a portal, with the settings that it has by itself."""

import json
from pathlib import Path

import pytest

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
