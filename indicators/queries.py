"""Reading: what is published, and what an organisation owes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from indicators.catalogue import Family, families
from indicators.models import Release, ReleaseTable, Submission
from indicators.periods import Period
from partnership.models import Organisation, ReportingYear
from review.states import ReviewState


def latest_release(year: ReportingYear) -> Release | None:
    """The release of the year that readers are shown: the one with the highest number."""
    return Release.objects.filter(year=year).select_related("year").order_by("-number").first()


def published_tables(year: ReportingYear) -> list[ReleaseTable]:
    """The tables of the year's newest release, in their order; none where nothing was released."""
    release = latest_release(year)
    return list(release.tables.order_by("position").select_related("release")) if release else []


def shown_tables() -> QuerySet[ReleaseTable]:
    """Every table that public pages may show: of the newest release of each year, newest year first."""
    return (
        ReleaseTable.objects.filter(release__in=Release.objects.newest_of_each_year().order_by())
        .select_related("release", "release__year")
        .order_by("-release__year__starts_on", "position")
    )


def shown_table(theme: str, slug: str) -> ReleaseTable | None:
    """The table that the family's page shows: of the newest year that has one."""
    return shown_tables().filter(family_slug=slug, content__theme=theme).first()


def newest_tables() -> dict[str, ReleaseTable]:
    """For each family its newest table, without chart."""
    found: dict[str, ReleaseTable] = {}
    for table in shown_tables().defer("chart_svg"):
        found.setdefault(table.family_slug, table)
    return found


@dataclass(frozen=True)
class DueReturn:
    """A return that an organisation owes for an open year, and how far it is."""

    family: Family
    year: ReportingYear
    submission: Submission | None

    @property
    def state(self) -> str:
        """Where it stands, as a key; "none" before it is begun."""
        return "none" if self.submission is None else self.submission.state

    @property
    def status(self) -> str:
        """Where it stands, in words."""
        if self.submission is None:
            return "Not started"
        return ReviewState(self.submission.state).label

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for the partner."""
        return self.submission is not None and self.submission.state in (ReviewState.SUBMITTED, ReviewState.APPROVED)


def due_returns(organisation: Organisation | None, years: Iterable[ReportingYear]) -> list[DueReturn]:
    """What the organisation owes for those of the years that are open. Two queries at most, however many there are."""
    if organisation is None:
        return []
    open_years = [year for year in years if not year.is_closed]
    sent = {
        (submission.year_id, submission.family_slug): submission
        for submission in Submission.objects.filter(organisation=organisation, year__in=open_years).exclude(
            state=ReviewState.WITHDRAWN
        )
    }
    return [
        DueReturn(family, year, sent.get((year.pk, family.slug)))
        for year in open_years
        for family in families()
        if family.supplier_kind == organisation.kind and family.in_effect(year.ends_on)
    ]


def open_submission(family: Family, period: Period, organisation: Organisation) -> Submission | None:
    """The return that the organisation is working on, with its figures."""
    return (
        Submission.objects.filter(family_slug=family.slug, period=period.slug, organisation=organisation)
        .exclude(state=ReviewState.WITHDRAWN)
        .select_related("year", "organisation", "edited_by", "live_revision")
        .prefetch_related("figures")
        .first()
    )
