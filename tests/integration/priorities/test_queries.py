"""What the public and the annual report read of the priorities."""

import datetime

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from priorities.queries import plan_progress, years_with_updates
from priorities.services import save_action_update
from tests.factories.partnership import ArmFactory, ReportingYearFactory
from tests.factories.priorities import (
    ActionFactory,
    CommitmentFactory,
    PlanFactory,
    PriorityFactory,
    draft_update,
    live_update,
)
from tests.stages import Cast


def test_said_and_did_side_by_side(cast: Cast) -> None:
    plan = PlanFactory(note="From the report.")
    second = PriorityFactory(plan=plan, number=2, title="Second")
    first = PriorityFactory(plan=plan, number=1, title="First", arm=ArmFactory(name="Adults"))
    commitment = CommitmentFactory(priority=first, text="We will")
    later = ActionFactory(commitment=commitment, number=2, owner=cast.police)
    sooner = ActionFactory(commitment=commitment, number=1, owner=cast.police)
    ActionFactory(commitment=commitment, number=3, owner=cast.police)
    live_update(later, cast.year, cast.partner_police, cast.board_icb)
    live_update(sooner, cast.year, cast.partner_police, cast.board_icb, impact_evidence="voice")

    told = plan_progress(cast.year)

    assert (told.year, told.plans, told.notes) == ("2022-23", ("Priorities 2022-23",), ("From the report.",))
    assert [(row.title, row.arm, len(row.commitments)) for row in told.priorities] == [
        ("First", "Adults", 1),
        ("Second", "", 0),
    ]
    assert [action.slug for action in told.priorities[0].actions] == [sooner.slug, later.slug]
    assert (told.action_count, told.planned_count, told.impact_count) == (2, 3, 1)
    action = told.priorities[0].commitments[0].actions[1]
    assert (action.owner, action.status_label, action.what_we_did) == (
        "The Police",
        "Done",
        "We met and agreed a plan.",
    )
    assert len(action.sha256) == 64
    assert second.slug == told.priorities[1].slug


def test_only_what_was_approved_is_told_and_as_it_was_approved(cast: Cast) -> None:
    draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police)
    update = live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)
    update.what_we_did = "Something that nobody has reviewed."
    save_action_update(update=update, by=cast.partner_police, revision=update.revision)

    told = plan_progress(cast.year)

    assert [action.what_we_did for row in told.priorities for action in row.actions] == ["We met and agreed a plan."]


def test_priorities_of_other_years_are_left_out(cast: Cast) -> None:
    old = PlanFactory(slug="old", starts_on=datetime.date(2019, 4, 1), ends_on=datetime.date(2022, 3, 31))
    PriorityFactory(plan=old)

    told = plan_progress(cast.year)

    assert (told.priorities, told.action_count) == ((), 0)


def test_years_with_something_to_show_newest_first(cast: Cast) -> None:
    plan = PlanFactory(slug="long", starts_on=datetime.date(2020, 4, 1), ends_on=datetime.date(2024, 3, 31))
    action = ActionFactory(owner=cast.police, commitment__priority__plan=plan)
    other = ActionFactory(owner=cast.police, commitment__priority__plan=plan)
    earlier, later = ReportingYearFactory(slug="2021-22"), ReportingYearFactory(slug="2023-24")
    live_update(action, earlier, cast.partner_police, cast.board_icb)
    live_update(action, cast.year, cast.partner_police, cast.board_icb)
    live_update(other, cast.year, cast.partner_police, cast.board_icb)
    draft_update(action, later, cast.partner_police)

    assert [year.slug for year in years_with_updates()] == ["2022-23", "2021-22"]


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_rows(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)

    with django_assert_num_queries(7):
        plan_progress(cast.year)
