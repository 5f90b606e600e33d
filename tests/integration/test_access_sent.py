"""What each role may send: an address that is refused takes nothing, and a form of somebody else does nothing."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from review.models import Event
from review.reading import READING
from tests.access_roles import EVERY_ROLE, answer_for, is_refused
from tests.access_table import PUBLIC, ROWS
from tests.integration.test_access import address_of, client_of
from tests.integration.test_hostile_strings import KEPT, forms_of
from tests.world import World

REFUSED = {401, 403, 404, 405}
# These end the session that asks.
ENDING = {"account_logout", "account_sessions_end", "admin:logout"}
SENT = [row for row in ROWS if row not in PUBLIC and row.name not in ENDING]


def status_of_sending(client: Client, address: str, data: dict[str, str]) -> tuple[int, int]:
    """The answer to what is sent, to a sign-in page as 401; and how many lines the trail got, which are taken back."""
    with transaction.atomic():
        before = Event.objects.exclude(verb__in=READING).count()
        answer = client.post(address, data)
        lines = Event.objects.exclude(verb__in=READING).count() - before
        transaction.set_rollback(True)
    doors = tuple(f"{reverse(name)}?next=" for name in ("account_login", "admin:login"))
    to_door = answer.status_code == 302 and answer["Location"].startswith(doors)
    return 401 if to_door else answer.status_code, lines


@pytest.mark.asvs("8.2.1", "8.3.1")
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_who_may_not_open_an_address_may_not_send_to_it(world: World, role: str) -> None:
    client = client_of(world, role)
    wrong = []
    for row in SENT:
        if is_refused(row, role):
            status, lines = status_of_sending(client, address_of(row, world), {})
            if status not in REFUSED or lines:
                wrong.append(f"{row.name}, {role}: {status}, {lines} lines in the trail")
    assert wrong == [], "\n".join(wrong)


def forms_of_others(world: World) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each form of each page, as it is shown to who may do most: the row, where it goes, what it sends by itself."""
    seen = set()
    clients = {role: client_of(world, role) for role in ("coordinator", "chair", "partner_police")}
    for row in SENT:
        role = next((role for role in clients if answer_for(row, role) == 200), None)
        if role is None or not row.heading:
            continue
        address = address_of(row, world)
        for form in forms_of(clients[role].get(address).content, address):
            key = (form.address, tuple(sorted(form.names)))
            if form.method == "post" and key not in seen:
                seen.add(key)
                yield row.name, form.address, form.given


# Pages without an organisation in their address: each partner writes their own there.
OF_ONES_OWN = ("reports:account-edit", "reports:assessment-step", "learning:use-create")


@pytest.mark.asvs("8.2.1", "8.2.2", "8.3.1")
def test_form_of_somebody_else_does_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent with all that it had, by those who decide nothing, and have just shown who they are."""
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    others = {role: client_of(world, role) for role in ("partner_council", "scrutineer")}
    sent, done = 0, set()
    for name, target, given in forms_of_others(world):
        if name.startswith(("account_", "mfa_")):
            continue
        for role, client in others.items():
            sent += 1
            status, lines = status_of_sending(client, target, given)
            assert status < 500, f"{name}, {role}: {target}"
            if lines:
                done.add((name, role))
    assert sent > 150
    assert done == {(name, "partner_council") for name in OF_ONES_OWN}


@pytest.mark.asvs("15.3.7")
def test_what_a_form_asks_is_not_taken_from_the_address(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent in the address it does what an empty form does: a link that somebody was given decides nothing."""
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    client, asked = client_of(world, "coordinator"), 0
    for name, target, given in forms_of_others(world):
        told = {field: value for field, value in given.items() if value and field not in KEPT}
        if not told or name.startswith(("account_", "mfa_")):
            continue
        in_address = f"{target}?{urlencode(told)}"
        _, by_address = status_of_sending(client, in_address, {})
        if by_address:
            _, by_nothing = status_of_sending(client, target, {})
            assert by_address == by_nothing, in_address
        asked += 1
    assert asked > 50
