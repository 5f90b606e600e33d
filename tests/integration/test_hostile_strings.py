"""Whatever people type anywhere is answered: with a page, a refusal, a question, never with an error of the server.

Each form of each page is sent with other texts in all of its fields at once; each address is asked with odd parameters.
`make strings` sends 32,000 (HOSTILE_STRINGS) on each database; `make test` sends a few hundred.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access_rows import Row
from tests.access_table import ROWS
from tests.integration.test_access import client_of
from tests.odd_strings import odd_strings
from tests.world import World

MOST = int(os.environ.get("HOSTILE_STRINGS", "300"))
# What proves that the form is ours; without it every text would end at the door.
KEPT = {"csrfmiddlewaretoken", "form_owner"}
# A file has tests of its own, and who is signed out sends nothing more.
NOT_SENT = {"file", "submit", "image", "button"}
AWAY = ("account_logout", "account_sessions_end")
PARAMETERS = (
    "q",
    "page",
    "sort",
    "year",
    "search",
    "kind",
    "verb",
    "actor",
    "when",
    "status",
    "_export",
    "next",
    "from",
)


@dataclass(frozen=True)
class Sent:
    """One request: as whom, how, where, with what."""

    client: Client
    method: str
    address: str
    data: dict[str, str]

    def status(self) -> int:
        """Send it, and take back whatever it did. A database that refused it answers 500."""
        with transaction.atomic():
            ask = self.client.post if self.method == "post" else self.client.get
            code = int(ask(self.address, self.data).status_code)
            transaction.set_rollback(True)
        return code


def address_of(row: Row, world: World) -> str:
    return reverse(row.name, args=row.args(world))


def forms_of(page: bytes, address: str) -> Iterator[tuple[str, str, dict[str, str], list[str]]]:
    """Each form of a page: its method, its address, what it would send by itself, and the fields that take a text."""
    for form in lxml.html.fromstring(page).forms:
        target = urlsplit(urljoin(address, form.action or "")).path
        if any(target == reverse(name) for name in AWAY):
            continue
        fields = [field for field in form.inputs if field.name and getattr(field, "type", "") not in NOT_SENT]
        given = {str(field.name): _value(field) for field in fields}
        buttons = form.xpath(".//button[@name]")
        given |= {button.get("name"): button.get("value", "") for button in buttons[:1]}
        yield form.method.lower(), target, given, [name for name in given if name not in KEPT]


def _value(field: lxml.html.HtmlElement) -> str:
    value = field.value
    return value if isinstance(value, str) else ""


def requests(world: World) -> Iterator[tuple[Sent, int]]:
    """Requests without end, each with how many hostile texts it carries; each page in its turn."""
    dice, texts = random.Random(22), odd_strings()
    rows = [row for row in ROWS if row.heading]
    clients = {role: client_of(world, role) for role in {row.reader for row in rows}}
    while True:
        dice.shuffle(rows)
        for row in rows:
            client, address = clients[row.reader], address_of(row, world)
            some = {name: next(texts) for name in dice.sample(PARAMETERS, 3)}
            yield Sent(client, "get", address, some), len(some)
            answer = client.get(address)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            for method, target, given, names in forms_of(answer.content, address):
                # Now all fields, now a few, so that what looks at the others first does not always stop it.
                chosen = names if dice.random() < 0.5 else dice.sample(names, min(len(names), 2))
                yield Sent(client, method, target, given | {name: next(texts) for name in chosen}), len(chosen)


@pytest.mark.postgres
def test_no_text_in_any_field_is_an_error_of_the_server(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever sends them has just shown who they are: else many forms would end there.
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    sent, wrong = 0, []
    for request, texts in requests(world):
        if request.status() >= 500:
            what = {name: text[:60] for name, text in request.data.items() if name not in KEPT}
            wrong.append(f"{request.method} {request.address}: {what!r}")
        sent += texts
        if sent >= MOST:
            break
    assert wrong == [], f"{len(wrong)} of {sent} texts:\n" + "\n".join(wrong[:20])
