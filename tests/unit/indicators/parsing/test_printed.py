"""Worked-out cells of a file as programs and people write them."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.definitions.families import Column
from indicators.parsing.answers import CellRefused
from indicators.parsing.printed import read_printed
from tests.unit.indicators.parsing.forms import CATEGORIES, form, read_csv_lines, sentences
from tests.unit.indicators.parsing.test_derived import HEAD, SHARES

CHANGE = Column("change", "Change", "change", computation="change")
SHARE = Column("share", "Share", "percent", 1, "share")


@pytest.mark.parametrize(
    ("cell", "column", "found"),
    [
        ("+34", CHANGE, ["34"]),
        ("−7", CHANGE, ["-7"]),
        ("-1,048", CHANGE, ["-1048"]),
        (34, CHANGE, ["34"]),
        ("30.9%", SHARE, ["30.9"]),
        ("30.9 %", SHARE, ["30.9"]),
        ("30.9", SHARE, ["30.9", "3090"]),
        (0.309, SHARE, ["0.309", "30.9"]),
        ("[z]", SHARE, []),
        ("-", CHANGE, []),
        ("[c]", CHANGE, []),
    ],
)
def test_worked_out_cells_are_read_as_printed(cell: Any, column: Column, found: list[str]) -> None:
    assert [one.number for one in read_printed(cell, column)] == [Decimal(number) for number in found]


@pytest.mark.parametrize(
    ("cell", "column"), [("30%", CHANGE), ("more", SHARE), (True, CHANGE), (datetime.time(1), CHANGE)]
)
def test_worked_out_cells_without_a_number_are_refused(cell: object, column: Column) -> None:
    with pytest.raises(CellRefused, match="Clear"):
        read_printed(cell, column)


RISE, FALL = (1199, 1000), (80, 100)
RIGHT = {
    RISE: [
        "0.199", "0.2", "0.20", "+19.9 %", "19.9 per cent", "19.9 percent", "19.9pc", "▲ 19.9%", "↑19.9%", "↑ 20%",
        "up 20%", "19,9%", "20 %", "~20%", "c. 20%", "approx. 20%", "<20%", ">10%", "over 19%",
    ],
    FALL: [
        "(20%)", "(20)", "(20.0)%", "-20%", "−20.0%", "▼20%", "↓ 20%", "▼ -20%", "-0.2", "–20", "(0.2)",
        "- 20%", "—20%", "down 20%",
    ],
    (101, 100): ["<5%", "1%", "0.01", "under 2%"],
    (1004, 1000): ["<1%", "0%", "0.4%", "less than 1%"],
    (996, 1000): ["<1%", "-0.4%", "-0%", "0%"],
    (300, 100): [">100%", "200%", "2", "2.0", "+200.0"],
    (5, 0): ["n/a", "-", "∞", "#DIV/0!", "100%", "new", "[z]", "0"],
    (9, 8): ["12.4999999999%", "12.5000000001", "12%", "13%"],
    (100, 100): ["no change", "nil", "-", "0.0%", "unchanged", "0", "+0%"],
}  # fmt: skip
WRONG = {
    RISE: ["(20%)", "▼ 20%", "0.3", "1.2", "<1%", "2%", "1.99%", "119.9%", "↓20%", ">50%", "0.019", "no change"],
    FALL: ["20%", "▲ 20%", "-2%", "<10%", "80%", "-0.3", "up 20%", "twenty"],
}


@pytest.mark.parametrize(("figures", "printed"), [(one, text) for one, texts in RIGHT.items() for text in texts])
def test_a_right_change_is_right_however_it_is_written(figures: tuple[int, int], printed: str) -> None:
    assert sentences(read_csv_lines(["a", *figures, printed], head=HEAD)) == []


@pytest.mark.parametrize(("figures", "printed"), [(one, text) for one, texts in WRONG.items() for text in texts])
def test_a_wrong_change_is_told(figures: tuple[int, int], printed: str) -> None:
    assert len(sentences(read_csv_lines(["a", *figures, printed], head=HEAD))) == 1


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ((2, 1), ("67%", "33%", "100%")),
        ((2, 1), ("0.67", "0.33", "1")),
        ((2, 1), ("0.7", "0.3", "1.0")),
        ((2, 1), ("<70%", "<50%", "")),
        ((2, 1), ("66.7%", "33.3%", "100.1%")),
        ((2, 1), ("66.7%", "33.3%", "99.9%")),
        ((2, 1), ("0.6666666666666666", "0.3333333333333333", "1")),
        ((999, 1), ("100%", "<1%", "100%")),
        ((999, 1), (">99%", "<0.5%", "100.0%")),
        ((999, 1), ("0.999", "0.001", "1")),
        ((999, 1), ("99.9%", "[low]", "100%")),
        ((999, 1), ("99.9%", "low", "100%")),
        ((0, 0), ("-", "-", "-")),
        ((0, 0), ("0%", "0%", "0%")),
        ((0, 0), ("#DIV/0!", "#DIV/0!", "#DIV/0!")),
    ],
)
def test_right_shares_and_their_sum_are_right(counts: tuple[int, int], printed: tuple[str, str, str]) -> None:
    lines = [["1a", counts[0], printed[0]], ["2", counts[1], printed[1]], ["Total", sum(counts), printed[2]]]
    assert sentences(read_csv_lines(*lines, head=SHARES, file=form(CATEGORIES))) == []


@pytest.mark.parametrize("printed", ["90%", "120%", "98.5%", "0.8", "10", "100.2%"])
def test_a_wrong_sum_of_shares_is_told(printed: str) -> None:
    lines = [["1a", 2, "66.7%"], ["2", 1, "33.3%"], ["Total", 3, printed]]
    assert len(sentences(read_csv_lines(*lines, head=SHARES, file=form(CATEGORIES)))) == 1
