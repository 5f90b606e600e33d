"""Whatever people type anywhere is answered: with a page, a refusal, a question, never with an error of the server.

Each form of each page is sent with another text in each of its fields at once; each address, that of a file or of the
API too, is asked with odd parameters and with odd parts of its path. What a request did is taken back, and the forms of
a page are read once, so that the next request costs no more than itself.
`make strings` sends 32,000 (HOSTILE_STRINGS) on each database; `make test` sends a few hundred.
"""

import copy
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access_rows import Row
from tests.access_table import ROWS
from tests.integration.test_access import address_of, client_of
from tests.odd_strings import odd_strings
from tests.world import World

MOST = int(os.environ.get("HOSTILE_STRINGS", "300"))
# What proves that the form is ours; without it every text would end at the door.
KEPT = {"csrfmiddlewaretoken", "form_owner"}
# A file has tests of its own, and who is signed out sends nothing more.
NOT_SENT = {"file", "submit", "image", "button"}
NOT_TYPED = {"hidden", "radio", "checkbox"}
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
class Form:
    """A form of a page: where it goes, what it sends by itself, and its fields.

    `names` are those of all fields, `typed` those that people type in, `first` the first choice where none is made,
    `buttons` what each of its buttons adds.
    """

    method: str
    address: str
    given: dict[str, str]
    names: list[str]
    typed: list[str]
    first: dict[str, str]
    buttons: list[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """One request: as whom, how, where, with what, and how many hostile texts it carries."""

    client: Client
    method: str
    address: str
    data: dict[str, str]
    texts: int

    def status(self) -> int:
        """Send it, and take back whatever it did. A database that refused it answers 500."""
        # A session that began in it is taken back too: without its cookies the next request would come from nobody.
        cookies = copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            ask = self.client.post if self.method == "post" else self.client.get
            code = int(ask(self.address, self.data).status_code)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return code


def forms_of(page: bytes, address: str) -> Iterator[Form]:
    """Each form of a page but those that end a session."""
    for form in lxml.html.fromstring(page).forms:
        target = urlsplit(urljoin(address, form.action or "")).path
        if any(target == reverse(name) for name in AWAY):
            continue
        fields = [field for field in form.inputs if field.name and getattr(field, "type", "") not in NOT_SENT]
        given, first = dict[str, str](), dict[str, str]()
        for field in fields:
            name = str(field.name)
            # Of buttons with one name the one that is chosen counts.
            given[name] = _value(field) or given.get(name, "")
            if choice := _first(field):
                first.setdefault(name, choice)
        first = {name: choice for name, choice in first.items() if not given[name]}
        buttons = form.xpath(".//button[@name]")
        named = [(str(button.get("name")), str(button.get("value", ""))) for button in buttons]
        given |= dict(named[:1])
        typed = [str(field.name) for field in fields if _is_typed(field)]
        yield Form(
            form.method.lower(), target, given, [name for name in given if name not in KEPT], typed, first, named
        )


def _value(field: lxml.html.HtmlElement) -> str:
    value = field.value
    return value if isinstance(value, str) else ""


def _is_typed(field: lxml.html.HtmlElement) -> bool:
    if isinstance(field, lxml.html.TextareaElement):
        return True
    return isinstance(field, lxml.html.InputElement) and field.type not in NOT_TYPED


def _first(field: lxml.html.HtmlElement) -> str:
    """The first thing that can be chosen, where something can."""
    if getattr(field, "type", "") in {"radio", "checkbox"}:
        return str(field.get("value", "on"))
    options = getattr(field, "value_options", [])
    return next((str(option) for option in options if option), "")


def requests(world: World) -> Iterator[Sent]:
    """Requests without end; each address in its turn, as the least privileged who is shown it."""
    dice, texts = random.Random(22), odd_strings()
    rows = [row for row in ROWS if 200 in row.answers]
    clients = {role: client_of(world, role) for role in {row.reader for row in rows}}
    forms: dict[str, list[Form]] = {}
    while True:
        dice.shuffle(rows)
        cache.clear()  # else limits would soon answer for the pages
        for row in rows:
            client, address = clients[row.reader], address_of(row, world)
            if row.name not in forms:
                forms[row.name] = _forms_at(client, address)
            asked = PARAMETERS if dice.random() < 0.5 else dice.sample(PARAMETERS, 3)
            yield Sent(client, "get", address, {name: next(texts) for name in asked}, len(asked))
            if odd := _odd_path(row, row.args(world), dice, texts):
                yield Sent(client, "get", odd, {}, 1)
            for form in forms[row.name]:
                given, chosen = _chosen(form, dice)
                odd_data = {name: next(texts) for name in chosen}
                yield Sent(client, form.method, form.address, given | odd_data, len(chosen))


def _forms_at(client: Client, address: str) -> list[Form]:
    answer = client.get(address)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return list(forms_of(answer.content, address)) if is_page else []


def _chosen(form: Form, dice: random.Random) -> tuple[dict[str, str], list[str]]:
    """What a form sends beside hostile texts, and in which fields those stand.

    In turn all that people type, with a choice made wherever there is one, so that the texts come as far as they can;
    all fields, hidden ones too; and two, so that what looks at the others first does not always stop it.
    """
    match dice.randrange(3):
        case 0 if form.typed:
            return form.given | form.first, form.typed
        case 1:
            return form.given, form.names
        case _:
            return form.given | form.first, dice.sample(form.names, min(len(form.names), 2))


def _odd_path(row: Row, args: list[Any], dice: random.Random, texts: Iterator[str]) -> str:
    """The row's address with a hostile text in one part of its path, where that part takes any."""
    if not args:
        return ""
    args = list(args)
    args[dice.randrange(len(args))] = next(texts)[:500]
    try:
        return reverse(row.name, args=args)
    except NoReverseMatch:
        return ""


@pytest.mark.postgres
def test_no_text_in_any_field_is_an_error_of_the_server(
    world: World, monkeypatch: pytest.MonkeyPatch, record_property: Any
) -> None:
    # Whoever sends them has just shown who they are: else many forms would end there.
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    texts, answers, wrong, addresses = 0, Counter[str](), list[str](), set[tuple[str, str]]()
    for request in requests(world):
        status = request.status()
        if status >= 500:
            what = {name: text[:60] for name, text in request.data.items() if name not in KEPT}
            wrong.append(f"{request.method} {request.address}: {what!r}")
        texts += request.texts
        addresses.add((request.method, request.address))
        answers[f"{request.method} {status}"] += 1
        if texts >= MOST:
            break
    told = ", ".join(f"{count} {answer}" for answer, count in sorted(answers.items()))
    record_property("printed", f"{texts} hostile texts, {answers.total()} requests, {len(addresses)} places: {told}")
    assert wrong == [], f"{len(wrong)} of {texts} texts:\n" + "\n".join(wrong[:20])
    # They came in by addresses and by forms, and some forms were taken as they stood.
    assert min(answers["get 200"], answers["post 200"]) > 0, told
    assert answers["post 302"] or MOST < 5_000, told
