"""A figure is one figure wherever it is printed; which of two tables corrects it is known by who said it last."""

from dataclasses import replace
from typing import Any

from indicators.definitions.periods import parse_period
from indicators.tables.revised_marks import with_revised_marks
from indicators.tables.statements import Told, corrections_among, statements_of
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, windows

SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
FIGURE = (ROW, "count", "2022-23")


def of_year(period: str, current: int, previous: int) -> dict[str, Any]:
    snapshot = windows(SLUG, {ROW: (current, previous)})
    ends_on = parse_period(period).ends_on
    return build_table(replace(snapshot, year=period, period=period, ends_on=ends_on))


def texts(content: dict[str, Any]) -> list[str]:
    return [cell["text"] for cell in content["rows"][0]["cells"]]


def told(key: int, year: str, content: dict[str, Any]) -> Told:
    return Told(key, year, statements_of(content))


def test_the_window_before_is_the_figure_of_the_year_before() -> None:
    first, second = (statements_of(of_year(*one)) for one in (("2022-23", 128, 203), ("2023-24", 110, 140)))
    assert (first[FIGURE].column_key, first[FIGURE].says) == ("current", "128")
    assert (second[FIGURE].column_key, second[FIGURE].says) == ("previous", "140")
    # What is worked out is no figure of its own.
    assert {column for _row, column, _period in second} == {"count"}


def test_a_point_of_a_line_is_the_rate_of_that_year_and_a_count_behind_it_its_count() -> None:
    before, now = area_rates(2022, (150, "41.4")), area_rates(2023, (139, "38.4"))
    alone, beside = statements_of(build_table(before)), statements_of(build_table(now, [before]))
    places = [place for place in alone if place[2] == "2021-22" and place in beside]
    assert {"rate", "count"} == {column for _row, column, _period in places}
    assert all(alone[place].says == beside[place].says for place in places)


def test_what_is_kept_back_says_nothing() -> None:
    hidden = of_year("2022-23", 128, 203)
    hidden["rows"][0]["cells"][0] |= {"text": "[c]", "value": None, "state": "confidential"}
    assert FIGURE not in statements_of(hidden)


def test_the_next_return_corrects_what_was_published() -> None:
    tables = [told(1, "2022-23", of_year("2022-23", 128, 203)), told(2, "2023-24", of_year("2023-24", 110, 140))]
    assert corrections_among(tables) == {(2, 1): [FIGURE]}


def test_a_later_release_of_the_year_itself_corrects_the_next_one() -> None:
    tables = [
        told(1, "2022-23", of_year("2022-23", 128, 203)),
        told(2, "2023-24", of_year("2023-24", 110, 128)),
        told(3, "2022-23", of_year("2022-23", 138, 203)),
    ]
    assert corrections_among(tables) == {(3, 2): [FIGURE]}


def test_a_release_that_repeats_an_old_figure_does_not_bring_it_back() -> None:
    tables = [
        told(1, "2022-23", of_year("2022-23", 128, 203)),
        told(2, "2023-24", of_year("2023-24", 110, 140)),
        told(3, "2022-23", of_year("2022-23", 128, 210)),
    ]
    assert corrections_among(tables) == {(2, 1): [FIGURE], (2, 3): [FIGURE]}


def test_the_figure_that_another_year_printed_otherwise_is_marked_whoever_ticked_what() -> None:
    elsewhere = {FIGURE: {"128"}}
    marked = with_revised_marks(of_year("2023-24", 110, 140), None, elsewhere)
    assert texts(marked) == ["110", "140 [r]", "-30 [r]", "-21.4% [r]"]
    assert with_revised_marks(of_year("2023-24", 110, 128), None, elsewhere) == of_year("2023-24", 110, 128)
    # Its own year's last release said so already: this one revises nothing.
    same = of_year("2022-23", 140, 203)
    assert with_revised_marks(same, same, elsewhere) == same
