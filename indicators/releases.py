"""Making a release: approved snapshots in, frozen tables with their charts out."""

from collections import defaultdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.catalogue import Family, families
from indicators.models import Release, ReleaseTable, Submission
from indicators.publication.charts import with_chart
from indicators.publication.table import build_table
from indicators.snapshots import Snapshot
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from review import services as review
from review.chain import content_hash


def _approved(year: ReportingYear) -> dict[str, list[Submission]]:
    """Approved returns of the year and of the years before it, by family, oldest first."""
    found: dict[str, list[Submission]] = defaultdict(list)
    live = (
        Submission.objects.live()
        .filter(year__starts_on__lte=year.starts_on)
        .select_related("live_revision", "year", "organisation")
        .order_by("year__starts_on", "pk")
    )
    for submission in live:
        found[submission.family_slug].append(submission)
    return found


def _source(submission: Submission) -> dict[str, Any]:
    live = submission.approved_revision()
    return {
        "year": submission.year.slug,
        "submission": submission.pk,
        "revision": live.number,
        "sha256": live.sha256,
    }


def _refuse_doubles(family: Family, year: ReportingYear, submissions: list[Submission]) -> None:
    """One table a family and year: two suppliers of the same figures cannot both be right."""
    of_year: dict[str, list[str]] = defaultdict(list)
    for submission in submissions:
        of_year[submission.year.slug].append(str(submission.organisation))
    for slug, organisations in of_year.items():
        if len(organisations) > 1:
            raise DomainError(
                f"{family.title}, {slug}: {' and '.join(organisations)} both have an approved return. Withdraw one of "
                "the two, then make the release."
            )


def preview(year: ReportingYear) -> tuple[list[Family], list[Family]]:
    """Which families a release of the year would hold, and which it would leave out."""
    approved = _approved(year)
    wanted = [family for family in families() if family.in_effect(year.ends_on)]
    ready = [one for one in wanted if any(sent.year_id == year.pk for sent in approved[one.slug])]
    return ready, [one for one in wanted if one not in ready]


def _table(family: Family, year: ReportingYear, submissions: list[Submission]) -> ReleaseTable:
    _refuse_doubles(family, year, submissions)
    *history, last = submissions
    used = [*history, last] if family.is_area_rates else [last]
    snapshots = [Snapshot.from_content(submission.approved_revision().content) for submission in used]
    content, svg = with_chart(build_table(snapshots[-1], snapshots[:-1]))
    return ReleaseTable(
        family_slug=family.slug,
        content=content,
        chart_svg=svg,
        submission=last,
        sources=[_source(submission) for submission in used],
    )


def hash_of(year: ReportingYear, tables: list[ReleaseTable]) -> str:
    """The hash of all that a release says: the same approved figures give the same hash."""
    return content_hash({"year": year.slug, "tables": [table.content for table in tables]})


def _newest(year: ReportingYear) -> Release | None:
    return Release.objects.filter(year=year).order_by("-number").first()


def make_release(*, year: ReportingYear, title: str, by: User) -> Release:
    """Freeze what is approved for the year. Raises `NotAllowed`, and `DomainError` where nothing is new."""
    require(by, Permission.MAKE_RELEASE)
    if not title.strip():
        raise DomainError("Give the release a title, such as the name of the year.")
    ready, missing = preview(year)
    if not ready:
        raise DomainError(f"Nothing is approved for {year} yet, so there is nothing to release.")
    approved = _approved(year)
    tables = [_table(family, year, approved[family.slug]) for family in ready]
    digest = hash_of(year, tables)
    newest = _newest(year)
    if newest is not None and newest.content_hash == digest:
        raise DomainError(f"Nothing has changed since the release “{newest}”: it says the same already.")
    number = newest.number + 1 if newest else 1
    release = Release(
        slug=year.slug if number == 1 else f"{year.slug}-{number}",
        title=title.strip(),
        year=year,
        number=number,
        missing=[{"slug": family.slug, "title": family.title} for family in missing],
        content_hash=digest,
        published_at=timezone.now(),
        published_by=by,
    )
    try:
        with transaction.atomic():
            release.save()
            for position, table in enumerate(tables, start=1):
                table.release, table.position = release, position
                table.save()
            review.record(
                verb="release", by=by, obj=release, data={"hash": digest, "tables": len(tables), "number": number}
            )
    except IntegrityError as error:
        raise DomainError(f"Another release of {year} was made at the same moment. Look at it first.") from error
    return release
