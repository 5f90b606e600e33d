"""What charts draw and say of figures that are provisional or revised, and of those that are not there."""

import re
from dataclasses import replace
from typing import Any

from defusedxml.ElementTree import fromstring

from indicators.definitions.cells import MARK_WORDS
from indicators.definitions.families import get_family
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import SYMBOLS, Value, ValueState, reported
from indicators.tables.charts import SAID, with_chart
from indicators.tables.table import build_table
from tests.unit.indicators.tables.readings import area_rates, returned, windows
from ui.charts.svg import SVG

MISSING = "missing-children"
CHILDREN, REPORTS = "number-of-missing-children", "number-of-missing-children-reports"
LOST = Value(ValueState.UNABLE_TO_SUPPLY, reason="Lost")
NEVER = Value(ValueState.NOT_APPLICABLE)


def drawn(content: dict[str, Any]) -> tuple[list[str], str]:
    """Every line of words in the drawing, and its description."""
    table, svg = with_chart(content)
    words = ["".join(part.itertext()) for part in fromstring(svg).iter(f"{{{SVG}}}text")]
    return words, table["chart"]["alt"]


def put(snapshot: Snapshot, figures: dict[tuple[str, str], Value]) -> Snapshot:
    return replace(snapshot, figures=dict(snapshot.figures) | figures)


def provisional(number: int) -> Value:
    return replace(reported(number), provisional=True)


def contacts(changes: dict[str, Value]) -> dict[str, Any]:
    rows = returned("contact-sources", "2022-23", {}).rows
    figures = {(row.key, "count"): changes.get(row.key, reported(5 + index)) for index, row in enumerate(rows)}
    return build_table(returned("contact-sources", "2022-23", figures))


def outcomes(changes: dict[str, Value]) -> dict[str, Any]:
    numbers = (100, 60, 10, 20, 5, 5, 40, 15, 5)
    rows = get_family("desired-outcomes").fixed_rows
    figures = {(row.key, "count"): reported(number) for row, number in zip(rows, numbers, strict=True)}
    changed = {(row, "count"): value for row, value in changes.items()}
    return build_table(returned("desired-outcomes", "2022-23", figures | changed))


def test_bars_of_categories_print_their_marks_and_say_them() -> None:
    words, alt = drawn(
        outcomes(
            {
                "fully-achieved": provisional(40),
                "partially-achieved": replace(reported(15), revised=True, provisional=True, reason="Recounted"),
            }
        )
    )
    assert {"40 [p]", "15 [p] [r]", "5"} <= set(words)
    assert "[p] provisional; [r] revised" in words
    assert alt.startswith("Fully achieved: 40 provisional (66.7% provisional); Partially achieved: 15 provisional and ")
    assert alt.endswith("; Not achieved: 5 (8.3%).")


def test_a_chart_without_marks_has_no_key() -> None:
    words, alt = drawn(outcomes({}))
    assert not any("[" in text for text in words)
    assert "provisional" not in alt


def test_a_category_without_a_figure_has_its_symbol_in_the_place_of_its_bar() -> None:
    words, alt = drawn(outcomes({"partially-achieved": LOST, "not-achieved": NEVER}))
    assert words.count("[x]") == words.count("[z]") == 1
    assert "[x] not available; [z] not applicable" in words
    assert "Partially achieved: not available; Not achieved: not applicable." in alt


def test_a_missing_part_leaves_the_bars_of_the_others_and_is_told() -> None:
    content = contacts({"1a": LOST})
    words, alt = drawn(content)
    assert alt.startswith("The 10 largest of the 21 with a figure; 1 without. Unknown: 26 (not available); ")
    assert "Contacts: the 10 largest of the 21 with a figure; 1 without" in words


def test_missing_rows_come_last_and_are_drawn_where_there_is_room() -> None:
    keys = [row.key for row in returned("contact-sources", "2022-23", {}).rows]
    words, alt = drawn(contacts(dict.fromkeys(keys[2:], LOST)))
    assert words.count("[x]") == 8
    assert alt.startswith("The 2 with a figure; 20 without. ")
    assert alt.index("6 (not available)") < alt.index("5 (not available)") < alt.index(": not available")


def test_bars_in_pairs_have_marks_and_symbols_in_their_places() -> None:
    sent = windows(MISSING, {CHILDREN: (95, 61), REPORTS: (202, 92)})
    words, alt = drawn(
        build_table(
            put(
                sent, {(CHILDREN, "current"): provisional(95), (REPORTS, "current"): LOST, (REPORTS, "previous"): NEVER}
            )
        )
    )
    assert "95 [p]" in words
    assert any(text.startswith("[p] provisional; [x] not available; [z] not applicable") for text in words)
    assert {"[x]", "[z]"} <= set(words)
    assert "Number of Missing Children: 95 provisional (current 12 months), 61 (previous 12 months)" in alt
    assert "not available (current 12 months), not applicable (previous 12 months)" in alt


def years(**last: Value) -> dict[str, Any]:
    sent = [area_rates(year, (100, "40.0")) for year in (2021, 2022, 2023)]
    changed = {(name, "rate"): value for name, value in last.items()}
    return build_table(put(sent[-1], changed), sent[:-1])


def test_lines_mark_points_with_words_and_hollow_and_say_them() -> None:
    plain = with_chart(years())[1]
    content = years(devon=replace(reported(50), provisional=True))
    words, alt = drawn(content)
    svg = with_chart(content)[1]
    assert words.count("[p]") == 1
    assert "[p] provisional; marked points are hollow" in words
    assert "DfE nearest neighbours: 2020-21 50.5, 2021-22 50.5, 2022-23 50.5 provisional" in alt
    assert svg.count('fill="#FFFFFF"') == plain.count('fill="#FFFFFF"') + 1


def test_a_gap_in_a_line_has_its_symbol_below_at_its_year() -> None:
    content = years(england=LOST)
    words, alt = drawn(content)
    assert words.count("[x]") == 1
    assert "[x] not available" in words
    assert "England: 2020-21 52.0, 2021-22 52.0, 2022-23 not available" in alt

    def places(text: str) -> list[float]:
        svg = with_chart(content)[1]
        return [float(x) for x in re.findall(rf"translate\(([-\d.]+),[-\d.]+\)[^>]*>(?:<tspan[^>]*>)?{text}<", svg)]

    assert places(r"\[x\]") == places("2022-23")


def test_months_without_a_figure_have_their_symbol() -> None:
    sent = [windows(MISSING, {CHILDREN: (9, 9)}, f"2022-23-m{month:02}") for month in (1, 2, 3)]
    lost = put(sent[1], {(CHILDREN, "current"): LOST})
    words, alt = drawn(build_table(sent[2], [sent[0], lost], shown=3))
    assert words.count("[x]") == 1
    assert "May 2022 not available" in alt


def test_a_chart_has_short_words_for_every_symbol_and_mark() -> None:
    assert SAID.keys() == SYMBOLS.keys() | MARK_WORDS.keys()
    assert all(0 < len(words) < 30 for words in SAID.values())
