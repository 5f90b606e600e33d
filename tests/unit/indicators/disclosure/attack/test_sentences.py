"""What is said above a table: what a reader learns from it, and what is not true of all of it."""

import pytest

from tests.disclosure.attack.knowledge import Knowledge
from tests.disclosure.attack.sentences import untrue
from tests.unit.indicators.disclosure.attack.tables import YEAR, cell, table

RISK = "enquiry-outcomes"
SUPPRESSED = "figures for this period are suppressed to protect the people behind small numbers."


def said(headline: str, *numbers: int, hidden: int = 5) -> Knowledge:
    """The reader of a table with this sentence above it."""
    rows = ("remained", "reduced", "removed")
    entries = []
    for row, number in zip(rows, numbers, strict=True):
        is_hidden = number <= hidden
        entries.append((cell(RISK, row, YEAR, "[c]" if is_hidden else str(number)), number))
        entries.append((cell(RISK, row, YEAR, "[c]" if is_hidden else "1.0", "percent", "share"), None))
    found = Knowledge()
    found.read([table(*entries, headline=headline)])
    return found


@pytest.mark.parametrize(
    ("headline", "is_true"),
    [
        ("The largest share is “removed”: 9, 50.0%.", True),
        ("The largest share is “reduced”: 8, 44.4%.", False),
        ("The largest shares are “reduced” and “removed”: 9, 50.0% each.", False),
        ("The largest number is “removed”: 9.", True),
        ("Of the shares that are shown, the largest is “reduced”: 8, 44.4%.", True),
    ],
)
def test_what_is_called_the_largest_is_so_among_hidden_rows_too(headline: str, is_true: bool) -> None:
    known = said(headline, 3, 8, 9)
    assert [one for one in known.wrong if "not true of all rows" in one] == (
        [] if is_true else [f"2022-23, {RISK}: not true of all rows: “{headline}”"]
    )


def test_all_figures_are_suppressed_only_where_none_is_printed() -> None:
    some = table((cell(RISK, "remained", YEAR, "[c]"), 3), (cell(RISK, "reduced", YEAR, "8"), 8))
    none = table((cell(RISK, "remained", YEAR, "[c]"), 3))
    assert list(untrue(none, f"[c] The {SUPPRESSED}")) == []
    assert list(untrue(some, f"[c] Some {SUPPRESSED}")) == []
    assert len(list(untrue(some, f"[c] The {SUPPRESSED}"))) == 1


def test_limits_of_a_hidden_rate_print_its_symbol() -> None:
    rate = cell("child-protection-plans-rate", "here", YEAR, "[c]", "rate", "rate")
    for printed, faults in (("[c]", 0), ("[z]", 1), ("0.4", 1)):
        limit = cell("child-protection-plans-rate", "here", YEAR, printed, "rate", "lower")
        assert len(list(untrue(table((rate, None), (limit, None)), ""))) == faults
