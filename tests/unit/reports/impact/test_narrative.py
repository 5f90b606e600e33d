"""How claims are told beside the tables and stories of the same report."""

import copy
from typing import Any

from reports.content.freeze import freeze, thaw
from reports.editions.told_stories import told_stories
from reports.impact.cells import CellAddress, cells_of, find_cell
from reports.impact.grades import Grade
from reports.impact.narrative import ApprovedClaim, PlannedAction, ToldClaim, Withheld, claim_blocks, told_claims

ACTION = PlannedAction("walk", "Walk the streets", "Police", "safer")
PERIOD = "year to 31 March 2023"
STORY = {"key": "k1", "slug": "one-plan", "title": "One plan", "impact_evidence": "voice"}


def cell(key: str, text: str, *, illustrative: bool = False) -> dict[str, Any]:
    """A cell as a release holds it."""
    value = None if text.startswith("[") else text
    return {"key": key, "text": text, "value": value, "state": "reported", "illustrative": illustrative}


def table(text: str = "90", *, illustrative: bool = False) -> dict[str, Any]:
    """A released table with one row, and one beside it."""
    columns = [
        {"key": "current", "label": "Current", "period": "year to 31 March 2023"},
        {"key": "rate", "label": "Rate"},
    ]
    row = {
        "key": "reports",
        "label": "Reports",
        "cells": [cell("current", text, illustrative=illustrative), cell("rate", "[c]")],
    }
    return {
        "slug": "missing",
        "title": "Missing children",
        "period_label": "2022-23",
        "columns": columns,
        "rows": [row],
        "more_tables": [{"title": "Each area", "columns": columns, "rows": [row]}],
    }


def figure(text: str = "90", column: str = "current") -> dict[str, Any]:
    """A piece of evidence as a snapshot of a claim holds it."""
    return {
        "sort": "figure",
        "shows": "outcome",
        "case_study": None,
        "figure": {"family": "missing", "table": 0, "row": "reports", "column": column, "text": text},
    }


def claim(*pieces: dict[str, Any]) -> dict[str, Any]:
    """A claim as its snapshot holds it."""
    return {"claim": "People are safer.", "action": {"slug": "walk"}, "evidence": list(pieces)}


def told(one: dict[str, Any], content: dict[str, Any] | None, stories: tuple[dict[str, Any], ...] = ()) -> ToldClaim:
    """The claim as the report tells it."""
    tables = {} if content is None else {"missing": content}
    [found] = told_claims([ApprovedClaim(one)], tables, {story["key"]: story for story in stories})
    return found


def words(one: ToldClaim) -> str:
    """Everything that is printed of it."""
    return freeze(claim_blocks(one, ACTION))


def test_cells_have_addresses_labels_and_periods_in_every_table() -> None:
    first, hidden, third, _ = cells_of(table())

    assert (first.address.key, first.label) == ("missing|0|reports|current", "Reports, Current: 90")
    assert first.period == PERIOD
    assert first.is_evidence(made_up=False)
    assert (hidden.text, hidden.period, hidden.is_evidence(made_up=True)) == ("[c]", "2022-23", False)
    assert (third.address.table, third.title) == (1, "Missing children: Each area")
    assert find_cell(table(), CellAddress("missing", 2, "reports", "current")) is None


def test_figure_is_printed_as_the_report_prints_it_with_its_anchor() -> None:
    found = told(claim(figure()), table())

    assert found.grade is Grade.OUTCOME
    assert '"href":"#figure-missing"' in words(found)
    assert ". Reports, Current: 90 (year to 31 March 2023)." in words(found)
    assert "revised" not in words(found)


def test_figure_that_was_revised_shows_the_new_text_alone() -> None:
    found = told(claim(figure(text="89")), table("90"))

    assert "Reports, Current: 90 (year to 31 March 2023). It has been revised since this claim was written." in words(
        found
    )
    assert "89" not in words(found)


def test_claim_on_a_figure_that_is_hidden_now_is_not_told() -> None:
    for content in (table("[c]"), table(illustrative=True), None):
        assert told(claim(figure(text="3")), content) == ToldClaim("walk", "", (), Withheld.FIGURE)
    gone = claim({"sort": "feedback", "case_study": None, "figure": None}, figure(column="rate"))
    assert told(gone, table()) == ToldClaim("walk", "", (), Withheld.FIGURE)


def test_claim_on_a_story_that_is_gone_is_not_told() -> None:
    piece = {"sort": "case_study", "shows": "", "case_study": "k1", "figure": None}

    assert told(claim(piece, figure()), table()) == ToldClaim("walk", "", (), Withheld.STORY)
    found = told(claim(piece), None, (STORY,))
    assert (found.grade, found.withheld) == (Grade.VOICE, None)
    assert '"href":"#case-study-one-plan"' in words(found)


def test_written_evidence_is_told_with_when_and_of_how_many() -> None:
    piece = {
        "sort": "training",
        "shows": "practice",
        "case_study": None,
        "figure": None,
        "title": "Listening",
        "when": "1 March 2023",
        "people": "fewer than 5 people",
        "finding": "They  ask\nearlier.",
    }

    found = told(claim(piece), None)

    assert found.grade is Grade.PRACTICE
    assert "Listening, 1 March 2023, of fewer than 5 people. They ask earlier." in words(found)
    without = copy.deepcopy(piece) | {"people": "", "when": "", "sort": "audit"}
    assert "Listening. They ask earlier." in words(told(claim(without), None))


def test_stories_are_found_where_they_are_told_and_where_they_are_pointed_to() -> None:
    found = told(
        claim({"sort": "case_study", "shows": "", "case_study": "k1", "figure": None}, figure()), table(), (STORY,)
    )
    report = thaw(freeze({"sections": [{"parts": [{"anchor": "impact-safer", "body": claim_blocks(found, ACTION)}]}]}))
    told_too = {"case_studies": [{"anchor": "case-study-another", "title": "case-study-no"}]}

    assert told_stories([report, told_too]) == {"one-plan", "another"}
