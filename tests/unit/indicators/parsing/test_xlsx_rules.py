"""Conditional formatting, and white letters: what the sender of a workbook cannot see is no figure."""

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from indicators.parsing.file_problems import Level
from indicators.parsing.files import read_file
from tests.unit.indicators.parsing.corpus_books import book
from tests.unit.indicators.parsing.corpus_tables import TRUTH, table
from tests.unit.indicators.parsing.forms import form

WHITE, BLUE = "FFFFFFFF", "FF1D70B8"
SMALL = {"type": "cellIs", "operator": "lessThan", "formula": ["5"]}
# The figures are 1048, 61, 3 and 1116, in C2:D3.
ALL, THE_THREE = ["C2", "D2", "C3", "D3"], ["C3"]


def _style(code: str = "", **given: Any) -> DifferentialStyle:
    return DifferentialStyle(numFmt=NumberFormat(170, code) if code else None, **given)


def _ruled(style: DifferentialStyle, where: str = "C2:D3", **rule: Any) -> Callable[[Any], None]:
    return lambda sheet: sheet.conditional_formatting.add(where, Rule(dxf=style, **rule))


def _look(**given: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for name, value in given.items():
            setattr(sheet["C3"], name, value)

    return change


HIDES = {
    "below five as c": (_ruled(_style('"c"'), **SMALL), THE_THREE),
    "below five as nothing": (_ruled(_style(";;;"), **SMALL), THE_THREE),
    "below five as a percentage": (_ruled(_style("0%"), **SMALL), THE_THREE),
    "above a thousand in thousands": (
        _ruled(_style('0,"k"'), type="cellIs", operator="greaterThanOrEqual", formula=["1000"]),
        ["C2", "D3"],
    ),
    "between as a range": (
        _ruled(_style('"1 to 4"'), type="cellIs", operator="between", formula=["1", "4"]),
        THE_THREE,
    ),
    "all but": (_ruled(_style('"c"'), type="cellIs", operator="notBetween", formula=["4", "9999"]), THE_THREE),
    "equal": (_ruled(_style('"c"'), type="cellIs", operator="equal", formula=["3"]), THE_THREE),
    "below five struck out": (_ruled(_style(font=Font(strike=True)), **SMALL), THE_THREE),
    "below five in white": (_ruled(_style(font=Font(color=WHITE)), **SMALL), THE_THREE),
    "by a formula": (_ruled(_style('"c"'), type="expression", formula=["C2<$H$1"]), ALL),
    "by another cell": (_ruled(_style('"c"'), type="cellIs", operator="lessThan", formula=["$H$1"]), ALL),
    "of one cell": (_ruled(_style('"c"'), "C3 F1:G2", type="expression", formula=["TRUE"]), THE_THREE),
    "white on white": (_look(font=Font(color=WHITE)), THE_THREE),
    "white on a white fill": (_look(font=Font(color=WHITE), fill=PatternFill("solid", fgColor=WHITE)), THE_THREE),
}
SHOWS = {
    "below five in red": _ruled(_style(font=Font(color="FFD4351C")), **SMALL),
    "below five on yellow": _ruled(_style(fill=PatternFill(bgColor="FFFFDD00")), **SMALL),
    "below five in white on blue": _ruled(
        _style(font=Font(color=WHITE), fill=PatternFill("solid", bgColor=BLUE)), **SMALL
    ),
    "with thousands": _ruled(_style("#,##0"), **SMALL),
    "above all of them as c": _ruled(_style('"c"'), type="cellIs", operator="greaterThan", formula=["5000"]),
    "of other cells": _ruled(_style('"c"'), "F2:G3 H1", **SMALL),
    "of the notes": _ruled(_style(font=Font(strike=True)), "E2:E3", type="expression", formula=["TRUE"]),
    "white on blue": _look(font=Font(color=WHITE), fill=PatternFill("solid", fgColor=BLUE)),
    "black": _look(font=Font(color="FF000000")),
}


@pytest.mark.parametrize("name", HIDES)
def test_a_figure_that_is_shown_otherwise_is_refused_in_its_cell(name: str) -> None:
    change, cells = HIDES[name]
    reading = read_file("return.xlsx", book({"Two windows": table()}, change), form())
    refused = [one for one in reading.parsed.problems if one.level is Level.REJECTED]
    assert [f"{one.column}{one.line}" for one in refused] == cells
    assert all("Remove" in one.sentence or "If it counts" in one.sentence for one in refused)


@pytest.mark.parametrize("name", SHOWS)
def test_colours_and_rules_of_other_cells_hide_nothing(name: str) -> None:
    reading = read_file("return.xlsx", book({"Two windows": table()}, SHOWS[name]), form())
    assert [str(one) for one in reading.parsed.problems] == []
    assert {cell: one.number for cell, one in reading.parsed.families["windows"].cells.items()} == TRUTH
