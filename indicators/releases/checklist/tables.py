"""Checks of what would be printed: texts, symbols, sums and comparisons. Pure."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from indicators.definitions.calculations import percent_change, share
from indicators.definitions.families import TOTAL
from indicators.definitions.periods import period_label
from indicators.definitions.values import CONFIDENTIAL, with_commas
from indicators.releases.checklist.plan import Checks, Plan, Table, error, warning
from indicators.tables.denominators import area_names, changed_denominators, disagreeing, published_entries

SYMBOL = re.compile(r"\[[a-z]+\]")
TEXTS = {"title": "title", "caption": "caption", "source": "source", "licence": "licence"}
Row = Mapping[str, Any]


def _all_rows(table: Table) -> list[Row]:
    return [row for part in (table.content, *table.content.get("more_tables", [])) for row in part["rows"]]


def _cells(row: Row) -> dict[str, Any]:
    return {cell["key"]: cell for cell in row["cells"]}


def _number(row: Row, key: str) -> Decimal | None:
    cell = _cells(row).get(key)
    return None if cell is None or cell["value"] is None else Decimal(cell["value"])


@error("table-text", "Tables have a title, caption, source and licence")
def table_text(plan: Plan) -> Iterator[str]:
    """A table must be understood, and may be used again, without its page."""
    for table in plan.tables:
        for key, words in TEXTS.items():
            if not str(table.content.get(key) or "").strip():
                yield f"{table.title}: the table has no {words}."


@error("table-not-made", "Every approved return can be made into a table")
def table_not_made(plan: Plan) -> Iterator[str]:
    """One family that the portal cannot work with is named; the others are checked all the same."""
    for title in plan.unusable:
        yield (
            f"{title}: the portal could not make a table of the approved figures. Ask the operator to correct the "
            "definition: the log says what went wrong. To release the other figures now, withdraw this return."
        )


@error("table-empty", "Tables have rows")
def table_empty(plan: Plan) -> Iterator[str]:
    """A table without rows or columns says nothing."""
    for table in plan.tables:
        if not table.content["rows"] or not table.content["columns"]:
            yield f"{table.title}: the table is empty."


@warning("nothing-available", "Tables have at least one figure")
def nothing_available(plan: Plan) -> Iterator[str]:
    """A table in which every figure is not available."""
    for table in plan.tables:
        cells = [cell for row in table.content["rows"] for cell in row["cells"]]
        if cells and all(cell["value"] is None for cell in cells):
            yield f"{table.title}: no figures are available."


@error("symbol-unexplained", "Symbols are explained")
def symbol_unexplained(plan: Plan) -> Iterator[str]:
    """Each symbol that a table prints must be explained below it."""
    for table in plan.tables:
        printed = {
            symbol for row in _all_rows(table) for cell in row["cells"] for symbol in SYMBOL.findall(cell["text"])
        }
        explained = {note.split(" ", 1)[0] for note in table.content.get("notes", [])}
        for symbol in sorted(printed - explained):
            yield f"{table.title}: the symbol {symbol} is not explained."


@error("illustrative-unsaid", "Illustrative figures are labelled")
def illustrative_unsaid(plan: Plan) -> Iterator[str]:
    """Made-up figures must be called that in a note."""
    for table in plan.tables:
        is_made_up = any(cell["illustrative"] for row in _all_rows(table) for cell in row["cells"])
        if is_made_up and not any("llustrative" in note for note in table.content.get("notes", [])):
            yield f"{table.title}: the figures are illustrative, but no note says so."


@warning("illustrative", "Figures are real")
def illustrative(plan: Plan) -> Iterator[str]:
    """Made-up figures are published only on purpose."""
    for table in plan.tables:
        if any(cell["illustrative"] for row in _all_rows(table) for cell in row["cells"]):
            yield f"{table.title}: the figures are illustrative."


@error("percentage-wrong", "Percentages are correct")
def percentage_wrong(plan: Plan) -> Iterator[str]:
    """A printed percentage must follow from the figures beside it."""
    for table in plan.tables:
        for row in table.content["rows"]:
            number, wanted = _number(row, "percent_change"), None
            if number is not None:
                decimals = table.family.column("percent_change").decimals
                wanted = percent_change(_number(row, "current"), _number(row, "previous"), decimals)
            if number is not None and number != wanted:
                yield f"{table.title}, {row['label']}: {number}% does not match the two figures."


@error("share-wrong", "Shares are correct")
def share_wrong(plan: Plan) -> Iterator[str]:
    """A printed share must follow from the count and its base."""
    for table in plan.tables:
        bases = {row.key: row.base for row in table.family.fixed_rows}
        counts = {row["key"]: _number(row, "count") for row in table.content["rows"]}
        for row in table.content["rows"]:
            number, base = _number(row, "share"), bases.get(row["key"], "")
            if number is None or not base:
                continue
            decimals = table.family.column("share").decimals
            if number != share(counts[row["key"]], counts.get(base), decimals):
                yield f"{table.title}, {row['label']}: the share {number}% does not match its base."


@error("total-wrong", "Totals equal the sum of their parts")
def total_wrong(plan: Plan) -> Iterator[str]:
    """A printed total must be the sum of the rows that are shares of it.

    Where a part is kept back the others may make less; where counts are rounded the sum may be out by half of what each
    is rounded to.
    """
    for table in plan.tables:
        of_total = {row.key for row in table.family.fixed_rows if row.base == TOTAL}
        cells = {row["key"]: cell for row in table.content["rows"] if (cell := _cells(row).get("count"))}
        parts = [cell for key, cell in cells.items() if key in of_total]
        if TOTAL not in cells or cells[TOTAL]["value"] is None:
            continue
        total, made = Decimal(cells[TOTAL]["value"]), sum((Decimal(one["value"] or 0) for one in parts), Decimal(0))
        base = table.content["disclosure"]["policy"]["base"] if "disclosure" in table.content else 0
        slack = Decimal(base) * (len(parts) + 1) / 2
        is_short = any(one["state"] == CONFIDENTIAL for one in parts)
        if made - total > slack or (total - made > slack and not is_short):
            yield f"{table.title}: the total is {total}, but its parts add up to {made}."


@error("chart-undescribed", "Charts have a title and a description")
def chart_undescribed(plan: Plan) -> Iterator[str]:
    """Who cannot see a chart reads its description. Looked at when the charts are drawn."""
    for table in plan.tables:
        chart = table.content.get("chart") or {}
        if table.has_chart and not (str(chart.get("alt") or "").strip() and str(chart.get("title") or "").strip()):
            yield f"{table.title}: the chart has no title or no description."


@warning("benchmark-of-another-period", "Areas are compared for the same period")
def benchmark_of_another_period(plan: Plan) -> Iterator[str]:
    """Where our figure is there and another area's is not, readers would compare different years."""
    for table in plan.tables:
        rows = table.content["rows"]
        if not table.family.is_area_rates or not rows:
            continue
        last, label = table.content["columns"][-1]["key"], table.content["columns"][-1]["label"]
        if _number(rows[0], last) is None:
            continue
        for row in rows[1:]:
            if _number(row, last) is None:
                yield (
                    f"{table.title}: {row['label']} has no figure for {label}. It could only be compared for "
                    "another period."
                )


@error("history-recomputed", "Earlier years use the same set of neighbours")
def history_recomputed(plan: Plan) -> Iterator[str]:
    """A year that was published by one set of neighbours is not compared by another without a note."""
    if plan.note.strip():
        return
    for table in plan.tables:
        for year, chosen in sorted(table.sets.items()):
            before = table.earlier_sets.get(year, chosen)
            if before != chosen:
                yield (
                    f"{table.title}, {year}: compared with the set “{chosen}”, but published before with "
                    f"“{before}”. Explain why in the note on the release."
                )


@warning("rate-not-of-people", "Published rates match their population")
def rate_not_of_people(plan: Plan) -> Iterator[str]:
    """A printed rate stays as it was published; that its count over the known people gives another one is told."""
    for table in plan.tables:
        names = area_names(table.content)
        for year, area, entry in disagreeing(published_entries(table.content)):
            people = with_commas(Decimal(entry["persons"]))
            yield (
                f"{table.title}, {period_label(year)}, {names[area]}: the published rate is "
                f"{entry['printed_rate']}, but the "
                f"count over {people} people gives {entry['rate']}. The published rate stays, and a note "
                "explains this."
            )


@warning("estimate-revised", "Population estimates match the last release")
def estimate_revised(plan: Plan) -> Iterator[str]:
    """Intervals that were published rest on other people now: readers are told so, and so is who makes the release."""
    for table in plan.tables:
        names = area_names(table.content)
        if table.earlier is not None:
            before, after = published_entries(table.earlier), published_entries(table.content)
            yield from (f"{table.title}, {one.sentence(names)}" for one in changed_denominators(before, after))
        changes = table.content["statistics"].get("denominator_changes", [])
        yield from (f"{table.title}, {sentence}" for sentence in changes)


@warning("still-provisional", "Provisional figures have become final")
def still_provisional(plan: Plan) -> Iterator[str]:
    """A figure that was provisional in the last release of the year still is."""
    for table in plan.tables:
        if table.earlier is None:
            continue
        before = {row["key"]: _cells(row) for row in table.earlier["rows"]}
        rows = [
            row["label"]
            for row in table.content["rows"]
            for key, cell in _cells(row).items()
            if "[p]" in cell["text"] and "[p]" in before.get(row["key"], {}).get(key, {}).get("text", "")
        ]
        if rows:
            yield (
                f"{table.title}: provisional in the last release and still provisional: "
                f"{'; '.join(dict.fromkeys(rows))}."
            )


CHECKS: Checks = (
    table_text,
    table_not_made,
    table_empty,
    nothing_available,
    symbol_unexplained,
    illustrative_unsaid,
    illustrative,
    percentage_wrong,
    share_wrong,
    total_wrong,
    chart_undescribed,
    benchmark_of_another_period,
    history_recomputed,
    rate_not_of_people,
    estimate_revised,
    still_provisional,
)
