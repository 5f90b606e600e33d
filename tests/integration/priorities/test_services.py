"""Verbs of the plan: who may, what they leave behind, what they refuse."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision
from priorities.models import Action, ActionUpdate, Plan
from priorities.services import (
    create_action,
    create_commitment,
    create_plan,
    create_priority,
    save_action_update,
)
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import ArmFactory, ReportingYearFactory
from tests.factories.priorities import ActionFactory, CommitmentFactory, PlanFactory, PriorityFactory, draft_update
from tests.stages import Cast

APRIL, MARCH = datetime.date(2022, 4, 1), datetime.date(2025, 3, 31)


def test_coordinator_builds_a_plan_and_each_part_leaves_a_line_in_the_trail(cast: Cast) -> None:
    by, arm = cast.coordinator, ArmFactory()

    plan = create_plan(slug="2022-25", title="Our plan", starts_on=APRIL, ends_on=MARCH, by=by, note="From the report.")
    priority = create_priority(plan=plan, number=1, slug="prevent", title="Prevent", arm=arm, summary="Early.", by=by)
    commitment = create_commitment(priority=priority, text="We will prevent harm", by=by)
    action = create_action(
        commitment=commitment, number=1, slug="webinars", title="Webinars", owner=cast.police, lead="Head", by=by
    )

    assert [str(row) for row in (plan, priority, commitment, action)] == [
        "Our plan",
        "Prevent",
        "We will prevent harm",
        "Webinars",
    ]
    assert priority.get_absolute_url() == "/priorities/prevent/"
    assert list(Event.objects.order_by("sequence").values_list("verb", "object_label", "actor")) == [
        ("create plan", "Our plan", by.pk),
        ("create priority", "Prevent", by.pk),
        ("create commitment", "We will prevent harm", by.pk),
        ("create action", "Webinars", by.pk),
    ]


@pytest.mark.parametrize("who", ["partner_police", "board_icb", "chair", "scrutineer"])
def test_nobody_else_builds_a_plan(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    commitment = CommitmentFactory()

    with pytest.raises(NotAllowed):
        create_plan(slug="p", title="P", starts_on=APRIL, ends_on=MARCH, by=by)
    with pytest.raises(NotAllowed):
        create_priority(plan=commitment.priority.plan, number=9, slug="p", title="P", by=by)
    with pytest.raises(NotAllowed):
        create_commitment(priority=commitment.priority, text="P", by=by)
    with pytest.raises(NotAllowed):
        create_action(commitment=commitment, number=9, slug="p", title="P", owner=cast.police, by=by)
    assert not Action.objects.exists()
    assert not Event.objects.exists()


def test_plan_that_ends_before_it_starts_is_refused_with_a_sentence(cast: Cast) -> None:
    with pytest.raises(DomainError, match="must end after it starts"):
        create_plan(slug="p", title="P", starts_on=MARCH, ends_on=APRIL, by=cast.coordinator)


@pytest.mark.postgres
@pytest.mark.django_db
def test_database_refuses_a_plan_that_ends_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(starts_on=MARCH, ends_on=APRIL)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "changes",
    [
        {"status": "finished"},
        {"impact_evidence": "hope"},
        {"status": "done", "on_hold_reason": "No money"},
    ],
)
def test_database_refuses_nonsense_in_an_update(cast: Cast, changes: dict[str, str]) -> None:
    update = draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionUpdate.objects.filter(pk=update.pk).update(**changes)


@pytest.mark.postgres
def test_database_refuses_the_same_number_twice(cast: Cast) -> None:
    commitment = CommitmentFactory(number=1)
    ActionFactory(commitment=commitment, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFactory(commitment=commitment, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentFactory(priority=commitment.priority, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityFactory(plan=commitment.priority.plan, number=commitment.priority.number)


@pytest.mark.postgres
def test_one_update_an_action_and_year(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    draft_update(action, cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        draft_update(action, cast.year, cast.partner_police)
    assert ActionUpdate.objects.count() == 1


def test_update_belongs_to_the_owner_of_the_action(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)

    with pytest.raises(NotAllowed):
        draft_update(action, cast.year, cast.partner_council)
    assert draft_update(action, cast.year, cast.partner_police).organisation == cast.police


def test_second_of_two_edits_of_the_same_revision_is_refused(cast: Cast) -> None:
    update = draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police)
    update.what_we_did = "First"
    save_action_update(update=update, by=cast.partner_police, revision=1)

    update.what_we_did = "Second"
    with pytest.raises(StaleRevision):
        save_action_update(update=update, by=cast.partner_police, revision=1)
    assert ActionUpdate.objects.get().what_we_did == "First"


def test_closed_year_takes_no_update(cast: Cast) -> None:
    closed = ReportingYearFactory(slug="2021-22", closed_at=timezone.now(), closed_by=cast.coordinator)
    action = ActionFactory(owner=cast.police)

    with pytest.raises(ClosedYear, match="2021-22 is closed"):
        draft_update(action, closed, cast.partner_police)


def test_draft_of_a_year_that_was_closed_meanwhile_is_not_submitted(cast: Cast) -> None:
    update = draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police)
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()

    with pytest.raises(DomainError, match="closed, so you can no longer"):
        move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": ""}, "Select how far the action has come."),
        ({"status": "on_hold"}, "Enter the reason the action is on hold."),
        ({"what_we_did": " "}, "Enter what you did."),
        ({"impact_note": ""}, "Enter what difference it made."),
        ({"impact_evidence": ""}, "Select the type of evidence"),
    ],
)
def test_what_is_missing_stops_the_submission_with_a_sentence(
    cast: Cast, fields: dict[str, str], sentence: str
) -> None:
    update = draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, **fields)

    assert len(update.problems()) == 1
    with pytest.raises(DomainError, match=sentence):
        move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)


def test_action_that_was_not_started_needs_no_account_of_what_was_done(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    update = draft_update(action, cast.year, cast.partner_police, status="not_started", what_we_did="")

    assert update.problems() == []


def test_content_says_everything_that_is_reviewed(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, lead="Chief inspector")
    update = draft_update(action, cast.year, cast.partner_police)
    priority = action.commitment.priority

    assert update.content() == {
        "year": "2022-23",
        "priority": {"slug": priority.slug, "number": priority.number, "title": priority.title},
        "commitment": action.commitment.text,
        "source": {"kind": "plan", "reference": ""},
        "action": {
            "key": str(action.key),
            "slug": action.slug,
            "number": action.number,
            "title": action.title,
            "owner": "The Police",
            "lead": "Chief inspector",
            "is_illustrative": False,
            "due_on": "",
        },
        "status": "done",
        "status_label": "Done",
        "rating": "",
        "rating_label": "",
        "on_hold_reason": "",
        "what_we_did": "We met and agreed a plan.",
        "impact_note": "No evidence of impact yet.",
        "impact_evidence": "none",
        "impact_evidence_label": "No evidence of impact yet",
        "evidence": "",
    }
    assert str(update) == f"{action.title} (2022-23)"
    assert update.get_absolute_url() == f"/priorities/{priority.slug}/?year=2022-23#{action.slug}"
    assert update.get_edit_url() == f"/partner/progress/2022-23/{action.slug}/"


def test_content_of_an_empty_draft(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    content = draft_update(action, cast.year, cast.partner_police, status="", impact_evidence="").content()

    assert (content["status_label"], content["impact_evidence_label"]) == ("", "")


def test_actions_are_seen_by_their_owner_and_by_those_who_see_all_work(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    cast.scrutineer.organisation = None

    seen = {
        name: list(Action.objects.visible_to(getattr(cast, name)))
        for name in ("partner_police", "partner_council", "board_icb", "chair")
    }

    assert seen == {"partner_police": [action], "partner_council": [], "board_icb": [action], "chair": [action]}


def test_partner_without_organisation_sees_no_action(cast: Cast) -> None:
    ActionFactory(owner=cast.police)
    cast.partner_police.organisation = None

    assert not Action.objects.visible_to(cast.partner_police).exists()


def test_plans_of_a_year_are_those_that_run_in_a_part_of_it(cast: Cast) -> None:
    PlanFactory(slug="before", starts_on=datetime.date(2019, 4, 1), ends_on=datetime.date(2022, 3, 31))
    long = PlanFactory(slug="long", starts_on=datetime.date(2023, 3, 31), ends_on=datetime.date(2026, 3, 31))

    assert list(Plan.objects.for_year(cast.year)) == [long]
