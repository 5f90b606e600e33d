"""One family's published table. Pure."""

import datetime
from collections.abc import Sequence
from typing import Any

from indicators.definitions.cells import MARK_WORDS, column_cell, compute, printed_symbols, table_row, total_of
from indicators.definitions.families import TOTAL, Column, Family
from indicators.definitions.periods import ON_ONE_DAY, filled, frequency_of, parse_period
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import SYMBOLS, Value, ValueState
from indicators.tables.area_rates import area_rate_parts
from indicators.tables.denominators import Entries
from indicators.tables.headlines import headline_of
from indicators.tables.measures import SHAPE as MEASURE_SERIES
from indicators.tables.measures import measure_parts
from indicators.tables.phrases import uncapitalised
from indicators.tables.series import SHAPE as SERIES
from indicators.tables.series import series_parts
from indicators.tables.share_readings import share_statistics
from indicators.tables.trend_readings import trend_numbers
from indicators.tables.window_readings import annotated_windows, window_statistics
from partnership.days import day

ILLUSTRATIVE = "Illustrative figures: made up to show how the portal works. They are not real."


def _period(template: str, snapshot: Snapshot) -> str:
    period = parse_period(snapshot.period)
    previous = period.year_before()
    # The words of a definition are about its year. A figure of one day is that of a day in a shorter period, too.
    if period.months < 12 and not template.startswith(ON_ONE_DAY):
        return previous.label if "{previous_end}" in template else period.label
    return filled(template, end=day(snapshot.ends_on), previous_end=day(previous.ends_on))


def _frequency(snapshot: Snapshot) -> str:
    """How often the figures come: as the definition says, or as shorter periods that were sent say themselves."""
    period = parse_period(snapshot.period)
    return frequency_of(period).words if period.months < 12 else snapshot.family.frequency


def _value(column: Column, snapshot: Snapshot, row_index: int) -> Value:
    row = snapshot.rows[row_index]
    if column.is_input:
        return snapshot.value(row.key, column.key)
    return compute(column, row, snapshot.rows, snapshot.figures)


def _columns(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {"key": column.key, "label": column.label, "unit": column.unit}
        | ({"period": _period(column.period, snapshot)} if column.period else {})
        for column in snapshot.family.columns
    ]


def own_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The rows as they were sent, computed columns and the total with them."""
    family = snapshot.family
    rows = [
        table_row(
            row.key,
            row.label,
            [column_cell(column, _value(column, snapshot, index)) for column in family.columns],
            group=row.group,
            note=row.note,
        )
        for index, row in enumerate(snapshot.rows)
    ]
    if family.total_label:
        rows.append(table_row(TOTAL, family.total_label, _total_cells(snapshot)))
    return rows


def _total_cells(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The total of the counts; its share of itself would say nothing."""
    return [
        column_cell(column, total_of(snapshot.figures, snapshot.rows, column.key))
        if column.is_input
        else column_cell(column, Value(ValueState.NOT_APPLICABLE, illustrative=snapshot.is_illustrative))
        for column in snapshot.family.columns
    ]


def _reasons(snapshot: Snapshot) -> list[str]:
    """Why figures are missing or were revised: each reason once, with the rows that it covers where not all are."""
    covered: dict[tuple[str, str], list[str]] = {}
    labels = {row.key: row.label for row in snapshot.rows}
    for (row, _column), value in snapshot.figures.items():
        if value.reason and row in labels:
            names = covered.setdefault((value.state.words if not value.revised else "Revised", value.reason), [])
            if labels[row] not in names:
                names.append(labels[row])
    return [
        f"{what}{'' if len(names) == len(labels) else ' (' + '; '.join(names) + ')'}: {reason.rstrip('.')}."
        for (what, reason), names in covered.items()
    ]


def _row_notes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What is to be said about rows: each note once, with the rows that it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        if row.get("note"):
            about.setdefault(row["note"], []).append(row["label"])
    return [f"{'; '.join(labels)}: {note}" for note, labels in about.items()]


def _break_notes(family: Family, ends_on: datetime.date) -> list[str]:
    """Where the series breaks, and why."""
    known = [(parse_period(one.period), one.why) for one in family.breaks]
    return [
        (
            f"Break in the series: figures from {period} onwards cannot be compared with earlier figures. "
            f"{why.rstrip('.')}."
        )
        for period, why in known
        if period.starts_on <= ends_on
    ]


def _parts(snapshots: Sequence[Snapshot], shown: int, denominators: Entries | None) -> dict[str, Any]:
    last = snapshots[-1]
    parts: dict[str, Any] = {"columns": _columns(last), "rows": own_rows(last), "notes": [], "statistics": {}}
    if last.family.is_area_rates:
        return area_rate_parts(snapshots, parts, denominators)
    if last.family.shape == "measures":
        return measure_parts(snapshots, parts)
    if shown > 1 or (shown and parse_period(last.period).months < 12):
        return series_parts(snapshots, shown)
    if last.family.shape == "windows":
        parts["statistics"] = window_statistics(snapshots)
    if last.family.shape == "categories":
        parts["statistics"] = share_statistics(snapshots)
    behind = trend_numbers(snapshots)
    return parts | ({"more_tables": behind} if behind else {})


def _loaded_notes(snapshots: Sequence[Snapshot]) -> list[str]:
    """Which periods were loaded after their year was closed, and why: a line for each reason."""
    found: dict[str, list[str]] = {}
    for one in snapshots:
        if one.loaded_later:
            found.setdefault(one.loaded_later, []).append(parse_period(one.period).label)
    return [f"{', '.join(labels)}: loaded later. {reason}" for reason, labels in found.items()]


def build_table(
    snapshot: Snapshot,
    history: Sequence[Snapshot] = (),
    *,
    shown: int = 0,
    denominators: Entries | None = None,
) -> dict[str, Any]:
    """The table of a snapshot, every text ready to print.

    `history` holds earlier snapshots of the same family, oldest first: rates show them as lines. Where a family is sent
    by month or quarter, `shown` says how many of the last snapshots become columns of one table; those before them then
    only help to judge what is usual. Without it, and for one whole year, the table is that of the snapshot. What is
    said of changes between windows counts for this table alone, until `annotated` looks at a whole release.
    `denominators` says what intervals of earlier years rested on when those years were published: a table that now
    takes other population estimates for them says so.
    """
    family = snapshot.family
    snapshots = [*history, snapshot]
    parts = _parts(snapshots, shown, denominators)
    is_on_axis = family.is_area_rates or parts.get("shape") == MEASURE_SERIES
    visible = snapshots[-shown:] if shown and (is_on_axis or parts.get("shape") == SERIES) else [snapshot]
    shown_before = snapshots[: -len(visible)] if is_on_axis else []
    late = [one for one in [*shown_before, *visible] if one.late]
    tables = [parts, *parts.get("more_tables", [])]
    illustrative = any(one["illustrative"] for table in tables for row in table["rows"] for one in row["cells"])
    all_rows = [row for table in tables for row in table["rows"]]
    notes = [
        *([ILLUSTRATIVE] if illustrative else []),
        *(note for one in visible if (note := one.note.strip())),
        *parts.pop("notes"),
        *_break_notes(family, snapshot.ends_on),
        *(reason for one in visible for reason in _reasons(one)),
        *(f"{one.label}: {reason}" for one in shown_before for reason in _reasons(one) if reason.startswith("Revised")),
        *_row_notes(parts["rows"]),
        *([f"Sent after it was due: {', '.join(parse_period(one.period).label for one in late)}."] if late else []),
        *_loaded_notes([*shown_before, *visible]),
        *printed_symbols(all_rows, SYMBOLS | MARK_WORDS),
    ]
    content = {
        "slug": family.slug,
        "title": family.title,
        "theme": family.theme,
        "theme_title": family.theme_title,
        "supplier": snapshot.organisation,
        "year": snapshot.year,
        "period": snapshot.period,
        "late": bool(late),
        "late_periods": [one.period for one in late],
        "period_label": _period(family.period, snapshot),
        "caption": f"{family.title}, {uncapitalised(_period(family.period, snapshot))}",
        "unit": family.unit,
        "shape": family.shape,
        "polarity": family.polarity,
        "frequency": _frequency(snapshot),
        "definition": family.definition,
        "method": family.method,
        "caveats": list(family.caveats),
        "source": family.source,
        "licence": family.licence,
        "definition_signed": (
            f"Written by {family.authored_by}, checked by {family.checked_by}, agreed on {day(family.agreed_on)}, "
            f"next review by {day(family.next_review)}."
        ),
        "notes": list(dict.fromkeys(notes)),
        "breaks": [{"key": one.period, "why": one.why} for one in family.breaks],
        "illustrative": illustrative,
        "chart": None,
        **parts,
    }
    if content["shape"] == SERIES:
        content["period_label"] = f"{visible[0].year}, by period"
    return annotated([content])[0]


def annotated(contents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of one release with what may be said of them together, and the headline that follows from it."""
    return [content | {"headline": headline_of(content)} for content in annotated_windows(contents)]
