"""Who may do what in which state: everything that writes a reviewed thing, sent by everybody in each of its states."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bcssp.models import PersonChange, SeatChange
from indicators.models import DisclosurePolicy, KeptSentence, PopulationWithdrawal
from partnership.models import Seat, User
from priorities.models import YearPlan
from reports.models import CostReturn, FormerReport, ForwardPlan
from review.chain import content_hash
from review.models import Event, Reviewable, Revision
from review.reading import READING
from review.registry import reviewable_models
from review.services import create
from review.views import OPENED
from tests.access_table import ROWS
from tests.factories.records import draft_no_reviews
from tests.integration.test_access import client_of
from tests.integration.test_hostile_strings import forms_of
from tests.review_rules import HOMES, KINDS, WALKERS, Kind, may
from tests.world import World

NOTE = "It has to be said in other words."
CONFIRMED = "partnership.confirming.did_recently_reauthenticate"
WRITING = {"edit", "submit"}
# What stands in a text is no matter of who may: other tests hold the content to its rules.
CONTENT = (
    "review.services.submission_problems",
    "review.editing.submission_problems",
    "review.services.refuse_given_away",
    "review.services.refuse_open_comments",
)


@dataclass(frozen=True)
class Attempt:
    """Something that somebody sends: which deed it stands for, where, with what."""

    verb: str
    address: str
    data: dict[str, str]


def missing_ones(world: World) -> dict[str, Callable[[], Reviewable]]:
    """What the example has none of."""
    by, year, council = world.person("coordinator"), world.example.years["2022-23"], world.council
    assert by is not None
    about = world.example.people["board.icb@example.org"]
    change: dict[str, Any] = {"organisation": council, "before": {}, "changes": [], "label": "A change"}
    seat = Seat.objects.filter(holder=None).first()
    nobody = {"holder": None, "deputy": None}
    return {
        "bcssp.personchange": lambda: create(
            obj=PersonChange(person=about, kind="account", wanted={}, **change), by=by
        ),
        "bcssp.seatchange": lambda: create(obj=SeatChange(seat=seat, wanted=nobody, **change), by=by),
        "reports.costreturn": lambda: create(obj=CostReturn(year=year), by=by),
        "reports.forwardplan": lambda: create(obj=ForwardPlan(year=year), by=by),
        "reports.noreviewsstatement": lambda: draft_no_reviews(year, by),
        "indicators.populationwithdrawal": lambda: create(
            obj=PopulationWithdrawal(vintage="2021-06-01", reason=NOTE), by=by
        ),
        "indicators.keptsentence": lambda: create(
            obj=KeptSentence(sentence=NOTE, plain=NOTE, keys=[], reason=NOTE), by=by
        ),
        "priorities.yearplan": lambda: create(obj=YearPlan(year=year), by=by),
    }


def thing_of(world: World, label: str) -> Reviewable:
    """One of the kind, of the organisation that the rules name."""
    if make := missing_ones(world).get(label):
        return make()
    if label == "indicators.submission":
        return world.submission
    if label == "events.event":
        return world.event
    rows = apps.get_model(label)._base_manager.filter(organisation__slug=KINDS[label].home)
    found: Reviewable = rows.exclude(state="returned").latest("pk")
    return found


def bring_into(thing: Reviewable, state: str, *, by: User, other: User, is_as_sent: bool) -> None:
    """Bring the thing into a state as the rows have it then, `by` having sent it and `other` decided.

    `is_as_sent` says whether its rows are what was handed in: else another save of the same text changes something.
    """
    now, model = timezone.now(), type(thing)
    fresh = model._base_manager.get(pk=thing.pk)
    content = fresh.content()
    revision, _ = Revision.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        number=fresh.revision,
        defaults={
            "content": content,
            "sha256": content_hash(content) if is_as_sent else "0" * 64,
            "created_at": now,
            "created_by": by,
        },
    )
    reached = {
        "submitted": ("submitted",),
        "returned": ("submitted", "returned"),
        "approved": ("submitted", "approved"),
        "published": ("submitted", "approved", "published"),
        "withdrawn": ("submitted", "approved", "withdrawn"),
    }.get(state, ())
    columns: dict[str, Any] = {"state": state, "return_reason": NOTE if state == "returned" else ""}
    for step in ("submitted", "returned", "approved", "published", "withdrawn"):
        is_there = step in reached
        columns[f"{step}_by"] = (by if step in {"submitted", "withdrawn"} else other) if is_there else None
        columns[f"{step}_at"] = now if is_there else None
    is_live = state == ("published" if fresh.publishes else "approved")
    columns["live_revision"] = revision if is_live else None
    model._base_manager.filter(pk=thing.pk).update(**columns)


def pages_of(thing: Reviewable, kind: Kind) -> Iterator[str]:
    """Where it is written."""
    yield thing.get_edit_url().partition("?")[0]
    rows = {row.name: row for row in ROWS}
    for name in kind.pages:
        step = {"reports:assessment-step": "leadership", "events:event-step": "when"}.get(name, "about")
        key = thing.round_id if name == "reports:assessment-step" else thing.pk
        yield reverse(name, args=[key] if name == "reports:impact-sentence" else [key, step])
        assert name in rows


def attempts(thing: Reviewable, kind: Kind, writer: Client) -> Iterator[Attempt]:
    """Everything that can be sent about it, with the forms as its writer was shown them."""
    label = thing._meta
    place, revision = reverse("admin:review-item", args=[label.app_label, label.model_name, thing.pk]), thing.revision
    for verb in ("approve", "return", "publish"):
        yield Attempt(verb, place, {"verb": verb, f"{verb}-revision": str(revision), f"{verb}-note": NOTE})
    queued = f"{label.label_lower}:{thing.pk}:{revision}"
    yield Attempt("approve", reverse("admin:review-queue"), {"chosen": queued})
    yield from own_pages(thing)
    if kind.withdrawn_at:
        yield Attempt("withdraw", withdrawing(thing, kind.withdrawn_at), {"note": NOTE, "confirmed": "on"})
    if kind.is_proposal:
        return
    for address in pages_of(thing, kind):
        if not kind.only_saves:
            deed = "publish" if address in thing.get_edit_url() else "publish in a step"
            yield Attempt(deed, address, {"publish": "1", "revision": str(revision)})
        yield from forms_on(writer.get(address).content, address)


def forms_on(page: bytes, address: str) -> Iterator[Attempt]:
    """What the page's own forms save and submit, with all that they had."""
    for form in forms_of(page, address):
        buttons = form.buttons
        given = {name: value for name, value in form.given.items() if name not in dict(buttons)}
        if form.method != "post" or form.address != address:
            continue
        for name, value in buttons or [("", "")]:
            deed = value if name == "action" else name or "save"
            if deed in {"save", "submit"}:
                yield Attempt({"save": "edit"}.get(deed, deed), address, {**given, **({name: value} if name else {})})


def own_pages(thing: Reviewable) -> Iterator[Attempt]:
    """Pages of their own that decide on it, beside the queue."""
    if isinstance(thing, DisclosurePolicy):
        place = reverse("indicators:policy-decide", args=[thing.pk])
        yield Attempt("approve", place, {"answer": "agree"})
        yield Attempt("return", place, {"answer": "refuse", "note": NOTE})
    if isinstance(thing, FormerReport):
        place = reverse("admin:former-report-decide", args=[thing.pk])
        yield Attempt("approve", place, {"approve": "1"})
        # One button, which refuses what waits and takes down what is public.
        yield Attempt("take back", place, {"reason": NOTE})


def withdrawing(thing: Any, name: str) -> str:
    """The page that withdraws it."""
    by_year = {"reports:record-withdraw": "page", "admin:report-closure-withdraw": "promise_key"}
    return reverse(name, args=[thing.year.slug, getattr(thing, by_year[name])] if name in by_year else [thing.pk])


def done(client: Client, thing: Reviewable, attempt: Attempt) -> bool:
    """Send it; whether the trail says that something was done to the thing. Whatever it was is taken back."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        before = Event.objects.about(thing).exclude(verb__in=READING).count()
        answer = client.post(attempt.address, attempt.data)
        lines = Event.objects.about(thing).exclude(verb__in=READING).count() - before
        transaction.set_rollback(True)
    client.cookies = cookies
    assert answer.status_code < 500, attempt
    return lines > 0


def open_in_the_queue(clients: dict[str, Client], thing: Reviewable) -> None:
    """Let everybody have opened it, without which nobody approves it among several."""
    for client in clients.values():
        session = client.session
        session[OPENED] = [f"{thing._meta.label_lower}:{thing.pk}:{thing.revision}"]
        session.save()


def client_of_walker(world: World, role: str) -> Client:
    """A browser of somebody who plays the part: of the example, by the name in their address."""
    person = world.example.people.get(f"{role.replace('_', '.')}@example.org")
    if person is None:
        return client_of(world, role)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def test_the_rules_name_every_kind() -> None:
    assert set(KINDS) == {model._meta.label_lower for model in reviewable_models()}
    assert set(HOMES) < set(WALKERS)


@pytest.mark.no_cover
@pytest.mark.asvs("8.2.1", "8.2.2", "8.2.3", "8.3.1", "2.3.1")
@pytest.mark.parametrize("app", sorted({label.partition(".")[0] for label in KINDS}))
def test_each_state_lets_nobody_do_more_than_the_rules_say(
    world: World, monkeypatch: pytest.MonkeyPatch, app: str
) -> None:
    """Nor less: what the rules allow goes through, or nothing would have been tried."""
    for name in CONTENT:
        monkeypatch.setattr(name, lambda thing: [])
    # They have just shown who they are.
    monkeypatch.setattr(CONFIRMED, lambda request: True)
    clients = {role: client_of_walker(world, role) for role in WALKERS}
    wrong = []
    for label, kind in KINDS.items():
        if label.partition(".")[0] != app:
            continue
        with monkeypatch.context() as patch, transaction.atomic():
            thing = thing_of(world, label)
            patch.setattr(type(thing), "check_approvable", lambda self: None)
            patch.setattr(type(thing), "on_approval", lambda self, by: None)
            wrong += list(walked(world, clients, thing, kind, patch))
            transaction.set_rollback(True)
    assert wrong == [], f"{len(wrong)}:\n" + "\n".join(wrong)


def test_what_is_not_saved_is_not_published(world: World) -> None:
    """Neither is what was withdrawn, where a new one takes its place."""
    client = client_of_walker(world, "coordinator")
    assert client.post(reverse("reports:costs-edit", args=["2022-23"]), {"publish": "1"}).status_code == 404


def walked(
    world: World, clients: dict[str, Client], thing: Reviewable, kind: Kind, patch: pytest.MonkeyPatch
) -> Iterator[str]:
    """What went otherwise than by the rules."""
    by, other = deciding(world, kind)
    open_in_the_queue(clients, thing)
    bring_into(thing, "submitted" if kind.is_proposal else "draft", by=by, other=other, is_as_sent=True)
    everything = list(attempts(thing, kind, clients[min(kind.writers)]))
    verbs = {attempt.verb for attempt in everything}
    wrong = [] if kind.is_proposal or verbs >= WRITING else [f"{thing._meta.label}: no form, only {verbs}"]
    # What is drawn is no matter here, and costs most.
    patch.setattr(SimpleTemplateResponse, "rendered_content", "")
    yield from wrong
    for state, attempt in product(kind.states, everything):
        # What was handed in and is saved as it stands changes nothing: here it says something else.
        bring_into(thing, state, by=by, other=other, is_as_sent=attempt.verb not in WRITING)
        for role, client in clients.items():
            is_done = done(client, thing, attempt)
            if is_done is not may(kind, role, attempt.verb, state):
                told = "was done" if is_done else "was not done"
                yield f"{thing._meta.label}, {state}, {role}: {attempt.verb} at {attempt.address} {told}"


def deciding(world: World, kind: Kind) -> tuple[User, User]:
    """Who sent it, and who decided on it: a board member from elsewhere, whom it is not about."""
    people = {name: world.example.people[f"{name.replace('_', '.')}@example.org"] for name in HOMES}
    sender = next(people[name] for name in sorted(kind.writers) if HOMES[name] == kind.home)
    return sender, next(people[name] for name in ("board_police", "board_icb") if HOMES[name] != kind.home)
