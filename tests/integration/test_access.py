"""Who gets what at every address: the table holds, for every role, and no address is missing from it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bcssp.log_filters import HIDDEN, KEYS
from partnership.admin_site import site
from partnership.models import User
from review.models import Event
from review.reading import READING
from tests.access_roles import EVERY_ROLE, answer_for
from tests.access_rows import IN, TO, Answer, Row
from tests.access_table import PUBLIC, RECORDS, ROWS, record_answers
from tests.factories.partnership import PASSWORD
from tests.world import ROLES, World
from tests.writes import written

# Django's own: what is under it is not an address of ours.
CATCH_ALL = "admin:None"
RECORD_PAGES = ("changelist", "add", "change", "history", "delete")


def names(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every address, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, str(pattern.name)))


def is_record(name: str) -> bool:
    """Whether Django's admin made the address for a model."""
    return any(
        name == f"admin:{model}_{page}" for model in RECORDS for page in (*RECORD_PAGES, "simple_history")
    ) or name.startswith("admin:view_on_site")


def test_every_address_has_its_row() -> None:
    listed = {row.name for row in ROWS} | {CATCH_ALL}
    missing = sorted({name for name in names() if name not in listed and not is_record(name)})
    assert missing == [], "give each of these a row in tests/access_table.py"
    assert sorted(listed - set(names())) == [], "rows without an address"


def test_every_record_of_the_admin_has_its_row() -> None:
    registered = {f"{model._meta.app_label}_{model._meta.model_name}" for model in site._registry}
    assert registered == set(RECORDS)


def answer(client: Client, address: str) -> Answer:
    """What the client gets: a status, or where it is sent."""
    response = client.get(address)
    if response.status_code not in {301, 302}:
        return response.status_code
    target = response["Location"]
    to_sign_in = target.startswith((f"{reverse('account_login')}?next=", f"{reverse('admin:login')}?next="))
    return IN if to_sign_in else TO


def client_of(world: World, role: str) -> Client:
    """A browser of somebody who plays the role."""
    client = Client(raise_request_exception=False)
    if role == "operator":
        person: User | None = User.objects.create_superuser("operator@example.org", PASSWORD)
    else:
        person = world.person(role)
    if person is not None:
        client.force_login(person)
    return client


def address_of(row: Row, world: World) -> str:
    """The row's address in this world."""
    return reverse(row.name, args=row.args(world))


# On the records of Django's admin.
AS_ON_RECORDS = {"scrutineer": "board"}
# Of several cases the first is measured: who sees most. Signing out comes last.
BY_SIGHT = sorted(EVERY_ROLE, key=lambda role: role != "coordinator")
IN_TURN = sorted(ROWS, key=lambda row: row.name == "account_logout")
# Public pages read no session: that they are the same for everyone is asked below.
ASK_PUBLIC_PAGES = ("anonymous", "coordinator")


# What looking at something may write: that it was read, and what belongs to the session of who looks.
LOOKING = {"reports_previewopening", "review_event", "review_chainhead", "django_session"}


@pytest.mark.asvs("8.2.1", "8.2.2", "8.4.1", "3.5.3", "16.3.2")
@pytest.mark.parametrize("role", BY_SIGHT)
def test_each_role_gets_what_the_table_says(world: World, role: str, caplog: pytest.LogCaptureFixture) -> None:
    """One test for all addresses: every wrong answer is listed, what looking changes, and who is refused unnoticed."""
    client = client_of(world, role)
    wrong = wrong_records(world, role, client)
    before = Event.objects.exclude(verb__in=READING).count()
    for row in IN_TURN:
        if row in PUBLIC and role not in ASK_PUBLIC_PAGES:
            continue
        caplog.clear()
        address = address_of(row, world)
        with written() as tables:
            got, right = answer(client, address), answer_for(row, role)
        if got != right:
            wrong.append(f"{row.name}, {role}: {got}, not {right}")
        if tables - LOOKING:
            wrong.append(f"{row.name}, {role}: looking at it writes {sorted(tables - LOOKING)}")
        if got == 403 and f", GET {KEYS.sub(HIDDEN, address)}\n" not in f"{caplog.text}\n":
            wrong.append(f"{row.name}, {role}: refused, and nothing in the log says who")
    assert wrong == [], "\n".join(wrong)
    assert Event.objects.exclude(verb__in=READING).count() == before


def wrong_records(world: World, role: str, client: Client) -> list[str]:
    """Where Django's admin answers otherwise than the table says."""
    wrong = []
    for model, (is_kept, is_for_coordinator) in RECORDS.items():
        first = apps.get_model(*model.split("_"))._default_manager.order_by("pk").first()
        assert first is not None, f"the example holds no {model}"
        for page in RECORD_PAGES:
            args = [first.pk] if page in {"change", "history", "delete"} else []
            answers = record_answers(page, is_kept=is_kept, is_for_coordinator=is_for_coordinator)
            expected = answers[ROLES.index(AS_ON_RECORDS.get(role, role))] if role != "operator" else 403
            got = answer(client, reverse(f"admin:{model}_{page}", args=args))
            if got != expected:
                wrong.append(f"{model}_{page}, {role}: {got}, not {expected}")
    return wrong


def test_public_pages_are_the_same_bytes_for_everyone_and_leave_no_cookie(world: World) -> None:
    anonymous, board = client_of(world, "anonymous"), client_of(world, "board")
    for row in PUBLIC:
        address = address_of(row, world)
        first, second = anonymous.get(address), board.get(address)
        assert first.content == second.content, row.name
        assert not first.cookies, row.name
        assert "Cookie" not in first.get("Vary", ""), row.name


@pytest.mark.asvs("3.4.3")
def test_every_page_keeps_the_strict_policy(world: World) -> None:
    for row in ROWS:
        if row.heading:
            response = client_of(world, row.reader).get(address_of(row, world))
            policy = response["Content-Security-Policy"]
            assert "unsafe" not in policy, row.name
            assert "default-src 'none'" in policy, row.name
            text = response.content.decode()
            assert " style=" not in text, row.name
            assert "<style" not in text, row.name
            assert " onclick=" not in text, row.name
