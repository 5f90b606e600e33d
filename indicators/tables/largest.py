"""Which row of a table of categories is the largest, as far as its hidden cells leave that open. Pure.

A cell that is kept back, or was not supplied, may be larger than all that are shown. It is not where what is left of
the base beside the printed parts is less than the largest of them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.definitions.families import TOTAL, Family, get_family
from indicators.definitions.values import ValueState
from indicators.tables.phrases import cell_of, listed, number_of, text_of_cell

Row = Mapping[str, Any]


def largest_words(content: Mapping[str, Any]) -> tuple[str, str]:
    """The sentence about the largest share, or count, and the key of its row; nothing where no number is shown.

    Of several that are the same all are named, and no key is given.
    """
    rows = compared_rows(content)
    for key, noun in (("share", "share"), ("count", "number")):
        shown = [(number, row) for row in rows if (number := number_of(row, key)) is not None]
        if shown:
            return _words(content, rows, shown, key, noun)
    return "", ""


def certainly_largest(content: Mapping[str, Any]) -> tuple[Row, str] | None:
    """The one row that is larger than all others, whatever the hidden cells hold, and the column that it leads in."""
    rows = compared_rows(content)
    for key in ("share", "count"):
        shown = [(number, row) for row in rows if (number := number_of(row, key)) is not None]
        if shown:
            most, first = _first_of(shown)
            is_one = len(first) == 1 and most > 0
            count = number_of(first[0], "count") or Decimal(0)
            return (first[0], key) if is_one and _is_certain(content, rows, count, most, key) else None
    return None


def compared_rows(content: Mapping[str, Any]) -> list[Row]:
    """The rows that can have a share: those that the definition puts into its chart, or all that have a base."""
    family = get_family(content["slug"])
    based = {row.key for row in family.fixed_rows if row.base}
    wanted = set(family.chart_rows) or based
    return [row for row in content["rows"] if row["key"] in wanted]


def _words(
    content: Mapping[str, Any], rows: Sequence[Row], shown: Sequence[tuple[Decimal, Row]], key: str, noun: str
) -> tuple[str, str]:
    most, first = _first_of(shown)
    count = number_of(first[0], "count") or Decimal(0)
    names = listed([f"“{row['label']}”" for row in first])
    values = ", ".join(text_of_cell(first[0], one) for one in dict.fromkeys(("count", key)))
    verb = "is" if len(first) == 1 else "are"
    each = "" if len(first) == 1 else " each"
    if most == 0:
        return "", ""
    if _is_certain(content, rows, count, most, key):
        plural = "" if len(first) == 1 else "s"
        return f"The largest {noun}{plural} {verb} {names}: {values}{each}.", _only(first)
    return f"Of the {noun}s that are shown, the largest {verb} {names}: {values}{each}.", _only(first)


def _first_of(shown: Sequence[tuple[Decimal, Row]]) -> tuple[Decimal, list[Row]]:
    """The largest number, and the rows that have it."""
    most = max(number for number, _ in shown)
    first = [row for number, row in shown if number == most]
    # Shares that round to the same differ where their counts do.
    counts = [number_of(row, "count") or Decimal(0) for row in first]
    return most, [row for row, count in zip(first, counts, strict=True) if count == max(counts)]


def _only(rows: Sequence[Row]) -> str:
    return str(rows[0]["key"]) if len(rows) == 1 else ""


def _is_certain(content: Mapping[str, Any], rows: Sequence[Row], count: Decimal, most: Decimal, key: str) -> bool:
    """Whether no row without a number can be as large."""
    hidden = [row for row in rows if number_of(row, key) is None and not _has_no_meaning(row, key)]
    if not hidden:
        return True
    family = get_family(content["slug"])
    bases = {row.key: row.base for row in family.fixed_rows}
    return all(_stays_below(content, family, bases[row["key"]], count, most) for row in hidden)


def _has_no_meaning(row: Row, key: str) -> bool:
    return bool(cell_of(row, key)["state"] == ValueState.NOT_APPLICABLE)


def _stays_below(content: Mapping[str, Any], family: Family, base: str, count: Decimal, most: Decimal) -> bool:
    """Whether what is left of a base is less, as a count and as a share, than the largest that is printed."""
    by_key = {row["key"]: row for row in content["rows"]}
    parts = _parts_of(family, base)
    whole = number_of(by_key[base], "count") if base in by_key else None
    policy = (content.get("disclosure") or {}).get("policy", {})
    # Rounded counts do not add up: nothing is concluded from what is left.
    if whole is None or not parts or policy.get("base"):
        return False
    left = whole - sum((number_of(by_key[part], "count") or Decimal(0) for part in parts if part in by_key), Decimal(0))
    return 0 <= left < count and (whole == 0 or left * 100 / whole < most)


def _parts_of(family: Family, base: str) -> Sequence[str]:
    """The rows that exclude each other and together are no more than the base; none where rows can overlap."""
    if base == TOTAL:
        return [row.key for row in family.fixed_rows if row.base == TOTAL]
    return next((rule.parts for rule in family.rules if rule.kind == "sums_to" and rule.whole == base), ())
