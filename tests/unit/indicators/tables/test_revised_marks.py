"""A number that differs from the last release is marked as revised, whoever ticked what."""

from dataclasses import replace
from typing import Any

import pytest

from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import Value, ValueState
from indicators.tables.revised_marks import last_said, with_revised_marks
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, windows

SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
NOTE = "[r] revised since it was first published."


def table(current: int, previous: int = 203) -> dict[str, Any]:
    return build_table(windows(SLUG, {ROW: (current, previous)}))


def texts(content: dict[str, Any]) -> list[str]:
    return [cell["text"] for cell in content["rows"][0]["cells"]]


def test_a_corrected_figure_gets_its_mark_with_all_that_is_worked_out_of_it() -> None:
    marked = with_revised_marks(table(138), table(128))
    assert texts(marked) == ["138 [r]", "203", "-65 [r]", "-32.0% [r]"]
    assert marked["notes"][-1] == NOTE


def plans(period: str, count: int, rate: str) -> Snapshot:
    return replace(area_rates(2023, (count, rate)), period=period, ends_on=parse_period(period).ends_on)


def test_another_quarter_is_marked_only_where_it_says_something_else_of_the_same() -> None:
    first, second = plans("2022-23-q1", 139, "38.4"), plans("2022-23-q2", 150, "41.4")
    before = build_table(first)
    assert texts(with_revised_marks(build_table(second, [first]), before)) == ["38.4", "41.4"]
    assert "[r]" not in str(with_revised_marks(build_table(second, [first]), before))
    corrected = build_table(second, [plans("2022-23-q1", 137, "37.8")])
    assert texts(with_revised_marks(corrected, before)) == ["37.8 [r]", "41.4"]
    assert "[r]" not in str(with_revised_marks(build_table(area_rates(2023, (160, "44.2"))), before))


def test_a_mark_stays_in_the_releases_after_it() -> None:
    second = with_revised_marks(table(138), table(128))
    assert texts(with_revised_marks(table(138), second)) == texts(second)
    assert texts(with_revised_marks(table(128), second))[0] == "128 [r]"


def test_a_percentage_that_rounds_to_the_same_is_marked_with_its_figure() -> None:
    marked = with_revised_marks(table(100_001, 100_000), table(100_002, 100_000))
    assert texts(marked)[3].endswith(" [r]")


def test_nothing_is_marked_in_a_first_release_or_without_a_change() -> None:
    assert with_revised_marks(table(128), None) == table(128)
    assert with_revised_marks(table(128), table(128)) == table(128)


def unable(current: int = 128) -> dict[str, Any]:
    """The same table with a current number that could not be supplied."""
    snapshot = windows(SLUG, {ROW: (current, 203)})
    missing = {(ROW, "current"): Value(ValueState.UNABLE_TO_SUPPLY, reason="No record is kept.")}
    return build_table(replace(snapshot, figures={**snapshot.figures, **missing}))


def test_a_number_in_place_of_none_is_a_correction_as_the_reverse_is() -> None:
    assert texts(with_revised_marks(table(128), unable())) == ["128 [r]", "203", "-75 [r]", "-36.9% [r]"]
    marked = with_revised_marks(unable(), table(128))
    assert texts(marked) == ["[x] [r]", "203", "[x] [r]", "[x] [r]"]
    assert marked["notes"][-1] == NOTE
    assert texts(with_revised_marks(unable(), marked)) == texts(marked)


def test_an_answer_that_stays_away_is_not_corrected() -> None:
    assert with_revised_marks(unable(), unable()) == unable()


@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_what_is_kept_back_tells_nothing_of_a_correction(is_hidden_first: bool) -> None:
    hidden = table(128)
    hidden["rows"][0]["cells"][0] |= {"text": "[c]", "value": None, "state": "confidential"}
    first, second = (hidden, table(128)) if is_hidden_first else (table(128), hidden)
    assert texts(with_revised_marks(second, first)) == texts(second)


def kept_back(content: dict[str, Any]) -> dict[str, Any]:
    """The table with its current number suppressed, and what follows from it."""
    cells = content["rows"][0]["cells"]
    for cell in (cells[0], cells[2], cells[3]):
        cell |= {"text": "[c]", "value": None, "state": "confidential"}
    return content


@pytest.mark.parametrize(
    ("published", "now", "mark"),
    [
        # Corrected twice; corrected back; the same again.
        ([128, 130], 135, " [r]"),
        ([128, 130], 128, " [r]"),
        ([128, 130, 130], 130, " [r]"),
        ([128, 128], 128, ""),
        # Kept back between: the number is held against what was last printed.
        ([128, None], 130, " [r]"),
        ([128, None], 128, ""),
        ([128, None, None], 130, " [r]"),
        ([128, 130, None], 130, " [r]"),
        ([128, None, 130], 130, " [r]"),
        # Nothing was ever printed.
        ([None], 128, ""),
        ([None, None], 128, ""),
    ],
)
def test_a_chain_of_releases_is_marked_by_what_was_printed_last(
    published: list[int | None], now: int, mark: str
) -> None:
    chain: list[dict[str, Any]] = []
    for number in published:
        content = kept_back(table(128)) if number is None else table(number)
        chain.insert(0, with_revised_marks(content, last_said(chain)))
    assert texts(with_revised_marks(table(now), last_said(chain)))[0] == f"{now}{mark}"


def test_what_was_never_released_was_not_said() -> None:
    assert last_said([]) is None


def test_an_older_quarter_says_nothing_of_another() -> None:
    hidden = {**kept_back(table(128)), "period": "2022-23-q2"}
    said = last_said([hidden, {**table(130), "period": "2022-23-q1"}])
    assert said is not None
    assert said["rows"][0]["cells"][0]["text"] == "[c]"
