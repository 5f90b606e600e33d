"""The sections' own words, from inputs made by hand."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings

from indicators.models import Release
from partnership.days import day
from partnership.models import ReportingYear
from partnership.structure import StructureNode, build_tree
from priorities.queries import PlanProgress
from reports.content import FurtherTable
from reports.content.freeze import freeze
from reports.document.sections import SECTIONS
from reports.document.sections.figures import figure_table, figures
from reports.document.sections.inputs import Inputs
from reports.document.sections.notes import notes
from reports.document.sections.phrases import counted, sentence
from reports.document.sections.reading import reading
from reports.document.sections.structure import structure

YEAR = ReportingYear(slug="2022-23", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2023, 3, 31))
NOTHING = Inputs(
    profile=settings.PARTNERSHIP,
    structure=build_tree(()),
    arms=[],
    members=[],
    progress=PlanProgress(year="2022-23", plans=(), notes=(), priorities=()),
    release=None,
    tables=[],
    newsletters=[],
    briefings=[],
    case_studies=[],
    approved_to=YEAR.ends_on,
)


def content(**changes: Any) -> dict[str, Any]:
    """A released table of one cell."""
    cell = {"key": "count", "text": "[x]", "value": None, "state": "unable_to_supply", "illustrative": False}
    return {
        "slug": "contacts",
        "title": "Contacts",
        "supplier": "The council",
        "period_label": "Year to 31 March 2023",
        "unit": "count",
        "shape": "categories",
        "headline": "[x] Figures are not available.",
        "definition": "Each contact.",
        "method": "Counted.",
        "caveats": [],
        "source": "Records of the council",
        "licence": "Open Government Licence v3.0",
        "notes": ["A note without its stop"],
        "illustrative": False,
        "columns": [{"key": "count", "label": "Contacts", "unit": "count"}],
        "rows": [{"key": "1a", "label": "Individual: self", "cells": [cell], "group": "Individual"}],
        "chart": None,
        **changes,
    }


def test_every_section_copes_with_nothing() -> None:
    made = [maker.make(YEAR, NOTHING) for maker in SECTIONS]

    assert [section.anchor for section in made if section] == [
        "glance",
        "structure",
        "priorities",
        "reviews",
        "figures",
        "learning",
        "glossary",
        "notes",
        "help",
    ]
    assert reading(YEAR, NOTHING) is None


def test_anchors_are_given_once() -> None:
    anchors = [section.anchor for maker in SECTIONS if (section := maker.make(YEAR, NOTHING))]

    assert len(anchors) == len(set(anchors))


def test_a_structure_without_arms_and_examples_is_told_without_them() -> None:
    inputs = replace(NOTHING, structure=build_tree((StructureNode(slug="board", name="Board", kind="Board"),)))

    told = freeze(structure(YEAR, inputs))

    assert "This is the structure on 31 March 2023: 1 group." in told
    assert "arm" not in told.split("Seats are named")[0].split("Partnership works in")[1]
    assert "Groups marked illustrative" not in told


def test_a_release_that_holds_everything_says_that_nothing_is_left_out() -> None:
    inputs = replace(NOTHING, release=Release(title="Figures for 2022-23", number=2, missing=[], content_hash="ab"))

    assert "Not in the release" not in freeze(figures(YEAR, inputs))
    assert "release number 2 for the year. Nothing is left out." in freeze(notes(YEAR, inputs))


def test_a_table_without_figures_has_no_chart_and_keeps_its_symbols() -> None:
    table = figure_table(content(), "")

    assert table.chart is None
    assert table.rows[0].cells[0].text == "[x]"
    assert (table.source, table.licence) == ("Records of the council.", "Open Government Licence v3.0.")
    assert table.notes == ("A note without its stop.",)


def test_a_group_that_the_label_says_already_is_not_said_twice() -> None:
    assert figure_table(content(), "").rows[0].group == ""

    rows = [{**content()["rows"][0], "label": "Not asked", "group": "Were they asked?"}]
    assert figure_table(content(rows=rows), "").rows[0].group == "Were they asked?"


def test_further_tables_get_names_of_their_own() -> None:
    more = {"title": "Each area", "columns": content()["columns"], "rows": []}

    tables = figure_table(content(more_tables=[more, more]), "").more_tables

    assert all(isinstance(table, FurtherTable) for table in tables)
    assert [table.anchor for table in tables] == ["figure-contacts-2", "figure-contacts-3"]


@pytest.mark.parametrize(("text", "told"), [("", ""), ("  ", ""), ("a", "a."), ("a. ", "a."), ("a?", "a?")])
def test_a_sentence_ends_once(text: str, told: str) -> None:
    assert sentence(text) == told


def test_small_words() -> None:
    assert (counted(1, "table", "tables"), counted(0, "table", "tables")) == ("1 table", "0 tables")
    assert day(datetime.date(2023, 3, 31)) == "31 March 2023"


def test_how_figures_were_tested_is_told_once() -> None:
    said = {"sentences": ["Up."], "about": "Tested exactly."}

    assert figure_table(content(statistics=said, notes=[]), "").readings == ("Up.", "Tested exactly.")
    assert figure_table(content(statistics=said, notes=["Tested exactly."]), "").readings == ("Up.",)
    assert figure_table(content(statistics=None), "").readings == ()
