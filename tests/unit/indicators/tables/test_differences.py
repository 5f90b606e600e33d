"""What one release says otherwise than another."""

from copy import deepcopy
from typing import Any

from indicators.tables.differences import CellChange, family_difference, release_differences


def cell(key: str, text: str) -> dict[str, Any]:
    return {"key": key, "text": text, "value": text if text.isdigit() else None}


def content(slug: str = "crimes", **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": slug.capitalize(),
        "caption": f"{slug}, 2022-23",
        "definition": "What is counted.",
        "caveats": [],
        "columns": [{"key": "count", "label": "Number"}, {"key": "share", "label": "Share"}],
        "rows": [
            {"key": "a", "label": "A", "cells": [cell("count", "5"), cell("share", "50")]},
            {"key": "b", "label": "B", "cells": [cell("count", "5"), cell("share", "50")]},
        ],
    } | more


def test_what_says_the_same_has_no_difference() -> None:
    assert family_difference(content(), content()) is None
    assert release_differences([content()], [content()]) == ()


def test_a_changed_cell_shows_before_after_and_its_reason() -> None:
    after = content()
    after["rows"][0]["cells"] = [cell("count", "7"), cell("share", "[x]")]
    difference = family_difference(content(), after, {"a": {"count": "Counted again."}})
    assert difference is not None
    assert difference.cells == (
        CellChange("crimes, 2022-23", "a", "A", "count", "Number", "5", "7", "5", "7", "Counted again."),
        # The share follows from the count, and so does its reason.
        CellChange("crimes, 2022-23", "a", "A", "share", "Share", "50", "[x]", "50", None, "Counted again."),
    )
    assert (difference.kind, difference.revised_cells) == ("changed", 2)
    bare = family_difference(content(), after)
    assert bare is not None
    assert {one.reason for one in bare.cells} == {""}


def windows(current: str, previous: str) -> dict[str, Any]:
    cells = [cell("current", current), cell("previous", previous), cell("change", "1")]
    keys = ("current", "previous", "change")
    columns = [{"key": key, "label": key.capitalize()} for key in keys]
    return content(shape="windows", columns=columns, rows=[{"key": "a", "label": "A", "cells": cells}])


def test_a_cell_never_prints_the_reason_of_another_figure() -> None:
    """The window before was revised with a reason. The current number was corrected as well, and nobody said why."""
    after = windows("7", "4")
    after["rows"][0]["cells"][2] = cell("change", "3")
    difference = family_difference(windows("5", "4"), after, {"a": {"previous": "Records merged."}})
    assert difference is not None
    assert {one.column_key: one.reason for one in difference.cells} == {"current": "", "change": ""}
    both = family_difference(windows("5", "5"), after, {"a": {"previous": "Records merged.", "current": ""}})
    assert both is not None
    assert {one.column_key: one.reason for one in both.cells} == {
        "current": "",
        "previous": "Records merged.",
        "change": "Records merged.",
    }


def test_rows_columns_and_texts_come_and_go() -> None:
    after = content(definition="Another.", caveats=["Mind this."])
    after["rows"][1] = {"key": "c", "label": "C", "cells": after["rows"][1]["cells"]}
    after["columns"].append({"key": "new", "label": "New"})
    after["rows"][0]["cells"].append(cell("new", "1"))
    difference = family_difference(content(), after)
    assert difference is not None
    assert (difference.rows_added, difference.rows_removed) == (("C",), ("B",))
    assert difference.texts == ("definition", "caveats")
    assert [(one.column, one.before, one.after) for one in difference.cells] == [("New", "", "1")]
    # The row that is gone; a column that was not there corrects nothing.
    assert difference.revised_cells == 1


def quarters(*slugs: str, **more: Any) -> dict[str, Any]:
    """Rates by quarter, and those of the areas in the last one."""
    cells = [cell(slug, str(40 + index)) for index, slug in enumerate(slugs)]
    of_last = [{"key": "a", "label": "A", "cells": [cell("count", str(100 + len(slugs))), cell("rate", "5")]}]
    return (
        content(
            shape="area_rates",
            year="2022-23",
            period=slugs[-1],
            statistics={},
            columns=[{"key": slug, "label": slug} for slug in slugs],
            rows=[{"key": "a", "label": "A", "cells": cells}],
            more_tables=[
                {
                    "title": f"Each area, {slugs[-1]}",
                    "columns": [{"key": "count", "label": "Number"}, {"key": "rate", "label": "Rate"}],
                    "rows": of_last,
                }
            ],
        )
        | more
    )


def test_another_quarter_is_no_correction_of_the_one_before() -> None:
    before, after = quarters("2022-23-q1"), quarters("2022-23-q1", "2022-23-q2")
    difference = family_difference(before, after)
    assert difference is not None
    assert (difference.cells, difference.rows_removed, difference.revised_cells) == ((), (), 0)
    assert (difference.texts, difference.new_period) == ((), "2022-23-q2")
    corrected = deepcopy(after)
    corrected["rows"][0]["cells"][0] = cell("2022-23-q1", "39")
    found = family_difference(before, corrected)
    assert found is not None
    assert [(one.column_key, one.before, one.after) for one in found.cells] == [("2022-23-q1", "40", "39")]


def test_the_whole_year_is_no_correction_of_its_quarters() -> None:
    year = quarters("2021-22", "2022-23")
    difference = family_difference(quarters("2022-23-q1", "2022-23-q2"), year)
    assert difference is not None
    assert (difference.cells, difference.revised_cells) == ((), 0)


def test_a_new_mark_is_a_change_and_further_tables_are_compared_by_their_place() -> None:
    more = {"title": "Each area, 2021-22", "columns": [{"key": "rate", "label": "Rate"}]}
    before = content(more_tables=[more | {"rows": [{"key": "x", "label": "X", "cells": [cell("rate", "5")]}]}])
    after = deepcopy(before)
    after["more_tables"][0]["title"] = "Each area, 2022-23"
    after["more_tables"][0]["rows"][0]["cells"][0]["text"] = "5 [r]"
    difference = family_difference(before, after)
    assert difference is not None
    assert [(one.table, one.after) for one in difference.cells] == [("Each area, 2022-23", "5 [r]")]


def test_families_are_added_and_removed() -> None:
    found = release_differences([content("old"), content("both")], [content("both"), content("new")])
    assert [(one.slug, one.title, one.kind) for one in found] == [("new", "New", "added"), ("old", "Old", "removed")]
    changed = content("both", definition="Another.")
    assert [one.kind for one in release_differences([content("both")], [changed], {"both": {}})] == ["changed"]
