"""Figures of this year beside those of last year, as each year's newest release prints them."""

from dataclasses import replace

import pytest

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.returns.services import save_figures, start_submission, submit_figures
from reports.document.assemble import assemble
from tests.factories.indicators import a_release, approved_return, draft_return, example_cells, explained, partner_of
from tests.factories.indicators import approve as approve_return


@pytest.fixture
def then(cast):
    """The year before."""
    return cast.year


def figures(year):
    """The part of the report that sets them side by side."""
    [part] = [
        part
        for section in assemble(year).sections
        if section.anchor == "comparison"
        for part in section.parts
        if part.anchor == "comparison-figures"
    ]
    return part


def next_year(cells):
    """The windows a year on: what was current is previous now, and a few more were counted."""
    later = {}
    for (row, column), value in cells.items():
        if column == "current":
            later |= {(row, "previous"): value, (row, "current"): reported(value.number + 40)}
    return later


def printed(release, row, column="current"):
    """What a release prints in one cell."""
    rows = {one["key"]: one["cells"] for one in release.tables.get().content["rows"]}
    return next(cell["text"] for cell in rows[row] if cell["key"] == column)


def test_figures_stand_side_by_side_as_the_newest_release_of_each_year_prints_them(cast, then, now):
    cells = dict(example_cells(get_family("missing-children"), then))
    first = approved_return("missing-children", then, cast.police, cells)
    old = a_release(then, title="Figures then")
    one_more = cells["number-of-missing-children-reports", "current"].number + 1
    cells["number-of-missing-children-reports", "current"] = replace(
        reported(one_more), revised=True, reason="One report was found later"
    )
    partner = partner_of(cast.police)
    changed = save_figures(submission=first, cells=cells, by=partner, revision=first.revision)
    approve_return(submit_figures(submission=changed, by=partner, revision=changed.revision))
    corrected = a_release(then, title="Figures then, corrected")
    draft = explained(draft_return("missing-children", now, cast.police, next_year(cells)))
    approve_return(submit_figures(submission=draft, by=partner, revision=draft.revision))
    newest = a_release(now, title="Figures now")

    part = figures(now)

    [table] = part.tables
    rows = {row[0]: row[1:] for row in table.rows}
    assert table.columns == ("Measure", "Current 12 months, 2022-23", "Current 12 months, 2023-24")
    reports = "number-of-missing-children-reports"
    assert rows["Number of Missing Children Reports"] == (printed(corrected, reports), printed(newest, reports))
    assert printed(corrected, reports) != printed(old, reports)
    assert printed(corrected, "number-of-children-missing-from-care") == "[c]"
    assert rows["Number of Children Missing from Care"][0] == "[c]"
    assert part.byline == "Figures then, corrected (release 2 of 2022-23); Figures now (release 1 of 2023-24)"


def approved_quarter(cast, year, part, cells):
    period, partner = parse_period(f"{year.slug}-{part}"), partner_of(cast.police)
    family = get_family("missing-children")
    draft = start_submission(family=family, year=year, period=period, organisation=cast.police, by=partner, cells=cells)
    draft = explained(draft)
    approve_return(submit_figures(submission=draft, by=partner, revision=draft.revision))


def test_quarters_stand_side_by_side_and_what_either_release_hides_stays_hidden(cast, then, now):
    cells = dict(example_cells(get_family("missing-children"), then))
    approved_quarter(cast, then, "q1", cells)
    approved_quarter(cast, then, "q2", cells)
    old = a_release(then, title="Quarters then")
    approved_quarter(cast, now, "q1", next_year(cells))
    newest = a_release(now, title="Quarters now")

    part = figures(now)

    tables = {table.anchor.removeprefix("comparison-missing-children-"): table for table in part.tables}
    rows = {row["key"] for row in newest.tables.get().content["rows"]}
    assert set(tables) == rows
    for key, table in tables.items():
        assert table.columns == ("Period", "Number, 2022-23", "Number, 2023-24")
        quarter = (printed(old, key, "2022-23-q1"), printed(newest, key, "2023-24-q1"))
        assert table.rows == (("April to June", *quarter),), "of the second quarter one year says nothing yet"
    assert tables["number-of-children-missing-from-care"].rows[0][1] == "[c]"
    assert "Missing children: Number of Missing Children Reports" in [table.title for table in part.tables]
