"""The way of one family's figures from the empty template to the annual report, without a database."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from indicators.checks.context import Context, PastReturn
from indicators.checks.problems import Problem
from indicators.checks.rules import check_return
from indicators.definitions import families
from indicators.definitions.current import Version, holds
from indicators.definitions.families import Column, Family, Row
from indicators.definitions.periods import parse_period
from indicators.definitions.snapshots import Snapshot, figures_as_content
from indicators.definitions.values import Value, reported
from indicators.disclosure.notes import with_policy
from indicators.disclosure.protect_release import Outcome, protect_returns
from indicators.disclosure.solver.policy import Policy
from indicators.exports.about import Publication
from indicators.exports.cells import observations
from indicators.exports.csv_file import csv_text
from indicators.exports.json_file import json_text
from indicators.exports.workbook import workbook_bytes
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.parsing.template import Filled, template_csv
from indicators.parsing.workbook import template_workbook
from indicators.returns.grid.form import ReturnGrid, SavedReturn, cell_id
from indicators.tables.charts import with_chart
from indicators.tables.differences import family_difference
from indicators.tables.table import annotated, build_table
from reports.content import FigureTable
from reports.document.sections.figures import figure_table
from reports.impact.comparison.indicators import side_by_side
from tests.unit.indicators.tables.readings import AREAS

Cells = Mapping[tuple[str, str], Value]
ABOUT = Publication(
    slug="2022-23",
    title="Figures for 2022-23",
    number=1,
    year="2022-23",
    made_at=datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC),
    published_at=None,
    sha256="0" * 64,
    publisher="A partnership",
    site="https://partnership.example.org",
    email="partnership@example.org",
    area="avonside",
    area_name="Avonside",
)


@contextmanager
def in_the_catalogue(family: Family) -> Iterator[None]:
    """The family as if it were one of the portal's own."""
    with holds(families.catalogue().with_versions({family.slug: [Version(family)]})):
        yield


def rows_of(family: Family, period: str) -> tuple[Row, ...]:
    """The rows of the form."""
    if family.is_area_rates:
        return tuple(Row(key=slug, label=AREAS.names[slug]) for slug in AREAS.slugs)
    return family.rows_on(parse_period(period).ends_on)


PEOPLE = 50_000


def number(column: Column, row: int, year: int, per: int) -> Decimal:
    """A plausible number of a column: counts, and what fits over a population of 50,000."""
    count = 200 + 10 * row + year
    people = PEOPLE
    if column.key == "people":
        return Decimal(people)
    if column.unit == "count":
        return Decimal(count)
    exact = Decimal(count) * per / people * (-1 if column.below_zero and row % 2 else 1)
    return round(exact, column.decimals)


def cells_of(family: Family, period: str = "2022-23") -> Cells:
    """An answer in every cell."""
    year = int(period[:4]) - 2000
    return {
        (row.key, column.key): reported(number(column, place, year, family.per))
        for place, row in enumerate(rows_of(family, period))
        for column in family.input_columns
    }


def returned(family: Family, cells: Cells, period: str = "2022-23") -> Snapshot:
    """The return as it is approved: written as content and read again."""
    window = parse_period(period)
    content: dict[str, Any] = {
        "family": family.slug,
        "year": window.year_slug,
        "period": period,
        "ends_on": window.ends_on.isoformat(),
        "organisation": "The council",
        "note": "",
        "figures": figures_as_content(cells),
    }
    if family.is_area_rates:
        content["areas"] = {
            "area": AREAS.area,
            "neighbours": list(AREAS.neighbours),
            "benchmarks": list(AREAS.benchmarks),
            "names": dict(AREAS.names),
            "set": AREAS.set_slug,
            "set_label": AREAS.set_label,
        }
    return Snapshot.from_content(content)


def sent(family: Family, cells: Cells, period: str = "2022-23") -> None:
    """Template, file and form: what is written comes back as the same answers."""
    form = FamilyForm(family, rows_of(family, period))
    file = FileForm(parse_period(period), (form,))
    for name, content in (
        ("return.csv", template_csv(file, {family.slug: Filled(cells)})),
        ("return.xlsx", template_workbook(file, {family.slug: Filled(cells)}, "A return")),
    ):
        reading = read_file(name, content, file)
        assert [one.sentence for one in reading.parsed.problems] == []
        assert reading.parsed.families[family.slug].cells == cells
    ReturnGrid(family, form.rows, SavedReturn())
    data = {
        cell_id(row, column): format(value.number.normalize() + 0, "f")
        for (row, column), value in cells.items()
        if value.number is not None
    }
    grid = ReturnGrid(family, form.rows, SavedReturn(), data=data)
    assert [one.sentence for one in grid.errors] == []
    assert grid.cells == cells
    assert grid.total_cells is not None


def checked(family: Family, cells: Cells, period: str = "2022-23", before: Cells | None = None) -> list[Problem]:
    """What the checks say of the return beside that of the year before."""
    window = parse_period(period)
    past = cells_of(family, window.year_before().slug) if before is None else before
    context = Context(
        period=window,
        earlier=past,
        history=[PastReturn(window.year_before(), past)],
        populations={"avonside": [PEOPLE]},
        own_area=AREAS.area,
    )
    return check_return(family=family, rows=rows_of(family, period), figures=cells, context=context)


def released(snapshots: Sequence[Snapshot], shown: int = 1, policy: Policy | None = None) -> Outcome:
    """The table of the last snapshot, protected and attacked; those before it are its history."""
    policies = {snapshots[-1].family.slug: policy or Policy()}

    def build(protected: Sequence[Snapshot]) -> list[dict[str, Any]]:
        table = build_table(protected[-1], protected[:-1], shown=shown)
        return annotated([with_policy(table, policies[table["slug"]])])

    return protect_returns(snapshots, policies, (), build)


def read_on(content: dict[str, Any]) -> tuple[str, FigureTable]:
    """Chart, files and report of a released table; gives the chart and the table of the report."""
    drawn, chart = with_chart(content)
    assert list(observations(drawn, "2022-23", AREAS.area))
    assert csv_text(drawn, "2022-23", AREAS.area)
    assert json_text(drawn, {"slug": "2022-23"})
    assert workbook_bytes([drawn], ABOUT)
    assert family_difference(drawn, drawn) is None
    list(side_by_side([drawn], [drawn]))
    return chart, figure_table(drawn, chart)


def whole_way(family: Family) -> dict[str, Any]:
    """Everything that the portal does with a family's figures; gives the released table."""
    with in_the_catalogue(family):
        cells = cells_of(family)
        sent(family, cells)
        stops = [one.sentence for one in checked(family, cells) if one.stops and not one.code.startswith("HISTORY")]
        assert stops == []
        years = [f"20{year}-{year + 1}" for year in range(18, 23)]
        outcome = released([returned(family, cells_of(family, year), year) for year in years])
        assert outcome.problem == ""
        content = dict(outcome.contents[0])
        assert content["headline"]
        chart, table = read_on(content)
        assert chart
        assert table.rows
        return content
