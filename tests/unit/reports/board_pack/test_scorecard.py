"""The scorecard of a table: what is printed and what stands beside it; a colour only where it gives nothing away."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from reports.board_pack.models import plain_number
from reports.board_pack.scorecard import Point, Rag, lines_of, rag_of


@dataclass
class Aimed:
    aim: str
    value: Decimal
    amber: Decimal
    in_words: str = "at least 80"
    reason: str = "Agreed in March."


def a_row(key: str, *cells: tuple[str, str | None]) -> dict:
    return {"key": key, "label": key.title(), "cells": [{"text": text, "value": value} for text, value in cells]}


def a_table(shape: str, keys: list[str], *rows: dict) -> dict:
    columns = [{"key": key, "label": key.title()} for key in keys]
    statistics = {"rows": {"crimes": {"short": "That is more than chance explains."}}}
    return {"shape": shape, "columns": columns, "rows": list(rows), "statistics": statistics}


@pytest.mark.parametrize(
    ("aim", "value", "colour"),
    [
        ("at_least", 80, Rag.GREEN),
        ("at_least", "79.9", Rag.AMBER),
        ("at_least", 70, Rag.AMBER),
        ("at_least", "69.9", Rag.RED),
        ("at_most", 80, Rag.GREEN),
        ("at_most", "80.1", Rag.AMBER),
        ("at_most", 90, Rag.AMBER),
        ("at_most", "90.1", Rag.RED),
    ],
)
def test_a_colour_says_on_which_side_of_the_target_a_value_is(aim: str, value: str, colour: Rag) -> None:
    amber = Decimal(70 if aim == "at_least" else 90)

    assert rag_of(Decimal(value), Aimed(aim, Decimal(80), amber)) is colour


def test_a_suppressed_value_has_no_colour() -> None:
    table = a_table("categories", ["count", "share"], a_row("crimes", ("[c]", None), ("[c]", None)))
    [line] = lines_of(table, {"crimes": Aimed("at_most", Decimal(3), Decimal(3))})

    assert (line.latest.text, line.target, line.rag) == ("[c]", "at least 80", None)


def test_two_windows_show_the_latest_beside_the_one_before_and_what_may_be_said() -> None:
    row = a_row("crimes", ("1,685", "1685"), ("1,838", "1838"), ("-153", "-153"))
    [line] = lines_of(a_table("windows", ["current", "previous", "change"], row), {})

    assert line.latest == Point("Current", "1,685")
    assert line.before == (Point("Previous", "1,838"),)
    assert (line.said, line.target, line.rag) == ("That is more than chance explains.", "", None)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("too_short", ""),
        ("steady", "No unusual variation."),
        ("signal", "Q2 is above the series' own variation (7; from 1 to 6 is usual)."),
    ],
)
def test_a_series_shows_its_quarters_and_its_sentence(state: str, said: str) -> None:
    table = a_table("series", ["q1", "q2"], a_row("crimes", ("5", "5"), ("7", "7")))
    sentences = ["Other: eight or more periods in a row, up to Q2, are above the average of the series."]
    if state == "signal":
        sentences.append("Crimes: Q2 is above the series' own variation (7; from 1 to 6 is usual).")
    table["statistics"] = {"rows": {"crimes": state, "other": "signal"}, "sentences": sentences}
    [line] = lines_of(table, {})

    assert (line.latest, line.before, line.said) == (Point("Q2", "7"), (Point("Q1", "5"),), said)


def test_rates_of_areas_show_the_own_area_its_last_periods_and_the_others_beside() -> None:
    periods = ["q1", "q2", "q3", "q4", "q5", "q6"]
    own = a_row("bath", *[(str(number), str(number)) for number in range(1, 7)])
    england = a_row("england", *[(str(number * 10), str(number * 10)) for number in range(1, 7)])
    [line] = lines_of(a_table("area_rates", periods, own, england), {})

    assert line.latest == Point("Q6", "6")
    assert [point.text for point in line.before] == ["5", "4", "3", "2"]
    assert line.beside == (Point("England", "60"),)


def test_measures_show_the_benchmarks_that_their_source_prints() -> None:
    row = a_row("crimes", ("4.1", "4.1"), ("3.9", "3.9"), ("4.0", "4.0"))
    [line] = lines_of(a_table("measures", ["rate", "region", "england"], row), {})

    assert line.beside == (Point("Region", "3.9"), Point("England", "4.0"))


@pytest.mark.parametrize(("number", "text"), [("80.00", "80"), ("12.50", "12.5"), ("1200", "1,200"), ("0", "0")])
def test_a_target_is_printed_without_empty_decimals(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text
