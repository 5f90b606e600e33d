"""The report's records: what is approved is printed, and what is not never is."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision
from partnership.models import ReportingYear
from reports.content import Report
from reports.content.freeze import freeze
from reports.contributions.forward import promises_made_in
from reports.contributions.record_entries import ActionEntry, AttendanceEntry, CourseEntry, FindingEntry, PromiseEntry
from reports.contributions.record_services import (
    save_forward_plan,
    save_review,
    save_training,
    start_review,
    start_year_record,
)
from reports.document.assemble import assemble
from reports.models import ForwardPlan, SafeguardingReview, TrainingReturn
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import ReportingYearFactory
from tests.factories.records import (
    approved,
    draft_costs,
    draft_forward_plan,
    draft_no_reviews,
    draft_review,
    draft_training,
)
from tests.stages import Cast


def section(report: Report, anchor: str) -> Any:
    """The section of that name; None where the report has none."""
    return next((one for one in report.sections if one.anchor == anchor), None)


def said(report: Report, anchor: str) -> str:
    """Everything that the section says."""
    return freeze(section(report, anchor))


def next_year() -> ReportingYear:
    """The year after that of the stage."""
    starts, ends = datetime.date(2023, 4, 1), datetime.date(2024, 3, 31)
    return ReportingYearFactory(slug="2023-24", starts_on=starts, ends_on=ends)


def test_a_year_with_nothing_recorded_says_so_and_denies_nothing(cast: Cast) -> None:
    report = assemble(cast.year)

    told = said(report, "reviews")
    assert "is recorded as concluded in 2022-23 or ongoing on 31 March 2023." in told
    assert "If nothing is recorded here, that does not mean that there was none." in told
    assert section(report, "reviews").parts == ()
    assert [section(report, key) for key in ("training", "costs", "forward", "quality")] == [None] * 4


def test_only_approved_records_are_printed(cast: Cast) -> None:
    for draft in (
        draft_review(cast.coordinator, summary="Words of a draft"),
        draft_no_reviews(cast.year, cast.coordinator),
        draft_training(cast.year, cast.coordinator),
        draft_costs(cast.year, cast.coordinator),
        draft_forward_plan(cast.year, cast.coordinator),
    ):
        before = freeze(assemble(cast.year).sections)
        assert "Words of a draft" not in before
        move(obj=draft, verb=Verb.SUBMIT, by=cast.coordinator, revision=draft.revision)
        assert freeze(assemble(cast.year).sections) == before
    assert promises_made_in(cast.year) == []


def test_a_review_stands_in_the_year_in_which_it_concluded_and_in_those_in_which_it_went_on(cast: Cast) -> None:
    later = next_year()
    approved(draft_review(cast.coordinator, concluded_on=datetime.date(2023, 6, 1)), cast.board_icb)

    first, second = assemble(cast.year), assemble(later)

    assert [part.title for part in section(first, "reviews").parts][:1] == ["Ongoing on 31 March 2023"]
    assert section(second, "reviews").parts[0].title == "SAR 2022/1: safeguarding adult review"
    assert "1 review concluded in the year (whenever they started); 0 ongoing on 31 March 2024." in said(
        second, "reviews"
    )


def test_findings_acted_upon_and_refused_stand_in_their_own_year(cast: Cast) -> None:
    later = next_year()
    findings = (
        FindingEntry(
            "Share more.", "accepted", "2022-23", "", "under_way", (ActionEntry("2023-24", "A form was agreed."),)
        ),
        FindingEntry("Keep a register.", "not_implemented", "2023-24", "One exists already."),
    )
    approved(draft_review(cast.coordinator, findings), cast.board_icb)

    first, second = said(assemble(cast.year), "reviews"), section(assemble(later), "reviews")

    assert "Action on findings" not in first
    assert "Findings not to be implemented" not in first
    acted, refused = second.parts[0], second.parts[1]
    assert acted.tables[0].rows == (("SAR 2022/1, 1", "Share more.", "A form was agreed.", "Under way"),)
    assert refused.tables[0].rows == (("SAR 2022/1, 2", "Keep a register.", "One exists already."),)


def test_what_there_was_none_of_is_stated_apart_from_what_is_not_recorded(cast: Cast) -> None:
    approved(draft_no_reviews(cast.year, cast.coordinator), cast.board_icb)

    [part] = section(assemble(cast.year), "reviews").parts
    told = {entry.term: entry.meaning for entry in part.entries}

    adults = told["Safeguarding adult review"]
    assert "The partnership states that no safeguarding adult review concluded in the year." in adults
    assert "No safeguarding adult review that was ongoing at the end of the year is recorded here." in adults
    assert "states" not in told["Local child safeguarding practice review"]


def test_an_approved_review_outweighs_an_older_statement_that_there_was_none(cast: Cast) -> None:
    approved(draft_no_reviews(cast.year, cast.coordinator, concluded=("sar",), ongoing=()), cast.board_icb)
    approved(draft_review(cast.coordinator), cast.board_icb)

    assert "states that no safeguarding adult review concluded" not in said(assemble(cast.year), "reviews")


def test_a_statement_that_an_approved_review_contradicts_cannot_be_submitted(cast: Cast) -> None:
    approved(draft_review(cast.coordinator), cast.board_icb)
    statement = draft_no_reviews(cast.year, cast.coordinator)

    with pytest.raises(DomainError, match="that concluded in the year is recorded and approved"):
        move(obj=statement, verb=Verb.SUBMIT, by=cast.coordinator, revision=statement.revision)


@pytest.mark.parametrize(
    ("fields", "findings", "message"),
    [
        ({"summary": " "}, None, "Enter a summary"),
        ({"summary": "She was born on 3 May 1961."}, None, "This is a full date"),
        ({}, (), "a concluded review must have findings"),
        (
            {},
            (FindingEntry("x", "not_implemented", "2022-23", "No.", "done"),),
            "marked as not implemented, but action",
        ),
        ({}, (FindingEntry("x", "accepted", "2022-23", "", "done"),), "enter below what was done"),
    ],
)
def test_a_review_that_is_not_whole_cannot_be_submitted(
    cast: Cast, fields: dict[str, Any], findings: Any, message: str
) -> None:
    review = draft_review(cast.coordinator, **({} if findings is None else {"findings": findings}), **fields)

    with pytest.raises(DomainError, match=message):
        move(obj=review, verb=Verb.SUBMIT, by=cast.coordinator, revision=review.revision)


def test_a_review_asks_about_names_and_stops_at_what_points_to_somebody(cast: Cast) -> None:
    findings = (FindingEntry("Robin was not seen.", "accepted", "2022-23", "Ask Robin."),)
    review = draft_review(cast.coordinator, findings, summary="Call 01225 000000.")

    questions = {field: question.is_hard for field, question in review.questions()}

    assert questions == {"summary": True, "finding_1_text": False, "finding_1_reason": False}
    assert any("Is this a name?" in note for note in review.notes_for_review())


def test_training_is_printed_with_few_answers_kept_back(cast: Cast) -> None:
    approved(draft_training(cast.year, cast.coordinator, note="Most was *online*."), cast.board_icb)

    told = section(assemble(cast.year), "training")
    table, organisations = told.parts[0].tables

    assert [row[2:] for row in table.rows] == [
        ("4", "120", "40", "31 of 40", "3 months"),
        ("1", "9", "fewer than 5", "not shown", "no follow-up"),
        ("5", "129", "", "", ""),
    ]
    assert organisations.rows == (("Working together", cast.council.name, "20"),)
    assert "2 courses in 5 sessions, attended 129 times." in freeze(told)
    assert '"2"' not in freeze(told.parts)


def test_organisations_cannot_send_more_people_than_came(cast: Cast) -> None:
    course = CourseEntry("Listening", 1, 3, attendances=(AttendanceEntry(cast.police, 4),))
    training = draft_training(cast.year, cast.coordinator, course)

    with pytest.raises(DomainError, match="sent 4 people to course 1, but only 3 attended"):
        move(obj=training, verb=Verb.SUBMIT, by=cast.coordinator, revision=training.revision)


def test_costs_are_added_up_to_the_penny(cast: Cast) -> None:
    approved(draft_costs(cast.year, cast.coordinator), cast.board_icb)

    told = section(assemble(cast.year), "costs")
    contributions, spending, impact = told.parts

    assert contributions.tables[0].rows[-1] == ("Total", "£1,000.30", "£1,000.40", "£0.10")
    assert spending.tables[0].rows[-1] == ("Total", "£1,000.30", "£1,100.00", "£99.70")
    assert "It balances." in freeze(impact)
    assert "Actual: contributions £1,000.40, spending £1,100.00." in freeze(told)


def test_promises_are_handed_on_and_keep_their_key_when_reworded_or_moved(cast: Cast) -> None:
    first, second = PromiseEntry("Ask families.", cast.police), PromiseEntry("Train staff.", cast.icb)
    plan = approved(draft_forward_plan(cast.year, cast.coordinator, first, second), cast.board_icb)
    before = promises_made_in(cast.year)
    new = PromiseEntry("Meet monthly.", cast.icb)
    changed = [PromiseEntry("Train all staff.", cast.icb), PromiseEntry("Ask families.", cast.police), new]

    save_forward_plan(plan=plan, promises=changed, by=cast.coordinator, revision=plan.revision)
    assert promises_made_in(cast.year) == before
    plan.refresh_from_db()
    approved(plan, cast.board_icb)
    after = promises_made_in(cast.year)

    assert [(one.number, one.text, one.owner, one.year) for one in before] == [
        (1, "Ask families.", cast.police.name, "2022-23"),
        (2, "Train staff.", cast.icb.name, "2022-23"),
    ]
    assert after[1].key == before[0].key
    assert len({one.key for one in [*before, *after]}) == 4
    assert "What we will do next" in said(assemble(cast.year), "forward")


def test_nobody_but_the_coordinator_keeps_records_and_each_save_leaves_its_line(cast: Cast) -> None:
    for person in (cast.partner_police, cast.board_icb, cast.partner_council):
        with pytest.raises(NotAllowed):
            draft_training(cast.year, person)
    with pytest.raises(NotAllowed, match="does not belong to an organisation"):
        start_review(by=cast.chair)

    review = draft_review(cast.coordinator)

    assert Event.objects.about(review).get().verb == "create"
    with pytest.raises(NotAllowed):
        approved(review, cast.board_council)


def test_a_closed_year_takes_no_records(cast: Cast) -> None:
    training = draft_training(cast.year, cast.coordinator)
    cast.year.closed_at, cast.year.closed_by = training.created_at, cast.coordinator
    cast.year.save()

    with pytest.raises(ClosedYear):
        save_training(training=training, courses=[], by=cast.coordinator, revision=training.revision)
    with pytest.raises(DomainError, match="is closed"):
        move(obj=training, verb=Verb.SUBMIT, by=cast.coordinator, revision=training.revision)


def test_empty_records_cannot_be_submitted(cast: Cast) -> None:
    wanted = {
        "at least one course": save_training(
            training=start_year_record(TrainingReturn, year=cast.year, by=cast.coordinator),
            courses=[],
            by=cast.coordinator,
        ),
        "at least one promise": save_forward_plan(
            plan=start_year_record(ForwardPlan, year=cast.year, by=cast.coordinator), promises=[], by=cast.coordinator
        ),
        "Select at least one kind": draft_no_reviews(cast.year, cast.coordinator, (), ()),
    }
    for message, record in wanted.items():
        with pytest.raises(DomainError, match=message):
            move(obj=record, verb=Verb.SUBMIT, by=cast.coordinator, revision=record.revision)


def test_who_saves_second_is_told_and_loses_nothing(cast: Cast) -> None:
    review = draft_review(cast.coordinator)
    opened = review.revision
    save_review(review=review, findings=(), by=cast.coordinator, revision=opened)

    review.summary = "Another text"
    with pytest.raises(StaleRevision):
        save_review(review=review, findings=(), by=cast.coordinator, revision=opened)

    assert SafeguardingReview.objects.get().summary == "An adult was not heard."


def test_a_withdrawn_record_leaves_the_report_and_makes_room_for_another(cast: Cast) -> None:
    training = approved(draft_training(cast.year, cast.coordinator), cast.board_icb)

    move(obj=training, verb=Verb.WITHDRAW, by=cast.coordinator, revision=training.revision, note="Wrong year.")

    assert section(assemble(cast.year), "training") is None
    assert draft_training(cast.year, cast.coordinator).pk != training.pk


def test_more_records_cost_no_more_queries_and_the_same_records_give_the_same_bytes(cast: Cast) -> None:
    approved(draft_review(cast.coordinator), cast.board_icb)
    approved(draft_training(cast.year, cast.coordinator), cast.board_icb)
    assemble(cast.year)
    with CaptureQueriesContext(connection) as few:
        first = freeze(assemble(cast.year))
    assert freeze(assemble(cast.year)) == first
    for _ in range(3):
        approved(draft_review(cast.coordinator), cast.board_icb)

    with CaptureQueriesContext(connection) as many:
        assemble(cast.year)

    assert len(many) == len(few)


def test_the_glossary_holds_what_the_report_says_and_nothing_else(cast: Cast) -> None:
    terms = {entry.term for entry in section(assemble(cast.year), "glossary").groups[0].entries}

    assert {"Safeguarding adult review", "Rapid review"} <= terms
    assert "County lines" not in terms
