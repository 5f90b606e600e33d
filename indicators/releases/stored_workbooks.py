"""The published releases as those who use them again see them: with publisher, terms and addresses."""

import hashlib
from contextlib import suppress

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.module_loading import import_string

from indicators.definitions.one_by_one import one_by_one
from indicators.exports.about import Publication, Publisher
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.models.release_file import ReleaseFile

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
    """Make the release's workbook and that of each family, in the worker. Returns how many it made.

    Those that are stored already are left alone, so that a build that died can be begun again. The workbook of the
    whole release comes last: where it is, all are that can be made.
    """
    workbook_bytes = import_string(WORKBOOK)
    about = publication_of(release)
    contents = {table.family_slug: table.content for table in release.tables.defer("chart_svg").order_by("position")}
    wanted = {slug: [content] for slug, content in contents.items()} | {WHOLE: list(contents.values())}
    stored = stored_names(release)
    missing = {name: tables for name, tables in wanted.items() if name not in stored}

    def store(name: str) -> None:
        data = workbook_bytes(missing[name], about)
        # Another worker may have been quicker; its bytes are the same.
        with suppress(IntegrityError), transaction.atomic():
            ReleaseFile(release=release, name=name, sha256=hashlib.sha256(data).hexdigest(), content=data).save()

    made, _failed = one_by_one([name for name in missing if name != WHOLE], store, str)
    if WHOLE in missing:
        store(WHOLE)
    return len(made) + (WHOLE in missing)


def store_missing_workbooks() -> int:
    """Make the workbooks of every release that has not all of its own. Returns how many it made."""
    whole = ReleaseFile.objects.filter(release=OuterRef("pk"), name=WHOLE)
    lacking = Release.objects.filter(~Exists(whole), cancelled_at__isnull=True).select_related("year")
    return sum(store_workbooks(release) for release in lacking)


def stored_names(release: Release) -> set[str]:
    """Which workbooks of the release are stored: families, and an empty name for that of the whole release."""
    return set(ReleaseFile.objects.filter(release=release).values_list("name", flat=True))


def workbook_of(release: Release, family: str = WHOLE) -> ReleaseFile | None:
    """The stored workbook of a family, or of the whole release; none where the worker has not made it."""
    found: ReleaseFile | None = (
        ReleaseFile.objects.filter(release=release, name=family).select_related("release").first()
    )
    return found
