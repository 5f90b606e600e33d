"""The published releases as those who use them again see them: with publisher, terms and addresses."""

import hashlib

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from indicators.exports.about import Publication, Publisher
from indicators.models import Release, ReleaseFile, ReleaseTable

# Named, not imported: it brings pandas, which costs a process 100 MB. Only the worker ever gets there.
WORKBOOK = "indicators.exports.workbook.workbook_bytes"
WHOLE = ""


def publisher() -> Publisher:
    """The partnership as publisher."""
    profile = settings.PARTNERSHIP
    return Publisher(name=profile.name, email=profile.email, site=settings.SITE_URL.rstrip("/"))


def publication_of(release: Release) -> Publication:
    """What files say about the release that they belong to."""
    profile = settings.PARTNERSHIP
    return Publication(
        slug=release.slug,
        title=release.title,
        year=release.year.slug,
        number=release.number,
        made_at=release.made_at,
        published_at=release.published_at,
        sha256=release.content_hash,
        publisher=profile.name,
        email=profile.email,
        area=profile.area.slug,
        area_name=profile.area.name,
        site=settings.SITE_URL.rstrip("/"),
    )


def versions() -> QuerySet[ReleaseTable]:
    """Every published table, the replaced ones too, newest release first; without charts."""
    return (
        ReleaseTable.objects.filter(release__in=Release.objects.public().order_by())
        .select_related("release", "release__year")
        .defer("chart_svg")
        .order_by("-release__year__starts_on", "-release__number", "position")
    )


def store_workbooks(release: Release) -> int:
    """Make the release's workbook and that of each family, in the worker, before the release comes out.

    Those that are stored already are left alone, so that a build that died can be begun again. Returns how
    many it made.
    """
    workbook_bytes = import_string(WORKBOOK)
    about = publication_of(release)
    contents = {table.family_slug: table.content for table in release.tables.order_by("position")}
    wanted = {WHOLE: list(contents.values())} | {slug: [content] for slug, content in contents.items()}
    stored = set(ReleaseFile.objects.filter(release=release).values_list("name", flat=True))
    missing = {name: tables for name, tables in wanted.items() if name not in stored}
    for name, tables in missing.items():
        data = workbook_bytes(tables, about)
        ReleaseFile(release=release, name=name, sha256=hashlib.sha256(data).hexdigest(), content=data).save()
    return len(missing)


def workbook_of(release: Release, family: str = WHOLE) -> ReleaseFile | None:
    """The stored workbook of a family, or of the whole release; none where the worker has not made it."""
    found: ReleaseFile | None = (
        ReleaseFile.objects.filter(release=release, name=family).select_related("release").first()
    )
    return found
