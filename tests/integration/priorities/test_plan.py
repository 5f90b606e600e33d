"""The plan as one page: adding, rewording, ordering, publishing, and what readers see of it meanwhile."""

import datetime
from typing import Any

import pytest
from django.test import Client

from partnership.exceptions import DomainError, NotAllowed
from priorities import plan_services
from priorities.models import Action, Commitment, Plan, Priority, YearPlan
from priorities.queries import plan_progress
from priorities.services import save_year_plan
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.priorities import (
    FULL_UPDATE,
    ActionFactory,
    CommitmentFactory,
    PlanFactory,
    PriorityFactory,
    draft_update,
    live_update,
)
from tests.stages import Cast

PLAN = "/partner/plan/?year=2022-23"


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def publish(cast: Cast, introduction: str = "") -> YearPlan:
    """The plan of the year, approved."""
    plan: YearPlan = YearPlan.objects.filter(year=cast.year).first() or YearPlan(
        year=cast.year, organisation=cast.council
    )
    plan.introduction = introduction
    plan = save_year_plan(plan=plan, by=cast.coordinator, revision=plan.revision if plan.pk else 0)
    move(obj=plan, verb=Verb.SUBMIT, by=cast.coordinator, revision=plan.revision)
    return move(obj=plan, verb=Verb.APPROVE, by=cast.board_icb, revision=plan.revision)


def test_coordinator_makes_a_whole_plan_on_one_page(coordinator: Client, cast: Cast) -> None:
    page = coordinator.get(PLAN)
    assert "There is no plan for 2022-23 yet." in page.content.decode()

    def add(query: str, **fields: Any) -> Any:
        response = coordinator.post(f"{PLAN}{query}", fields)
        assert response.status_code == 302, response.context["form"].errors
        return response["Location"]

    dates = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2022"}
    ends = {"ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2023"}
    add("", title="Our plan", **dates, **ends)
    plan = Plan.objects.get()
    add(f"&add=priority&to={plan.pk}", title="Prevent harm", arm="", summary="")
    priority = Priority.objects.get()
    add(f"&add=commitment&to={priority.pk}", text="We will ask children")
    commitment = Commitment.objects.get()
    due = {"due_on-day": "31", "due_on-month": "12", "due_on-year": "2022"}
    where = add(
        f"&add=action&to={commitment.pk}", title="Ask each school", owner=cast.police.pk, lead="Head of youth", **due
    )
    action = Action.objects.get()
    assert where == f"{PLAN}#action-{action.pk}"
    assert (action.slug, action.due_on, action.source) == ("ask-each-school", datetime.date(2022, 12, 31), "plan")

    add(f"&edit=action-{action.pk}", title="Ask every school", owner=cast.police.pk, lead="Head of youth", **due)
    action.refresh_from_db()
    # Nothing about it was submitted, so its address has no words of a draft.
    assert (action.title, action.slug) == ("Ask every school", "ask-every-school")
    shown = coordinator.get(PLAN).content.decode()
    for words in ("Our plan", "1. Prevent harm", "We will ask children", "Ask every school", "due 31 December 2022"):
        assert words in shown, words
    assert "Not published" in shown


def test_address_has_no_words_of_a_draft_that_nobody_approved(cast: Cast) -> None:
    """Neither what a partner began to report, nor a plan that was approved before it was added, keeps it."""
    old = ActionFactory(owner=cast.police, title="Approved words", slug="approved-words")
    live_update(old, cast.year, cast.partner_police, cast.board_icb)
    publish(cast)
    priority = PriorityFactory(title="Words of a draft", slug="words-of-a-draft")
    action = ActionFactory(owner=cast.police, title="Draft", slug="draft", commitment__priority=priority)
    draft_update(action, cast.year, cast.partner_police)

    for row, title in ((old, "New words"), (priority, "Be kind"), (action, "Ask schools")):
        plan_services.change(row, by=cast.coordinator, title=title)
    addresses = [type(row).objects.get(pk=row.pk).slug for row in (old, priority, action)]

    assert addresses == ["approved-words", "be-kind", "ask-schools"]


def test_partner_who_opened_the_form_before_a_rewording_still_saves_there(client: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Draft", slug="draft")
    plan_services.change(action, by=cast.coordinator, title="Ask schools")
    client.force_login(cast.partner_police)

    sent = client.post("/partner/progress/2022-23/draft/", {**FULL_UPDATE, "what_we_did": "We met schools."})

    assert sent.status_code == 302
    assert action.updates.get().what_we_did == "We met schools."


def test_form_opens_in_place_with_what_is_stored_and_says_what_is_wrong(coordinator: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Ask each school")
    address = f"{PLAN}&edit=action-{action.pk}"

    assert 'value="Ask each school"' in coordinator.get(address).content.decode()
    dates = {"starts_on-day": "2", "starts_on-month": "4", "starts_on-year": "2022"}
    ends = {"due_on-day": "1", "due_on-month": "4", "due_on-year": "2022"}
    wrong = coordinator.post(address, {"title": "", "owner": cast.police.pk, "lead": "", **dates, **ends})
    text = wrong.content.decode()
    assert "Enter what will be done" in text
    assert "The action must be due on or after the day it starts" in text


@pytest.mark.parametrize("query", ["&edit=action-999", "&edit=action-x", "&add=action&to=999", "&add=action"])
def test_form_of_what_does_not_exist_is_not_found(coordinator: Client, cast: Cast, query: str) -> None:
    PlanFactory()
    assert coordinator.get(f"{PLAN}{query}").status_code == 404


def test_who_only_reads_gets_no_form(client: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    client.force_login(cast.chair)

    page = client.get(f"{PLAN}&edit=action-{action.pk}")

    assert page.status_code == 200
    assert "Remove" not in page.content.decode()
    assert client.post(f"{PLAN}&edit=action-{action.pk}", {"title": "Mine"}).status_code in {403, 404}
    with pytest.raises(NotAllowed):
        plan_services.change(action, by=cast.chair, title="Mine")


def test_rows_change_places_and_leave_only_if_nothing_rests_on_them(coordinator: Client, cast: Cast) -> None:
    commitment = CommitmentFactory(number=1)
    first, second = (ActionFactory(commitment=commitment, owner=cast.police, number=number) for number in (1, 2))

    def press(row: Any, what: str) -> str:
        address = f"/partner/plan/{row._meta.model_name}/{row.pk}/{what}/"
        return coordinator.post(address, {"year": "2022-23"}, follow=True).content.decode()

    assert "Moved." in press(second, "up")
    assert list(commitment.actions.order_by("number")) == [second, first]
    assert "It is already in the plan." in press(second, "up")
    assert "Moved." in press(second, "down")
    assert "It is already in the plan." in press(commitment, "down")
    assert "This commitment has actions." in press(commitment, "remove")
    draft_update(second, cast.year, cast.partner_police)
    assert "End it with a reason." in press(second, "remove")
    assert "Removed." in press(first, "remove")
    assert list(commitment.actions.all()) == [second]
    assert "This priority has commitments." in press(commitment.priority, "remove")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"move in plan", "remove from plan"} <= verbs


def test_plan_is_published_before_the_first_progress(coordinator: Client, cast: Cast) -> None:
    ActionFactory(owner=cast.police, title="Ask each school", due_on=datetime.date(2022, 12, 31))
    assert "No plan has been published yet." in coordinator.get("/priorities/").content.decode()

    address = "/partner/plan/2022-23/publish/"
    assert "Ask each school" in coordinator.get(address).content.decode()
    coordinator.post(address, {"introduction": "Three years ahead.", "revision": "0", "submit": "1"})
    plan = YearPlan.objects.get()
    move(obj=plan, verb=Verb.APPROVE, by=cast.board_icb, revision=plan.revision)

    text = coordinator.get("/priorities/").content.decode()
    for words in (
        "Ask each school",
        "due 31 December 2022",
        "Three years ahead.",
        "Of 1 action, 1 is not begun.",
        "No progress published yet",
    ):
        assert words in text, words


def test_readers_see_the_plan_as_it_was_approved(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Ask each school")
    publish(cast)

    plan_services.change(action, by=cast.coordinator, title="Ask every school")
    ActionFactory(owner=cast.police, commitment=action.commitment, title="Added later")

    (priority,) = plan_progress(cast.year).priorities
    assert [one.title for one in priority.commitments[0].open] == ["Ask each school"]
    assert YearPlan.objects.get().has_changed


def test_approval_of_a_plan_that_was_changed_meanwhile_is_refused(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    plan = save_year_plan(plan=YearPlan(year=cast.year, organisation=cast.council), by=cast.coordinator)
    move(obj=plan, verb=Verb.SUBMIT, by=cast.coordinator, revision=1)
    plan_services.change(action, by=cast.coordinator, title="Something else")

    with pytest.raises(DomainError, match="has changed since it was submitted"):
        move(obj=plan, verb=Verb.APPROVE, by=cast.board_icb, revision=1)


def test_plan_without_actions_is_not_sent(cast: Cast) -> None:
    PriorityFactory()
    plan = save_year_plan(plan=YearPlan(year=cast.year, organisation=cast.council), by=cast.coordinator)

    with pytest.raises(DomainError, match="Add at least one action"):
        move(obj=plan, verb=Verb.SUBMIT, by=cast.coordinator, revision=1)


def test_progress_on_what_the_plan_did_not_hold_yet_is_told_too(cast: Cast) -> None:
    first = ActionFactory(owner=cast.police)
    publish(cast)
    later = ActionFactory(owner=cast.police, commitment=first.commitment, title="Added later")
    elsewhere = ActionFactory(owner=cast.police, title="Of a new priority")
    live_update(later, cast.year, cast.partner_police, cast.board_icb)
    live_update(elsewhere, cast.year, cast.partner_police, cast.board_icb)

    told = plan_progress(cast.year)

    assert [[one.title for one in priority.actions] for priority in told.priorities] == [
        ["Added later"],
        ["Of a new priority"],
    ]
    assert (told.planned_count, told.action_count) == (3, 2)
    assert told.counts == {"done": 2, "not_started": 1, "under_way": 0, "on_hold": 0, "not_implementing": 0}


def test_actions_of_other_years_of_a_long_plan_are_left_out(cast: Cast) -> None:
    plan = PlanFactory(slug="long", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2025, 3, 31))
    now = ActionFactory(owner=cast.police, commitment__priority__plan=plan)
    ActionFactory(owner=cast.police, commitment=now.commitment, starts_on=datetime.date(2023, 4, 1))
    ActionFactory(owner=cast.police, commitment__priority__plan=plan, starts_on=datetime.date(2023, 4, 1))
    ended = ActionFactory(owner=cast.police, commitment=now.commitment)
    Action.objects.filter(pk=ended.pk).update(ended_on=datetime.date(2022, 3, 31), end_reason="Merged.")

    told = plan_progress(cast.year)

    assert [one.title for one in told.priorities[0].commitments[0].open] == [now.title]
    assert len(told.priorities) == 1


def stamp_in(client: Client, address: str) -> str:
    """The stamp that the form of a page carries."""
    found: str = client.get(address).context["opened"]
    return found


def test_whoever_saves_second_sees_both_versions_and_nothing_typed_is_lost(client: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Ask each school")
    client.force_login(cast.coordinator)
    rows = {
        f"/partner/plan/?year=2022-23&edit=action-{action.pk}": "Ask every school",
        f"/partner/actions/{action.slug}/change/": "Ask all the schools",
    }
    for address, mine in rows.items():
        action.refresh_from_db()
        opened, theirs = stamp_in(client, address), f"{action.title}, twice"
        plan_services.change(action, by=cast.coordinator, title=theirs)

        typed = {"title": mine, "owner": cast.police.pk, "opened": opened}
        page = client.post(address, typed)
        text = page.content.decode()
        assert "Coordinator changed this after you opened it." in text
        assert text.count(theirs) >= 1
        assert f'value="{mine}"' in text
        action.refresh_from_db()
        assert action.title == theirs

        # Having seen it, the writer decides.
        client.post(address, typed | {"opened": page.context["opened"]})
        action.refresh_from_db()
        assert action.title == mine


def test_the_same_words_saved_twice_are_no_conflict(client: Client, cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Ask each school")
    client.force_login(cast.coordinator)
    address = f"/partner/plan/?year=2022-23&edit=action-{action.pk}"
    typed = {"title": "Ask every school", "owner": cast.police.pk, "opened": stamp_in(client, address)}

    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
