"""The figures of the year, exactly as they were released."""

from collections.abc import Iterable
from typing import Any

from indicators.definitions.one_by_one import one_by_one
from indicators.models import ReleaseTable
from indicators.tables.inputs import is_behind
from partnership.models import ReportingYear
from reports.content import Cell, Column, Drawing, FiguresSection, FigureTable, FigureTheme, FurtherTable, Row
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted, sentence
from reports.provenance.origins import ReturnOrigin


def figures(year: ReportingYear, inputs: Inputs) -> FiguresSection:
    """Theme by theme, in the order of the release; says in words where there is no release, and what it lacks."""
    return FiguresSection(
        anchor="figures",
        title="The figures",
        introduction=plain(_introduction(year, inputs)),
        release=inputs.release.title if inputs.release else "",
        themes=_themes(inputs),
    )


def _introduction(year: ReportingYear, inputs: Inputs) -> str:
    if inputs.release is None:
        return f"No figures have been released for {year.label}, so this report has none."
    tables = counted(len(inputs.tables) + len(inputs.unreadable), "table", "tables")
    lines = [f"The release “{inputs.release.title}” contains {tables}. Each has its chart, notes and source."]
    if missing := inputs.release.not_approved:
        lines.append(f"Not in the release, because no figures were approved: {'; '.join(missing)}.")
    if left_out := inputs.release.left_out:
        lines.append(f"Not in the release, because small numbers could not be protected: {'; '.join(left_out)}.")
    if inputs.unreadable:
        names = "; ".join(inputs.unreadable)
        lines.append(f"In the release, but not shown here, because we cannot show them in a report: {names}.")
    return "\n\n".join(lines)


def readable(tables: Iterable[ReleaseTable]) -> tuple[list[ReleaseTable], list[ReleaseTable]]:
    """The tables that a report can show, and those that it cannot: it is built without them, and names them."""

    def shown(table: ReleaseTable) -> ReleaseTable:
        figure_table(table.content, table.chart_svg)
        return table

    return one_by_one(tables, shown, lambda table: table.family_slug)


def _themes(inputs: Inputs) -> tuple[FigureTheme, ...]:
    themes: dict[str, list[ReleaseTable]] = {}
    for table in inputs.tables:
        themes.setdefault(table.content["theme"], []).append(table)
    return tuple(
        FigureTheme(
            anchor=f"theme-{slug}",
            title=group[0].content["theme_title"],
            tables=tuple(
                figure_table(table.content, table.chart_svg, inputs.origins.get(table.pk, ())) for table in group
            ),
        )
        for slug, group in themes.items()
    )


def figure_table(content: dict[str, Any], chart_svg: str, origins: tuple[ReturnOrigin, ...] = ()) -> FigureTable:
    """One released table. What is printed is the release's own text; nothing is worked out here."""
    chart = content["chart"]
    anchor = f"figure-{content['slug']}"
    return FigureTable(
        anchor=anchor,
        slug=content["slug"],
        title=content["title"],
        supplier=content["supplier"],
        period=content["period_label"],
        unit=content["unit"],
        headline=content["headline"],
        definition=content["definition"],
        method=content["method"],
        caveats=tuple(content["caveats"]),
        source=sentence(content["source"]),
        licence=sentence(content["licence"]),
        notes=tuple(sentence(note) for note in content["notes"]),
        is_illustrative=content["illustrative"],
        row_head="Area" if content["shape"] == "area_rates" else "Measure",
        columns=_columns(content),
        rows=_rows(content),
        more_tables=tuple(
            FurtherTable(f"{anchor}-{number}", more["title"], _columns(more), _rows(more))
            for number, more in enumerate(content.get("more_tables", ()), start=2)
            # What statistics were worked out from is for those who repeat them: the release prints it.
            if not is_behind(more)
        ),
        chart=Drawing(chart["title"], chart["alt"], chart_svg, chart["note"]) if chart else None,
        readings=_readings(content),
        signed=content.get("definition_signed", ""),
        policy=(content.get("disclosure") or {}).get("sentence", ""),
        origins=tuple(origin.as_public() for origin in origins),
    )


def _readings(content: dict[str, Any]) -> tuple[str, ...]:
    """What may be said of the figures and how it was tested, as the release says it; releases of old say nothing."""
    statistics = content.get("statistics") or {}
    about = statistics.get("about", "")
    return (*statistics.get("sentences", ()), *([about] if about and about not in content["notes"] else []))


def _columns(table: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(Column(column["key"], column["label"], column.get("period", "")) for column in table["columns"])


def _rows(table: dict[str, Any]) -> tuple[Row, ...]:
    return tuple(
        Row(row["key"], row["label"], tuple(_cell(cell) for cell in row["cells"]), _group(row)) for row in table["rows"]
    )


def _group(row: dict[str, Any]) -> str:
    """The group of the row, unless its label says it already."""
    group: str = row.get("group", "")
    return "" if group in row["label"] else group


def _cell(cell: dict[str, Any]) -> Cell:
    return Cell(cell["key"], cell["text"], cell["value"], cell["state"], cell["illustrative"])
