"""Values in the column of another area: asked about, and published values never are."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.checks.column_swaps import check_swapped_columns
from indicators.checks.context import Context
from indicators.definitions.families import Row, get_family
from indicators.definitions.values import Value, reported
from tests.published_rates import tables
from tests.unit.indicators.checks.cases import YEAR

FAMILY = replace(get_family("referrals-rate"), shape="measures")
RATE = FAMILY.column("rate")
FAMILY = replace(FAMILY, columns=(RATE, *(replace(RATE, key=key, label=key.title()) for key in ("region", "england"))))
ROWS = (Row("a", "First row"), Row("b", "Second row"))
BEFORE = {"a": ("84.2", "61.3", "60.2"), "b": ("31.0", "30.5", "12.5")}
Cells = dict[tuple[str, str], Value]


def cells(numbers: dict[str, tuple[str, ...]]) -> Cells:
    columns = [column.key for column in FAMILY.columns]
    return {
        (row, column): reported(Decimal(text))
        for row, texts in numbers.items()
        for column, text in zip(columns, texts, strict=True)
    }


def asked(now: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    found = list(check_swapped_columns(FAMILY, ROWS, cells(now), Context(YEAR, earlier=cells(BEFORE))))
    assert all(one.confirm and one.code == "SWAP-2" for one in found)
    return [(one.row, one.column) for one in found]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"a": ("84.2", "61.3", "60.2"), "b": ("31.0", "30.5", "12.5")}, []),
        ({"a": ("70.0", "66.0", "64.0"), "b": ("24.0", "26.0", "15.0")}, []),
        ({"a": ("61.5", "84.0", "60.0"), "b": ("31.2", "30.4", "12.6")}, [("a", "rate")]),
        ({"a": ("84.0", "61.5", "60.0"), "b": ("12.6", "30.4", "31.2")}, [("b", "rate")]),
        ({"a": ("84.0", "61.5", "60.0"), "b": ("31.2", "12.6", "30.4")}, [("b", "region")]),
        ({"a": ("60.0", "61.5", "84.0"), "b": ("12.6", "30.4", "31.2")}, [("a", "rate"), ("b", "rate")]),
        # A zero, or a value that is missing, says nothing of its column.
        ({"a": ("0", "84.0", "60.0"), "b": ("31.2", "30.4", "12.6")}, []),
    ],
)
def test_columns_that_changed_places_are_asked_about(
    now: dict[str, tuple[str, ...]], expected: list[tuple[str, str]]
) -> None:
    assert asked(now) == expected


def test_lines_that_say_too_little_alone_are_asked_about_together() -> None:
    before = dict.fromkeys("abcdefgh", ("21.0", "20.0", "18.0"))
    now = dict.fromkeys(before, ("18.0", "20.0", "21.0"))
    rows = [Row(row, row) for row in before]
    alone = Context(YEAR, earlier=cells({"a": before["a"]}))
    assert list(check_swapped_columns(FAMILY, rows[:1], cells({"a": now["a"]}), alone)) == []
    (found,) = check_swapped_columns(FAMILY, rows, cells(now), Context(YEAR, earlier=cells(before)))
    assert "and England may have changed places. They are 18.0 and 21.0" in found.sentence


def test_published_rates_beside_those_of_england_and_the_region_are_hardly_ever_asked_about() -> None:
    """Each area of the Department's series as if it were the own one."""
    lines, said = 0, []
    for table in tables("rate"):
        for area in set(table.whole_rows) - {"England", "South West"}:
            both = [
                {
                    (area, key): year[place, "rate"]
                    for key, place in (("rate", area), ("region", "South West"), ("england", "England"))
                    if (place, "rate") in year
                }
                for year in (table.now, table.before)
            ]
            lines += all(len(one) == len(FAMILY.columns) for one in both)
            said += list(check_swapped_columns(FAMILY, [Row(area, area)], both[0], Context(YEAR, earlier=both[1])))
    assert lines > 400
    assert len(said) <= 1, [one.sentence for one in said]
