"""The figures of a sample report, made without a database: real police rows, and a table that is made up."""

import csv
from decimal import Decimal
from pathlib import Path

from reports.content import Cell, Column, Drawing, FigureTable, FurtherTable, Row

DATA = Path(__file__).parents[2] / "data"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" width="640" height="{height}" role="img">'
    "<title>{title}</title>"
    '<rect x="120" y="20" width="{bar}" height="28" fill="#12436D"/>'
    '<text x="10" y="40" font-size="14" fill="#0b0c0c">{title}</text></svg>'
)
PERCENT = Decimal("0.1")


def svg(title: str, *, bar: int = 300, height: int = 240) -> str:
    """A small drawing with text that stays text."""
    return SVG.format(title=title, bar=bar, height=height)


def sample_cell(key: str, text: str, *, state: str = "reported", illustrative: bool = False) -> Cell:
    """A cell whose plain value is its text without the signs of print."""
    bare = text.replace(",", "").replace("%", "").replace("+", "").replace("−", "-")
    return Cell(key, text, None if text.startswith("[") else bare, state, illustrative)


def police_tables() -> tuple[FigureTable, ...]:
    """The sixteen rows of rolling windows, change and percentage computed here."""
    groups: dict[str, list[Row]] = {}
    with (DATA / "police_rolling_12_months.csv").open(encoding="utf-8") as file:
        for record in csv.DictReader(file):
            current, previous = int(record["current"]), int(record["previous"])
            change = current - previous
            percent = (Decimal(change) * 100 / previous).quantize(PERCENT)
            cells = (
                sample_cell("current", f"{current:,}"),
                sample_cell("previous", f"{previous:,}"),
                sample_cell("change", f"{change:+,}"),
                sample_cell("percent", f"{percent:+}%"),
            )
            label = record["indicator"]
            groups.setdefault(record["group"], []).append(Row(label.lower().replace(" ", "-"), label, cells))
    return tuple(police_table(title, tuple(rows)) for title, rows in groups.items())


def police_table(title: str, rows: tuple[Row, ...]) -> FigureTable:
    """One police table with its chart."""
    slug = title.lower().replace(" ", "-").replace("and-", "")
    return sample_table(
        slug=slug,
        title=title,
        headline=f"{rows[0].label}: {rows[0].cells[0].text}, against {rows[0].cells[1].text} in the year before.",
        columns=(
            Column("current", "Current 12 months", "12 months to 31 March 2023"),
            Column("previous", "Previous 12 months", "12 months to 31 March 2022"),
            Column("change", "Change"),
            Column("percent", "Change, %"),
        ),
        rows=rows,
        notes=("The windows are assumed to be the years to 31 March 2023 and 2022: the source does not date them.",),
    )


def sample_table(
    *,
    slug: str,
    title: str,
    headline: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    notes: tuple[str, ...] = (),
    is_illustrative: bool = False,
    more_tables: tuple[FurtherTable, ...] = (),
) -> FigureTable:
    """A released table with every text filled in."""
    mark = "Illustrative: these are not real figures." if is_illustrative else ""
    return FigureTable(
        anchor=f"figure-{slug}",
        slug=slug,
        title=title,
        supplier="Avon and Somerset Police",
        period="12 months to 31 March 2023",
        unit="count",
        headline=headline,
        definition="Each event or person counted once in the window.",
        method="Change is current less previous; the percentage is of the previous window.",
        caveats=("A rise in reports may be better reporting.",),
        source="Avon and Somerset Police, annual report 2022-23 of the partnership.",
        licence="Terms of reuse to be confirmed.",
        notes=notes,
        is_illustrative=is_illustrative,
        row_head="Measure",
        columns=columns,
        rows=rows,
        more_tables=more_tables,
        chart=Drawing(f"{title}, two windows", f"Bar chart of {title}. {headline}", svg(title), mark),
        readings=() if is_illustrative else (f"{title}: chance alone can explain this *change*.",),
    )


def adult_table() -> FigureTable:
    """A table with a missing and a not applicable cell, every figure illustrative."""
    columns = (Column("2021", "2021 to 2022"), Column("2022", "2022 to 2023"))
    rows = (
        Row("concerns", "Concerns", tuple(sample_cell(c.key, "1,204", illustrative=True) for c in columns)),
        Row(
            "enquiries",
            "Enquiries",
            (sample_cell("2021", "[x]", state="unable"), sample_cell("2022", "[z]", state="na")),
            "Enquiries and their outcomes",
        ),
    )
    more = FurtherTable("figure-adult-summary-2", "Each area, 2022 to 2023", columns, rows)
    return sample_table(
        slug="adult-summary",
        title="Adult safeguarding summary",
        headline="1,204 concerns were received.",
        columns=columns,
        rows=rows,
        is_illustrative=True,
        more_tables=(more,),
    )
