"""The example's figures: real ones with their history, and those whose values are lost.

Numbers of children looked after are sent as a user would: the Department's file, uploaded as it was published. Of the
other two rates the Department publishes numbers in such files and the rates in its local authority tool alone, whose
figures are in data/dfe_children_rates.csv.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bcssp.example.sources import (
    DATA,
    DFE_INDICATORS,
    RATE_NOTE,
    RATES,
    dfe_cells,
    load_areas,
    load_neighbour_sets,
    police_cells,
)
from bcssp.example.stage import YEAR, Example, read
from deadlines.working_days import on_or_after
from indicators.backfill.services import load_closed_figures
from indicators.definitions.families import Family, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState
from indicators.files.national import use_ready_layout
from indicators.files.uploads import submit_file
from indicators.models import ReturnTemplate, Submission
from indicators.parsing.national_layouts import ready_layout
from indicators.releases.announcements import announce_release
from indicators.releases.services import make_release
from indicators.returns import services as figures
from indicators.returns.models.submission import form_rows
from partnership.models import Organisation, ReportingYear
from partnership.services import close_year
from review import services as review
from review.transitions import Verb

Cells = dict[tuple[str, str], Value]

POLICE_NOTE = (
    "The report of 2022-23 does not give the dates of its periods. They are assumed to be the years to 31 March "
    "2023 and to 31 March 2022."
)
ILLUSTRATIVE_NOTE = "Illustrative figures, not real data: the values behind this chart of the 2022-23 report are lost."
LOADED_LATER = "Years before the portal: from the rates published by the Department for Education."
# What the checks ask about in the Department's own figures. Findings that a year does not give are passed over.
SAID = {
    ("REPEAT-2", "north-somerset", "count"): (
        "As the Department published both years: 90 children and a rate of 21 at 31 March 2020 and at 31 March 2021."
    )
}
# The file that the Department published, in the layout that comes with the portal: the coordinator chooses it once.
OPEN_DATA = DATA / "open_data"
SENT_AS_PUBLISHED = {"children-looked-after-rate": "cla_number_and_rate_per_10k_children_2025.csv"}
READY = ("referrals-2025", "plans", "looked-after-2025")
UPDATED = datetime.date(2025, 11, 26)
LOST = "The values behind this chart of the 2022-23 report are lost"


def load_history(example: Example) -> None:
    """The areas, and the three rates of the years before the portal: closed first, then loaded with their mark."""
    load_areas(by=example.coordinator)
    load_neighbour_sets(by=example.coordinator)
    for slug, earlier in sorted(example.years.items()):
        if slug != YEAR:
            close_year(year=earlier, by=example.coordinator)
            _load_rates(example, earlier)


def load_figures(example: Example) -> None:
    """The year's rates, the police tables, and what is illustrative or lost; then the release."""
    year = example.years[YEAR]
    for key in READY:
        if (ready := ready_layout(key)) is not None:
            use_ready_layout(ready, by=example.coordinator)
    _send_rates(example, year)
    _send_as_published(example, year)
    for family_slug, cells in police_cells().items():
        _send(example, family_slug, year, cells, POLICE_NOTE)
    lost = read("figures.toml")["family"]
    for family_slug, rows in lost.items():
        note = f"{LOST}." if example.real_only else ILLUSTRATIVE_NOTE
        _send(example, family_slug, year, _lost_cells(family_slug, rows, real_only=example.real_only), note)
    make_release(year=year, title=f"Figures for {YEAR}", by=example.coordinator)
    announce_release(
        title=f"Figures for {YEAR}, second release (example)",
        year=year,
        planned_for=_in_two_months(),
        by=example.coordinator,
    )


def _load_rates(example: Example, year: ReportingYear) -> None:
    for family_slug, cells in _rates(example, year):
        family = get_family(family_slug)
        loaded = load_closed_figures(
            family=family,
            year=year,
            organisation=_supplier(example, family),
            cells=cells,
            note=RATE_NOTE,
            reason=LOADED_LATER,
            comments=SAID,
            by=example.coordinator,
        )
        review.move(obj=loaded, verb=Verb.APPROVE, by=example.board(), revision=loaded.revision)


def _send_rates(example: Example, year: ReportingYear) -> None:
    for family_slug, cells in _rates(example, year):
        if family_slug not in SENT_AS_PUBLISHED:
            _send(example, family_slug, year, cells, RATE_NOTE)


def _send_as_published(example: Example, year: ReportingYear) -> None:
    """The Department's own file, uploaded to the return as it is."""
    for family_slug, name in SENT_AS_PUBLISHED.items():
        template = ReturnTemplate.objects.get(return_families__family_slug=family_slug)
        submit_file(
            template=template,
            period=parse_period(year.slug),
            name=name,
            content=(OPEN_DATA / name).read_bytes(),
            by=example.partner(template.organisation),
            published_on=UPDATED,
        )
        sent = Submission.objects.get(family_slug=family_slug, year=year, organisation=template.organisation)
        review.move(obj=sent, verb=Verb.APPROVE, by=example.board(), revision=sent.revision)


def _rates(example: Example, year: ReportingYear) -> Iterator[tuple[str, Cells]]:
    """Each family of rates with its figures of the year."""
    example.say(f"  rates of {year}")
    for family_slug in DFE_INDICATORS:
        areas = {row.key for row in form_rows(get_family(family_slug), year)}
        yield family_slug, dfe_cells(RATES, family_slug, year.ends_on.year, areas)


def _in_two_months() -> datetime.datetime:
    """Half past nine on a working day: the calendar shows how a release is announced. No report reads it."""
    day = on_or_after(timezone.localdate() + datetime.timedelta(days=60))
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))


def _lost_cells(family_slug: str, rows: dict[str, Any], *, real_only: bool) -> Cells:
    columns = [column.key for column in get_family(family_slug).input_columns]
    cells: Cells = {}
    for row, numbers in rows.items():
        for column, number in zip(columns, numbers if isinstance(numbers, list) else [numbers], strict=True):
            if real_only:
                cells[row, column] = Value(ValueState.UNABLE_TO_SUPPLY, reason=LOST)
            else:
                state = ValueState.REPORTED if number else ValueState.NIL
                cells[row, column] = Value(state, Decimal(number), illustrative=True)
    return cells


def _supplier(example: Example, family: Family) -> Organisation:
    return next(one for one in example.organisations.values() if one.kind == family.supplier_kind)


def _send(example: Example, family_slug: str, year: ReportingYear, cells: Cells, note: str) -> None:
    family = get_family(family_slug)
    organisation = _supplier(example, family)
    by = example.partner(organisation)
    submission = figures.start_submission(
        family=family, year=year, organisation=organisation, by=by, cells=cells, note=note
    )
    example.through_review(submission, by)
