"""The list of actions from plans, reviews, audits and challenges, and the page of one."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed
from priorities import plan_services
from priorities.models import Action, Milestone
from priorities.tracker import tracked_lines
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory, draft_update, live_update
from tests.stages import Cast


def from_a_review(cast: Cast, **fields: object) -> Action:
    """An action of the police from a review."""
    given = {"title": "Train every officer", "source": "review", "source_reference": "SAR 2022/1, finding 2"}
    return plan_services.track_action(owner=cast.police, by=cast.coordinator, **{**given, **fields})  # type: ignore[arg-type]


def test_coordinator_adds_an_action_from_an_audit_and_its_owner_reports_on_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    client.post(
        "/partner/actions/new/",
        {
            "source": "audit",
            "source_reference": "Case files, June",
            "title": "Check each file",
            "owner": cast.police.pk,
        },
    )
    action = Action.objects.get()
    assert (action.origin, action.commitment) == ("Audit: Case files, June", None)

    client.force_login(cast.partner_police)
    assert "Check each file" in client.get("/partner/progress/").content.decode()
    assert "Check each file" in client.get("/partner/").content.decode()
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Report progress for 2022-23" in page
    address = f"/partner/progress/2022-23/{action.slug}/"
    assert "From: Audit: Case files, June" in client.get(address).content.decode()
    reason = "The files are kept by another body."
    client.post(address, {"status": "not_implementing", "on_hold_reason": reason, "revision": "0", "submit": "1"})

    client.force_login(cast.chair)
    listed = client.get("/partner/actions/").content.decode()
    assert "Not implementing" in listed
    assert reason in listed
    assert "Waiting for review" in client.get(action.get_absolute_url()).content.decode()


def test_not_implementing_needs_its_reason_and_nothing_else(cast: Cast) -> None:
    action = from_a_review(cast)
    empty = {"what_we_did": "", "impact_note": "", "impact_evidence": ""}

    update = draft_update(action, cast.year, cast.partner_police, status="not_implementing", **empty)
    assert [str(problem) for problem in update.problems()] == ["Enter the reason you are not implementing it."]
    update.on_hold_reason = "The law changed."
    assert update.problems() == []


def test_list_says_what_is_overdue_and_filters_by_source_and_owner(client: Client, cast: Cast) -> None:
    past = timezone.localdate() - datetime.timedelta(days=8)
    from_a_review(cast, due_on=past)
    done = from_a_review(cast, title="Finished", due_on=past)
    live_update(done, cast.year, cast.partner_police, cast.board_icb)
    ActionFactory(owner=cast.council, title="Of the plan")
    client.force_login(cast.coordinator)

    page = client.get("/partner/actions/").content.decode()
    assert "1 action is overdue" in page
    assert "Overdue, not started" in page
    assert "8 days late" in page
    overdue = client.get("/partner/actions/?when=Overdue").content.decode()
    assert "Train every officer" in overdue
    assert "Finished" not in overdue.split("<table")[1]
    of_plan = client.get("/partner/actions/?source=plan").content.decode().split("<table")[1]
    assert "Of the plan" in of_plan
    assert "Train every officer" not in of_plan
    file = client.get("/partner/actions/?_export=csv&when=Overdue").content.decode()
    assert "Review of a case" in file
    assert "SAR 2022/1, finding 2" in file


def test_partners_see_their_own_actions_alone(client: Client, cast: Cast) -> None:
    action = from_a_review(cast)
    client.force_login(cast.partner_council)

    assert action.title not in client.get("/partner/actions/").content.decode()
    assert client.get(action.get_absolute_url()).status_code == 404


def test_action_that_was_approved_as_done_is_not_asked_for_again(cast: Cast) -> None:
    later = ReportingYearFactory(slug="2023-24")
    done, open_ = from_a_review(cast), from_a_review(cast, title="Still to do")
    live_update(done, cast.year, cast.partner_police, cast.board_icb)
    live_update(open_, cast.year, cast.partner_police, cast.board_icb, status="under_way")

    assert list(Action.objects.asked_in(later)) == [open_]
    assert set(Action.objects.asked_in(cast.year)) == {done, open_}


def test_finding_has_one_action_and_a_source_is_named(cast: Cast) -> None:
    from_a_review(cast, source_key="review:1:2")

    with pytest.raises(DomainError, match="already an action for this"):
        from_a_review(cast, source_key="review:1:2")
    with pytest.raises(DomainError, match="Enter what the action comes from"):
        from_a_review(cast, source_reference=" ")
    with pytest.raises(DomainError, match="due on or after"):
        from_a_review(cast, starts_on=datetime.date(2022, 5, 2), due_on=datetime.date(2022, 5, 1))
    with pytest.raises(NotAllowed):
        plan_services.track_action(
            title="Mine", owner=cast.police, source="audit", source_reference="A", by=cast.partner_police
        )


@pytest.mark.postgres
@pytest.mark.parametrize(
    "changes",
    [
        {"source": "rumour"},
        {"source": "plan"},
        {"source_reference": ""},
        {"ended_on": datetime.date(2022, 5, 1)},
        {"starts_on": datetime.date(2022, 5, 2), "due_on": datetime.date(2022, 5, 1)},
    ],
)
def test_database_refuses_nonsense_in_an_action(cast: Cast, changes: dict[str, object]) -> None:
    action = from_a_review(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**changes)


def test_action_ends_with_a_reason_and_is_asked_for_no_more(client: Client, cast: Cast) -> None:
    action = from_a_review(cast)
    client.force_login(cast.coordinator)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    def end(day: datetime.date, reason: str) -> str:
        parts = {"ended_on-day": day.day, "ended_on-month": day.month, "ended_on-year": day.year}
        address = f"{action.get_absolute_url()}end/"
        return client.post(address, {**parts, "reason": reason}, follow=True).content.decode()

    assert "must be today or in the past" in end(tomorrow, "Merged.")
    assert "The action has ended." in end(datetime.date(2022, 3, 1), "Merged.")
    action.refresh_from_db()
    (line,) = tracked_lines(cast.coordinator)
    assert (line.status, line.reason, line.is_overdue) == ("Ended", "Merged.", False)
    assert not Action.objects.asked_in(cast.year).exists()
    with pytest.raises(DomainError, match="Enter why"):
        plan_services.end_action(action, on=datetime.date(2022, 3, 1), reason=" ", by=cast.coordinator)
    with pytest.raises(DomainError, match="cannot be in the future"):
        plan_services.end_action(action, on=tomorrow, reason="x", by=cast.coordinator)


def test_milestones_are_added_marked_by_the_owner_and_taken_out(client: Client, cast: Cast) -> None:
    action = from_a_review(cast)
    page = action.get_absolute_url()
    client.force_login(cast.coordinator)
    day = {"due_on-day": "1", "due_on-month": "6", "due_on-year": "2022"}
    client.post(f"{page}milestone/", {"text": "Write the course", **day})
    milestone = Milestone.objects.get()
    assert "By 1 June 2022" in client.get(page).content.decode()
    assert "Overdue" in client.get(page).content.decode()

    client.force_login(cast.partner_police)
    client.post(f"{page}milestone/{milestone.pk}/done/")
    milestone.refresh_from_db()
    assert milestone.done_on == timezone.localdate()
    client.post(f"{page}milestone/{milestone.pk}/open/")
    milestone.refresh_from_db()
    assert milestone.done_on is None
    client.post(f"{page}milestone/{milestone.pk}/remove/")
    assert Milestone.objects.exists()

    client.force_login(cast.coordinator)
    client.post(f"{page}milestone/{milestone.pk}/remove/")
    assert not Milestone.objects.exists()


def test_coordinator_changes_owner_and_dates(client: Client, cast: Cast) -> None:
    action = from_a_review(cast)
    client.force_login(cast.coordinator)
    fields = {"source": "review", "source_reference": "SAR 2022/1, finding 2", "title": action.title, "lead": "Head"}

    client.post(f"{action.get_absolute_url()}change/", {**fields, "owner": cast.council.pk})

    action.refresh_from_db()
    assert (action.owner, action.lead) == (cast.council, "Head")
