"""A case study by who asks, whose it is and how far it is: what each person is answered, and what sending does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from learning.models import CaseStudy
from partnership.models import User
from review.models import Event
from review.reading import READING
from review.services import move
from review.transitions import Verb
from tests.factories.learning import approve, draft_case_study, publish
from tests.factories.partnership import UserFactory
from tests.stages import Cast

# Whose it is, another partner, boards of another and of the same organisation, and who decides less than others think.
PEOPLE = (
    *("anonymous", "partner_council", "partner_police", "board_icb", "board_council"),
    *("coordinator", "chair", "scrutineer", "operator", "nobody"),
)
STATES = ("draft", "submitted", "approved", "published")


def make_once(cast: Cast) -> dict[str, CaseStudy]:
    """One story of the council for each state."""
    found = {state: draft_case_study(cast.year, cast.partner_council, title=f"A story, {state}") for state in STATES}
    for story in (found["submitted"], found["approved"]):
        move(obj=story, verb=Verb.SUBMIT, by=cast.partner_council, revision=story.revision)
    approve(found["approved"], cast.board_icb)
    publish(found["published"], cast.board_icb, cast.coordinator)
    return found


def client_of(cast: Cast, name: str) -> Client:
    client = Client(raise_request_exception=False)
    people: dict[str, Callable[[], User]] = {
        "operator": lambda: UserFactory(is_superuser=True, organisation=None),
        "nobody": lambda: UserFactory(organisation=cast.council),
    }
    if name != "anonymous":
        client.force_login(people[name]() if name in people else getattr(cast, name))
    return client


SIGN_IN = 302
#  anonymous, its partner, another, board, board of the same, coordinator, chair, scrutineer, operator, without a role
GETS = {
    "edit": (SIGN_IN, 200, 404, 403, 403, 200, 403, 403, 403, 403),
    "step": (SIGN_IN, 200, 404, 403, 403, 403, 403, 403, 403, 403),
    "consent": (SIGN_IN, 200, 404, 403, 403, 200, 200, 403, 403, 403),
    "comments": (SIGN_IN, 200, 404, 200, 200, 200, 200, 200, 404, 404),
    "review": (SIGN_IN, SIGN_IN, SIGN_IN, 200, 200, 200, 200, 200, 404, SIGN_IN),
}
# Who changes something by sending; nobody else does, and nobody in another state.
DOES = {
    **{(state, "withdraw consent"): ["partner_council", "coordinator", "chair"] for state in STATES},
    ("submitted", "approve"): ["board_icb"],
    ("submitted", "return"): ["board_icb"],
    ("approved", "publish"): ["coordinator"],
}


def addresses(story: CaseStudy) -> dict[str, str]:
    """The pages of a story, by their short names."""
    return {
        "edit": reverse("learning:case-study-edit", args=[story.pk]),
        "step": reverse("learning:case-study-step", args=[story.pk, "about"]),
        "consent": reverse("learning:case-study-withdraw-consent", args=[story.pk]),
        "comments": reverse("review:comments", args=["learning", "casestudy", story.pk]),
        "review": reverse("admin:review-item", args=["learning", "casestudy", story.pk]),
    }


@pytest.mark.asvs("8.2.2")
@pytest.mark.parametrize("state", STATES)
def test_each_person_gets_what_is_theirs_in_each_state(made: dict[str, Any], cast: Cast, state: str) -> None:
    story = made[state]
    clients = [client_of(cast, name) for name in PEOPLE]
    for page, address in addresses(story).items():
        assert tuple(client.get(address).status_code for client in clients) == GETS[page], page
    public = reverse("learning:case-study-detail", args=[story.slug or "none"])
    shown = {client.get(public).status_code for client in clients}
    assert shown == ({200} if state == "published" else {404})


def does(client: Client, story: CaseStudy, address: str, data: dict[str, str]) -> bool:
    """Whether sending it changes the story or its trail; what it did is taken back."""

    def now() -> tuple[Any, int]:
        lines = Event.objects.about(story).exclude(verb__in=READING)
        return CaseStudy.objects.values().get(pk=story.pk), lines.count()

    with transaction.atomic():
        before = now()
        assert client.post(address, data).status_code < 500
        has_changed = now() != before
        transaction.set_rollback(True)
    return has_changed


@pytest.mark.asvs("2.3.1", "8.3.1")
@pytest.mark.parametrize("state", STATES)
def test_sending_does_what_that_person_may_do_in_that_state_and_nothing_else(
    made: dict[str, Any], cast: Cast, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.confirming.did_recently_reauthenticate", lambda request: True)
    story = CaseStudy.objects.get(pk=made[state].pk)
    pages, clients = addresses(story), {name: client_of(cast, name) for name in PEOPLE}
    verbs = {
        verb: (pages["review"], {"verb": verb, f"{verb}-revision": str(story.revision), f"{verb}-note": "Say more"})
        for verb in ("approve", "return", "publish")
    }
    for what, (address, data) in {**verbs, "withdraw consent": (pages["consent"], {"note": "They asked"})}.items():
        did = [name for name, client in clients.items() if does(client, story, address, data)]
        assert did == DOES.get((state, what), []), what
