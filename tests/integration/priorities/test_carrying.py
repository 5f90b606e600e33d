"""What a new year takes over, and what stays as it was."""

import datetime

import pytest
from django.test import Client

from partnership.models import ReportingYear
from partnership.services import current_year, open_year
from priorities import plan_services
from priorities.models import Action, Milestone, Plan, YearPlan
from priorities.queries import plan_progress, years_with_updates
from priorities.to_do import to_do
from priorities.tracker import tracked_lines
from reports.impact.comparison.promises import Fate
from reports.impact.comparison.reader import read_comparison
from tests.factories.priorities import ActionFactory, PlanFactory, live_update
from tests.stages import Cast


@pytest.fixture
def open_action(cast: Cast) -> Action:
    """An action that was reported as under way, beside one that is done."""
    made: Action = ActionFactory(
        owner=cast.police, title="Ask each school", lead="Head", commitment__priority__number=1
    )
    done = ActionFactory(owner=cast.police, title="Finished", commitment=made.commitment)
    live_update(made, cast.year, cast.partner_police, cast.board_icb, status="under_way")
    live_update(done, cast.year, cast.partner_police, cast.board_icb)
    return made


def test_opening_a_year_carries_the_plan_and_its_open_actions_for_confirmation(cast: Cast, open_action: Action) -> None:
    Milestone.objects.create(action=open_action, text="Done before", done_on=datetime.date(2022, 9, 1))
    Milestone.objects.create(action=open_action, text="Still to do")

    year = open_year(slug="2023-24", by=cast.coordinator)

    plan = Plan.objects.for_year(year).get()
    assert (plan.title, plan.starts_on, plan.ends_on) == ("Priorities 2023-24", year.starts_on, year.ends_on)
    (carried,) = Action.objects.for_year(year)
    assert (carried.title, carried.owner, carried.lead, carried.key) == (
        "Ask each school",
        cast.police,
        "Head",
        open_action.key,
    )
    assert [one.text for one in carried.milestones.all()] == ["Still to do"]
    assert YearPlan.objects.get(year=year).state == "draft"
    # Nobody has confirmed it: readers see nothing of it.
    assert years_with_updates() == [cast.year]


def test_a_carried_action_is_overdue_once_and_its_plan_is_sent_to_the_board(
    client: Client, cast: Cast, open_action: Action
) -> None:
    Action.objects.update(due_on=datetime.date(2022, 12, 31))
    open_year(slug="2023-24", by=cast.coordinator)

    lines = [one for one in tracked_lines(cast.coordinator) if one.action.key == open_action.key]
    assert [(one.is_overdue, one.status) for one in lines] == [
        (False, "Under way, in the next plan too"),
        (True, "Overdue, not started"),
    ]
    client.force_login(cast.coordinator)
    page = client.get("/partner/plan/?year=2023-24").content.decode()
    assert "Send the plan to the board" in page
    assert "the board is reviewing" not in page


def test_progress_on_a_carried_action_is_asked_of_one_year_at_a_time(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Ask each school", due_on=datetime.date(2022, 12, 31))
    year = open_year(slug=current_year(), by=cast.coordinator)

    assert [task.detail for task in to_do(cast.partner_police)] == ["Progress for 2022-23"]

    live_update(action, cast.year, cast.partner_police, cast.board_icb, status="under_way")
    assert [task.detail for task in to_do(cast.partner_police)] == [f"Progress for {year}"]


def test_new_title_of_a_carried_action_is_no_dropped_promise(cast: Cast, open_action: Action) -> None:
    year = open_year(slug="2023-24", by=cast.coordinator)
    carried = Action.objects.for_year(year).get()
    plan_services.change(carried, by=cast.coordinator, title="Listen in each classroom")
    live_update(carried, year, cast.partner_police, cast.board_icb)

    comparison = read_comparison(year)

    assert comparison is not None
    assert [(one.promise.text, one.fate) for one in comparison.outcomes] == [("Ask each school", Fate.DONE)]
    assert comparison.warnings == ()


def test_last_years_page_stays_whatever_becomes_of_a_plan_that_runs_on(cast: Cast) -> None:
    plan = PlanFactory(slug="long", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2025, 3, 31))
    action = ActionFactory(owner=cast.police, commitment__priority__plan=plan, title="Ask each school")
    silent = ActionFactory(owner=cast.police, commitment=action.commitment, title="Nobody reported")
    live_update(action, cast.year, cast.partner_police, cast.board_icb)
    before = plan_progress(cast.year)

    year = open_year(slug="2023-24", by=cast.coordinator)
    plan_services.change(action, by=cast.coordinator, title="Another title")
    plan_services.change(silent, by=cast.coordinator, title="Another one")
    plan_services.change(action.commitment.priority, by=cast.coordinator, title="Another priority")
    ActionFactory(owner=cast.police, commitment=action.commitment, title="New this year")

    assert plan_progress(cast.year) == before
    assert list(Plan.objects.for_year(year)) == [plan]


def test_year_before_all_others_and_a_first_year_carry_nothing(cast: Cast, open_action: Action) -> None:
    open_year(slug="2020-21", by=cast.coordinator)

    assert Plan.objects.count() == 1
    assert not YearPlan.objects.exists()
    assert ReportingYear.objects.count() == 2
