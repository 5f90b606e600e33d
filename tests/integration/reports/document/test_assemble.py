"""What enters a report, and what never does: through the real services, step by step."""

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from indicators.definitions.families import get_family
from learning.services import withdraw_consent
from partnership.models import ReportingYear
from partnership.models.group import GroupKind
from partnership.profile import Contact
from priorities.services import save_action_update
from reports.content import Report
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.editions.audit_anchor import newest_trail
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import (
    a_release,
    approved_return,
    draft_return,
    example_cells,
    illustrative,
    make_areas,
    submitted_return,
)
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.partnership import ArmFactory, GroupFactory, SeatFactory, UserFactory
from tests.factories.priorities import ActionFactory, draft_update, live_update
from tests.stages import Cast

NOTE = "The windows are assumed to be the years to 31 March 2023 and 2022."


def section(report: Report, anchor: str) -> Any:
    """The section of that name."""
    return next(one for one in report.sections if one.anchor == anchor)


def said(report: Report, anchor: str) -> str:
    """Everything that the section says, as its frozen text."""
    return freeze(section(report, anchor))


def test_a_year_without_anything_says_so_in_words(year: ReportingYear) -> None:
    report = assemble(year)

    assert [one.anchor for one in report.sections] == [
        "glance",
        "structure",
        "priorities",
        "reviews",
        "figures",
        "learning",
        "completeness",
        "glossary",
        "notes",
        "help",
    ]
    assert "No groups are recorded for 31 March 2023." in said(report, "structure")
    assert "No plan is recorded for 2022-23." in said(report, "priorities")
    assert "No figures have been released for 2022-23, so this report has none." in said(report, "figures")
    assert "No briefing, newsletter or case study was published for 2022-23." in said(report, "learning")
    assert "There is no release for this year." in said(report, "notes")
    assert report.approved_to == "2023-03-31"


def test_the_cover_names_the_year_and_the_partnership_of_the_profile(year: ReportingYear) -> None:
    profile = replace(settings.PARTNERSHIP, name="The Other Partnership", short_name="TOP", contacts=())

    with override_settings(PARTNERSHIP=profile):
        report = assemble(year)

    assert (report.title, report.subtitle) == ("Annual report 2022-23", "1 April 2022 to 31 March 2023")
    assert (report.partnership.name, report.partnership.short_name) == ("The Other Partnership", "TOP")
    assert "help" not in [one.anchor for one in report.sections]


def test_help_prints_number_hours_and_note_of_each_contact(year: ReportingYear) -> None:
    contact = Contact("Emergency", telephone="999", hours="Always", note="Someone is in danger")

    with override_settings(PARTNERSHIP=replace(settings.PARTNERSHIP, contacts=(contact,))):
        [entry] = section(assemble(year), "help").groups[0].entries

    assert (entry.term, entry.meaning) == ("Emergency", "999, Always. Someone is in danger.")


def test_structure_tells_groups_seats_and_partners_but_no_person(cast: Cast) -> None:
    arm = ArmFactory(slug="adults", name="Safeguarding adults")
    board = GroupFactory(name="Strategic Board", kind=GroupKind.BOARD, terms_of_reference="Leads", quorum=3)
    board.arms.add(arm)
    GroupFactory(name="Practice group", parent=board, is_illustrative=True)
    holder = UserFactory(display_name="Robin Person")
    SeatFactory(group=board, title="Chair", organisation=None, is_chair=True, holder=holder)
    SeatFactory(group=board, title="Police member", organisation=cast.police, is_vacant=True, is_illustrative=True)

    report = assemble(cast.year)
    told = section(report, "structure")

    [root] = told.groups
    assert (root.name, root.description, root.arms) == (
        "Strategic Board",
        "Leads. Quorum: 3.",
        ("Safeguarding adults",),
    )
    assert root.members == ("Chair (chair)", f"Police member ({cast.police.name}, vacant, illustrative)")
    assert [(child.name, child.is_illustrative) for child in root.children] == [("Practice group", True)]
    assert told.drawing.svg.startswith("<svg")
    assert "Groups marked illustrative" in said(report, "structure")
    assert "Seats marked illustrative are made up" in said(report, "structure")
    assert "1 statutory arm: Safeguarding adults." in said(report, "structure")
    assert {partner.name: partner.groups for partner in told.partners}[cast.police.name] == ("Strategic Board",)
    assert "Robin Person" not in freeze(report)


def test_only_approved_progress_is_told_beside_what_was_planned(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police, title="Reassure the community")
    silent = ActionFactory(owner=cast.police, commitment=action.commitment, title="A draft nobody approved")
    live_update(
        action,
        cast.year,
        cast.partner_police,
        cast.board_icb,
        status="on_hold",
        on_hold_reason="No funding yet",
        what_we_did="We **walked** the streets.",
        impact_note="People said that they felt safer.",
        impact_evidence="voice",
    )
    draft_update(silent, cast.year, cast.partner_police, what_we_did="Words of a draft")

    report = assemble(cast.year)
    [priority] = section(report, "priorities").priorities

    assert (priority.planned, priority.reported, priority.done, priority.with_impact) == (2, 1, 0, 1)
    [told] = priority.commitments[0].actions
    assert (told.text, told.owner, told.status) == ("Reassure the community", cast.police.name, "On hold")
    assert (told.on_hold, told.evidence) == ("No funding yet.", "Voice: what people said about it")
    assert "They contain 2 actions. 1 action has an approved report" in said(report, "priorities")
    assert "Of 2 actions, 1 is on hold and 1 is not begun." in said(report, "glance")
    assert "Words of a draft" not in freeze(report)


def test_progress_that_is_edited_after_approval_keeps_its_approved_words(cast: Cast) -> None:
    action = ActionFactory(owner=cast.police)
    update = live_update(action, cast.year, cast.partner_police, cast.board_icb, what_we_did="Approved words")
    trail = newest_trail()
    before = freeze(assemble(cast.year))

    update.what_we_did = "New words"
    save_action_update(update=update, by=cast.partner_police, revision=update.revision)

    assert "Approved words" in before
    assert freeze(assemble(cast.year, trail=trail)) == before


def test_figures_are_those_of_the_release_with_notes_symbols_and_what_is_missing(cast: Cast) -> None:
    approved_return("missing-children", cast.year, cast.police, note=NOTE)
    made_up = illustrative(example_cells(get_family("desired-outcomes"), cast.year))
    approved_return("desired-outcomes", cast.year, cast.council, made_up, note="Illustrative figures, not real.")
    submitted_return("child-protection", cast.year, cast.police)
    draft_return("child-sexual-exploitation", cast.year, cast.police)
    release = a_release(cast.year)

    report = assemble(cast.year)
    figures = section(report, "figures")
    tables = {table.slug: table for theme in figures.themes for table in theme.tables}

    assert set(tables) == {"missing-children", "desired-outcomes"}
    police = tables["missing-children"]
    assert [cell.text for cell in police.rows[0].cells] == ["95", "61", "+34", "+55.7%"]
    assert police.columns[0].period == "12 months to 31 March 2023"
    assert NOTE in police.notes
    assert not police.is_illustrative
    adults = tables["desired-outcomes"]
    assert adults.is_illustrative
    assert adults.chart.note == "Illustrative figures, not real"
    assert {row.group for row in adults.rows} >= {"Were they asked?", "Was it achieved?"}
    assert "Not in the release, because no figures were approved: " in said(report, "figures")
    assert "Child sexual exploitation" in said(report, "figures")
    assert release.content_hash in said(report, "notes")
    assert "Desired outcomes of the adult at risk" in said(report, "reading")
    assert "1 table is illustrative and is not summarised" in said(report, "glance")
    assert "Left out, because no figures were approved: " in said(report, "notes")


def test_rates_bring_their_areas_and_the_words_to_read_them(cast: Cast) -> None:
    from_release = section_of_rates(cast)

    [table] = from_release.themes[0].tables
    assert table.row_head == "Area"
    assert [more.title for more in table.more_tables] == ["Each area, 2022-23"]
    assert table.more_tables[0].anchor == "figure-referrals-rate-2"
    assert any("DfE nearest neighbours: 2021 set" in note for note in table.notes)
    assert "Department for Education" in table.source


def section_of_rates(cast: Cast) -> Any:
    """The figures of a year with one rate."""
    make_areas()
    approved_return("referrals-rate", cast.year, cast.council)
    a_release(cast.year)
    report = assemble(cast.year)
    assert "Rates and areas" in said(report, "reading")
    assert "Two periods" not in said(report, "reading")
    return section(report, "figures")


def test_learning_holds_what_was_published_and_no_earlier_state(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, title="A story to keep")
    publish(story, cast.board_icb, cast.coordinator)
    publish(draft_briefing(cast.year, cast.coordinator, title="A published briefing"), cast.board_icb, cast.coordinator)
    publish(draft_newsletter(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    draft_briefing(cast.year, cast.coordinator, title="A drafted briefing")
    waiting = draft_briefing(cast.year, cast.coordinator, title="A submitted briefing")
    move(obj=waiting, verb=Verb.SUBMIT, by=cast.coordinator, revision=waiting.revision)
    returned = draft_briefing(cast.year, cast.coordinator, title="A returned briefing")
    move(obj=returned, verb=Verb.SUBMIT, by=cast.coordinator, revision=returned.revision)
    move(obj=returned, verb=Verb.RETURN, by=cast.board_icb, revision=returned.revision, note="Say more.")
    taken_off = draft_briefing(cast.year, cast.coordinator, title="A withdrawn briefing")
    publish(taken_off, cast.board_icb, cast.coordinator)
    move(obj=taken_off, verb=Verb.WITHDRAW, by=cast.coordinator, revision=taken_off.revision, note="Out of date.")

    report = assemble(cast.year)
    learning = section(report, "learning")

    assert [piece.title for piece in learning.spotlights] == ["In the spotlight"]
    assert [piece.title for piece in learning.briefings] == ["A published briefing"]
    assert len(learning.briefings[0].parts) == 7
    assert [piece.title for piece in learning.case_studies] == ["A story to keep"]
    assert (
        learning.case_studies[0].summary == "Details have been changed or left out to protect the people in this story."
    )
    assert [part.title for part in learning.case_studies[0].parts][-1] == "Kind of evidence"
    assert learning.spotlights[0].byline == "From the newsletter, issue 1, 31 March 2023"
    for state in ("drafted", "submitted", "returned", "withdrawn"):
        assert f"A {state} briefing" not in freeze(report)


def test_a_story_whose_consent_was_withdrawn_leaves_no_trace(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, title="A story to forget")
    publish(story, cast.board_icb, cast.coordinator)
    briefing = draft_briefing(cast.year, cast.coordinator, case_studies=[story])
    publish(briefing, cast.board_icb, cast.coordinator)
    assert "A story to forget" in freeze(assemble(cast.year))

    withdraw_consent(case_study=story, by=cast.coordinator, note="The adult asked us to.")

    report = freeze(assemble(cast.year))
    assert "A story to forget" not in report
    assert "Adult B" not in report


def test_the_same_records_give_the_same_report_in_few_queries(cast: Cast) -> None:
    approved_return("missing-children", cast.year, cast.police)
    a_release(cast.year)
    live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)
    first = assemble(cast.year)
    with CaptureQueriesContext(connection) as few:
        assemble(cast.year)
    for _ in range(5):
        live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)
        publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)

    with CaptureQueriesContext(connection) as many:
        second = assemble(cast.year)

    assert freeze(first) != freeze(second) == freeze(assemble(cast.year))
    assert len(many) == len(few)
    assert datetime.date.fromisoformat(second.approved_to) >= datetime.date.fromisoformat(first.approved_to)
