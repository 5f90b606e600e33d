"""Headlines of tables with holes, and limits of very small numbers: what is printed is true of what is there."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import Family, parse_family
from indicators.definitions.values import Value, ValueState, kept_back
from indicators.statistics.limits import Limits
from indicators.statistics.windows import compare_windows
from indicators.tables.phrases import limit_texts, printed_limits, probability_text
from indicators.tables.table import build_table
from tests.unit.indicators.shapes.generated import COLUMNS, definition
from tests.unit.indicators.shapes.journey import Cells, cells_of, in_the_catalogue, returned

LOST, HIDDEN = Value(ValueState.UNABLE_TO_SUPPLY, reason="The system failed"), kept_back("[c]")
NONE = Value(ValueState.NOT_APPLICABLE)
BY_KEY = {column["key"]: column for column in COLUMNS}
PERCENT = {"key": "rate", "label": "Share seen", "unit": "percent", "decimals": 1}
WINDOWS = parse_family(
    definition("windows", [BY_KEY[key] for key in ("current", "previous", "change", "percent_change")]), "made.toml"
)
CATEGORIES = parse_family(definition("categories", [BY_KEY["count"], BY_KEY["share"]]), "made.toml")
MEASURES = parse_family(
    definition("measures", [PERCENT, {**PERCENT, "key": "england", "label": "England"}], per=100), "made.toml"
)
AREAS = parse_family(definition("area_rates", [{**PERCENT, "label": "Seen"}], per=100), "made.toml")


def headline(family: Family, changes: dict[tuple[str, str], Any], *before: Cells, period: str = "2022-23") -> str:
    """The headline of a table with an answer everywhere but where it is changed."""
    with in_the_catalogue(family):
        known = cells_of(family, period)
        cells = {cell: changes.get(cell, changes.get(("*", cell[1]), value)) for cell, value in known.items()}
        past = [returned(family, one, "2021-22") for one in before]
        last = replace(returned(family, known, period), figures=cells)
        return str(build_table(last, past)["headline"])


@pytest.mark.parametrize(
    ("family", "changes", "begins"),
    [
        # The first row that has both windows is named, not the first row.
        (WINDOWS, {("a", "current"): LOST}, "Second row: 232 (current 12 months), 232 (previous 12 months)"),
        (WINDOWS, {("*", "current"): LOST}, "First row: 222 (previous 12 months)."),
        (WINDOWS, {("*", "previous"): HIDDEN}, "First row: 222 (current 12 months)."),
        (WINDOWS, {("*", "current"): HIDDEN, ("*", "previous"): HIDDEN}, "[c] The figures for this period are supp"),
        (WINDOWS, {("*", "current"): HIDDEN, ("*", "previous"): LOST}, "[c] Some figures for this period are supp"),
        (WINDOWS, {("*", "current"): NONE, ("*", "previous"): NONE}, "[z] There is nothing to compare"),
        (CATEGORIES, {("a", "count"): LOST}, "Of the numbers that are shown, the largest is “Second row”: 232"),
        (CATEGORIES, {("*", "count"): LOST}, "[x] Figures are not available for this period."),
        (MEASURES, {("a", "rate"): LOST}, "Second row: 0.5% (England 0.5%)."),
        # England is printed: that is a figure.
        (MEASURES, {("*", "rate"): LOST}, "[x] Some figures are not available for this period."),
        (MEASURES, {("*", "england"): LOST}, "First row: 0.4%."),
        (AREAS, {("avonside", "rate"): LOST}, "Seen, year to 31 March 2023: Avonside [x]; DfE nearest neighbours 0.5%"),
        (AREAS, {("*", "rate"): LOST}, "[x] Figures are not available for this period."),
    ],
)
def test_a_headline_is_true_of_its_table(family: Family, changes: dict[tuple[str, str], Any], begins: str) -> None:
    assert headline(family, changes)[: len(begins)] == begins


def test_rates_of_earlier_years_are_figures_too() -> None:
    said = headline(AREAS, {("*", "rate"): LOST}, cells_of(AREAS, "2021-22"))
    assert said.startswith("[x] Some figures are not available for this period.")


@pytest.mark.parametrize(
    ("probability", "text"),
    [(5e-324, "<0.0001"), (0.00014999, "0.0001"), (0.00015, "0.0002"), (0.99994, "0.9999"), (0.99996, "1.0000")],
)
def test_probabilities_at_the_edges(probability: float, text: str) -> None:
    assert probability_text(probability) == text


@pytest.mark.parametrize(
    ("limits", "decimals", "texts"),
    [
        (Limits(-0.0, 0.4), 1, ("0.0", "0.4")),
        (Limits(-1e-17, 0.04), 1, ("0.00", "0.04")),
        (Limits(99.96, 100.0), 1, ("99.96", "100.00")),
        (Limits(1e-9, 2e-9), 1, ("0.000000001", "0.000000002")),
        (Limits(0.0, 3.7e-12), 2, ("0.000000000000", "0.000000000004")),
        # Twelve digits are all that a result of binary arithmetic is worth.
        (Limits(0.1 + 0.2, 0.3), 1, ("0.3", "0.3")),
    ],
)
def test_limits_at_the_edges(limits: Limits, decimals: int, texts: tuple[str, str]) -> None:
    assert limit_texts(limits, decimals) == texts
    assert not any(one.is_signed() for one in printed_limits(limits, decimals))


@pytest.mark.parametrize(("current", "previous"), [(0, 10**9), (1, 10**10), (10**9, 10**9)])
def test_the_interval_of_any_two_windows_has_two_ends(current: int, previous: int) -> None:
    found = compare_windows(current, previous).limits
    assert found is not None
    lower, upper = limit_texts(found, 2)
    assert Decimal(lower) < Decimal(upper)
