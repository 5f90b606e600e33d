"""What one indicator's page asks of the database, with ten thousand figures in it and with a million.

The copies are made past the services, by statements that the database runs itself: a million reviews would take longer
than what is measured. Every thousandth part of the figures has its release, as in life.
"""

import copy
import datetime
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.test import Client

from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency, Period, parse_period, periods_of_year
from indicators.models import Figure, Release, ReleaseTable, Submission
from indicators.releases.queries import shown_table
from indicators.returns.earlier import history_of
from partnership.models import Organisation, ReportingYear
from review.models import Revision

FAMILY = "referrals-rate"
PAGE = f"/figures/children/{FAMILY}/"
CALLS = 60
# The columns of the tables are ours, so that naming them in a statement is safe.
COPY_FIGURES = (
    "INSERT INTO indicators_figure (submission_id, {columns}) "
    "SELECT s.id, {values} FROM indicators_submission s JOIN indicators_figure f ON f.submission_id = %s "
    "WHERE s.id > %s AND s.family_slug = %s"
)


def _columns() -> list[str]:
    return [field.column for field in Figure._meta.concrete_fields if field.column not in ("id", "submission_id")]


def _years() -> Iterator[ReportingYear]:
    """Years before any that is there, newest first."""
    first = ReportingYear.objects.order_by("starts_on")[0].starts_on.year
    for start in range(first - 1, 1900, -1):
        yield ReportingYear.objects.create(
            slug=f"{start}-{(start + 1) % 100:02d}",
            starts_on=datetime.date(start, 4, 1),
            ends_on=datetime.date(start + 1, 3, 31),
        )


def _clone(row: Any, **changes: Any) -> Any:
    clone = copy.copy(row)
    clone._state = copy.copy(row._state)
    clone._state.adding, clone._state.fields_cache, clone.pk = True, {}, None
    for name, value in changes.items():
        setattr(clone, name, value)
    return clone


def _release_of(year: ReportingYear, source: Release, tables: list[ReleaseTable]) -> None:
    release = Release.objects.bulk_create(
        [_clone(source, year=year, slug=year.slug, title=f"Figures for {year.slug}", number=1)]
    )[0]
    ReleaseTable.objects.bulk_create([_clone(table, release=release) for table in tables])


def _returns_of(year: ReportingYear, sources: list[Submission], organisations: list[Organisation]) -> list[Submission]:
    periods: list[Period] = list(periods_of_year(Frequency.MONTH, year.slug))
    return [
        _clone(
            source,
            year=year,
            organisation=organisation,
            period=period.slug,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            live_revision=None,
        )
        for period in periods
        for source in sources
        for organisation in organisations
    ]


def _copy_figures(source: Submission, after: int) -> None:
    columns = [connection.ops.quote_name(name) for name in _columns()]
    statement = COPY_FIGURES.format(columns=", ".join(columns), values=", ".join(f"f.{name}" for name in columns))
    with connection.cursor() as cursor:
        cursor.execute(statement, [source.pk, after, source.family_slug])


@transaction.atomic
def fill(wanted: int) -> int:
    """Add years of monthly returns with their releases until there are so many figures; gives how many there are."""
    sources = list(Submission.objects.live().filter(year__slug="2022-23").select_related("live_revision"))
    organisations = list(Organisation.objects.order_by("pk")[:4])
    each = Figure.objects.filter(submission__in=sources).count() * 12 * len(organisations)
    newest = Release.objects.newest_of_each_year()[0]
    tables = list(newest.tables.all())
    last = Submission.objects.aggregate(last=Max("pk"))["last"] or 0
    missing = wanted - Figure.objects.count()
    for year in _years():
        if missing <= 0:
            break
        made = Submission.objects.bulk_create(_returns_of(year, sources, organisations))
        by_family = {source.family_slug: source for source in sources}
        revisions = Revision.objects.bulk_create(
            [_clone(by_family[one.family_slug].live_revision, object_id=one.pk) for one in made]
        )
        for one, revision in zip(made, revisions, strict=True):
            one.live_revision = revision
        Submission.objects.bulk_update(made, ["live_revision"], batch_size=500)
        _release_of(year, newest, tables)
        missing -= each
    for source in sources:
        _copy_figures(source, last)
    return Figure.objects.count()


def _median(work: Callable[[], object]) -> float:
    """Milliseconds of one call, the median of many after a warm start."""
    for _ in range(5):
        work()
    taken = []
    for _ in range(CALLS):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def _form_history(supplier: int) -> object:
    """What the form shows beside the inputs: the approved figures of the period before and of a year before."""
    return history_of(get_family(FAMILY), parse_period("2022-23"), supplier, Frequency.YEAR)


def measure() -> dict[str, float]:
    """Milliseconds of the page's query, of the whole page, and of what the form of the same figures asks."""
    client = Client()
    supplier = Submission.objects.live().filter(family_slug=FAMILY, period="2022-23")[0].organisation_id

    def page() -> object:
        response = client.get(PAGE)
        if response.status_code != 200:
            raise RuntimeError(f"{PAGE} answered {response.status_code}")
        return response

    return {
        "series query": _median(lambda: shown_table("children", FAMILY)),
        "whole page": _median(page),
        "figures of a year before": _median(lambda: _form_history(supplier)),
    }


def fill_up(wanted: int) -> int:
    """Fill the database and let it learn what it holds; gives how many figures there are."""
    count = fill(wanted)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count
