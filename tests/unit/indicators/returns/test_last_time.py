"""What was approved before, beside what is typed now."""

from dataclasses import replace

from indicators.definitions.families import Family, get_family
from indicators.definitions.values import Value, ValueState, reported
from indicators.returns.grid.form import ReturnGrid, SavedReturn, cell_id
from indicators.returns.grid.last_time import (
    Earlier,
    FigureChange,
    History,
    beside,
    changes_between,
    changes_since_last_time,
)

MISSING, RISK = get_family("missing-children"), get_family("enquiry-outcomes")
ROWS, RISK_ROWS = MISSING.fixed_rows, RISK.fixed_rows
FIRST = ROWS[0].key
UNABLE = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")


def shown(family: Family, history: History, column: str, now: Value | None) -> list[tuple[str, str, str, str]]:
    row = family.fixed_rows[0]
    points = beside(family, row, family.column(column), history, now)
    return [(one.label, one.text, one.number, one.difference) for one in points]


def test_a_yearly_return_stands_beside_last_year_once() -> None:
    last = Earlier("2021-22", {(RISK_ROWS[0].key, "count"): reported(1036)})
    history = History(last, last)
    assert history.periods == (last,)
    assert shown(RISK, history, "count", reported(1048)) == [("2021-22", "1,036", "1036", "+12")]
    assert shown(RISK, history, "count", reported(1033))[0][3] == "-3"
    assert shown(RISK, history, "count", reported(1036))[0][3] == "same"
    assert shown(RISK, history, "count", None)[0][3] == ""
    assert shown(RISK, history, "count", UNABLE)[0][3] == ""


def test_a_quarter_stands_beside_the_quarter_before_and_the_same_one_a_year_before() -> None:
    key = (RISK_ROWS[0].key, "count")
    history = History(
        Earlier("January to March 2022", {key: reported(10)}), Earlier("April to June 2021", {key: UNABLE})
    )
    assert shown(RISK, history, "count", reported(12)) == [
        ("January to March 2022", "10", "10", "+2"),
        ("April to June 2021", "[x]", "", ""),
    ]


def test_only_what_was_approved_is_beside() -> None:
    key = (RISK_ROWS[0].key, "count")
    assert shown(RISK, History(), "count", reported(1)) == []
    assert History().periods == ()
    assert shown(RISK, History(None, Earlier("2021-22", {key: reported(1)})), "count", reported(1))[0][0] == "2021-22"
    assert shown(RISK, History(Earlier("2021-22", {}), None), "count", reported(1)) == []


def test_the_window_before_stands_beside_the_figure_that_it_repeats() -> None:
    before = Earlier("2021-22", {(FIRST, "current"): reported(100), (FIRST, "previous"): reported(90)})
    assert shown(MISSING, History(before, before), "current", reported(95)) == [("2021-22", "100", "100", "-5")]
    assert shown(MISSING, History(before, before), "previous", reported(100)) == [("2021-22", "100", "100", "same")]
    assert shown(MISSING, History(before, None), "previous", reported(100)) == []


def test_what_differs_from_last_time_in_the_order_of_the_form() -> None:
    keys = [row.key for row in RISK_ROWS]
    before = {(keys[0], "count"): reported(5), (keys[1], "count"): reported(7), (keys[2], "count"): reported(0)}
    now = {(keys[0], "count"): UNABLE, (keys[1], "count"): replace(reported(7), provisional=True)}
    last = Earlier("2021-22", before)
    assert changes_since_last_time(RISK, RISK_ROWS, now, History(last, last)) == (
        FigureChange(keys[0], "count", RISK_ROWS[0].label, RISK.column("count").label, "5", "[x]: Lost", "", "2021-22"),
    )
    assert changes_since_last_time(RISK, RISK_ROWS, now, History()) == ()


def test_one_state_without_a_number_is_not_another() -> None:
    key = (RISK_ROWS[0].key, "count")
    last = Earlier("2021-22", {key: UNABLE})
    now = {key: Value(ValueState.NOT_APPLICABLE)}
    assert [one.now for one in changes_since_last_time(RISK, RISK_ROWS, now, History(last, last))] == ["[z]"]
    assert changes_since_last_time(RISK, RISK_ROWS, {key: replace(UNABLE, reason="Other")}, History(last, last)) == ()


def test_between_two_versions_every_word_counts() -> None:
    keys = [(row.key, "count") for row in RISK_ROWS]
    before = {keys[0]: reported(5), keys[1]: reported(7)}
    now = {keys[0]: replace(reported(5), provisional=True), keys[2]: replace(reported(3), illustrative=True)}
    found = [(one.row, one.before, one.now, one.difference) for one in changes_between(RISK, RISK_ROWS, before, now)]
    assert found == [
        (keys[0][0], "5", "5 [p]", "same"),
        (keys[1][0], "7", "blank", ""),
        (keys[2][0], "blank", "3 (illustrative)", ""),
    ]
    assert changes_between(RISK, RISK_ROWS, now, now) == ()
    revised = {keys[0]: replace(reported(5), revised=True, reason="Recounted")}
    assert changes_between(RISK, RISK_ROWS, before, revised)[0].now == "5 [r]: Recounted"


def test_each_revised_figure_keeps_its_own_reason_while_the_note_stays() -> None:
    family = get_family("missing-children")
    rows = family.fixed_rows[:2]
    approved = {(row.key, "current"): reported(9) for row in rows}
    saved = {
        (row.key, "previous"): replace(reported(10), revised=True, reason=f"Reason {number}")
        for number, row in enumerate(rows)
    }
    history = History(year_before=Earlier("2021-22", approved))

    def reasons(note: str) -> list[str]:
        data = {cell_id(row.key, "previous"): "10" for row in rows} | {"revised": "yes", "revision_note": note}
        grid = ReturnGrid(family, rows, SavedReturn(saved), data=data, history=history)
        return [grid.cells[row.key, "previous"].reason for row in rows]

    assert reasons("Reason 0") == ["Reason 0", "Reason 1"]
    assert reasons("All recounted") == ["All recounted", "All recounted"]
