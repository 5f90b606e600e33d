"""Which editions may be read, and their files."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from learning.models import CaseStudy
from partnership.models import ReportingYear
from reports.content.freeze import thaw
from reports.content.sources import LEARNING
from reports.editions.corrected_figures import corrected_among
from reports.editions.models.edition import Edition
from reports.editions.models.step import Step
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.editions.storage import path_of
from reports.editions.stories import untellable
from reports.editions.told_stories import told_stories
from review.models import Revision


def keys_of_stories(frozen: str, made_from: Iterable[dict[str, Any]]) -> list[str]:
    """Keys of the case studies that a frozen report tells, names or rests on.

    Those that it tells are found by their addresses, which never change. Those that it was `made_from` are found by the
    hashes of their words: a title alone, as at a glance, is enough to be taken down.
    """
    slugs = told_stories(thaw(frozen)["sections"])
    hashes = {one["sha256"] for one in made_from if one["kind"] == LEARNING}
    kind = ContentType.objects.get_for_model(CaseStudy)
    named = Revision.objects.filter(content_type=kind, sha256__in=hashes).values("object_id")
    stories = CaseStudy.objects.filter(Q(slug__in=slugs) | Q(pk__in=named))
    return sorted(str(key) for key in stories.values_list("key", flat=True))


def holds_hidden_story(edition: Edition) -> bool:
    """Whether the edition tells a story that may not be told, or not in its words: see `reports.editions.stories`."""
    return bool(untellable([edition]))


def is_hidden(edition: Edition) -> bool:
    """Whether nobody may be given the edition: it was taken down, or tells a story that may not be told."""
    return edition.taken_down_at is not None or holds_hidden_story(edition)


def newest_published(year_slug: str) -> Edition | None:
    """The newest edition of the year that came out, whether or not it may still be read."""
    editions = Edition.objects.published().filter(year__slug=year_slug)
    return editions.select_related("year").defer("frozen").first()


def readable_edition(year_slug: str) -> tuple[Edition | None, bool]:
    """The newest published edition, if it may be read, and whether it was taken down or tells a hidden story."""
    edition = newest_published(year_slug)
    if edition is not None and is_hidden(edition):
        # An older edition may hold the same, and is no longer true besides.
        return None, True
    return edition, False


def published_editions() -> list[Edition]:
    """The newest edition of each year with a report to read, newest year first."""
    newest: dict[int, Edition] = {}
    for edition in Edition.objects.published().select_related("year").defer("frozen"):
        newest.setdefault(edition.year_id, edition)
    public = [edition for edition in newest.values() if edition.taken_down_at is None]
    hidden = untellable(public)
    return [edition for edition in public if edition.pk not in hidden]


def published_years() -> list[ReportingYear]:
    """Years with a report to read, newest first."""
    return [edition.year for edition in published_editions()]


def published_reports() -> list[tuple[Edition, bool]]:
    """The same editions, each with whether it prints a figure that was corrected since."""
    editions = published_editions()
    corrected = corrected_among(editions)
    return [(edition, edition.pk in corrected) for edition in editions]


def editions_of(year: ReportingYear) -> list[Edition]:
    """The published editions of a year, newest first."""
    return list(Edition.objects.published().filter(year=year).select_related("year").defer("frozen"))


def newest_published_year() -> str | None:
    """Slug of the newest year with a report to read."""
    years = published_years()
    return years[0].slug if years else None


def files_of(edition: Edition) -> QuerySet[StoredFile]:
    """The files of the edition: none while it is being built, or where it failed, though some steps made theirs."""
    return edition.files.all() if edition.is_complete else StoredFile.objects.none()


def file_of(edition: Edition, kind: FileKind) -> StoredFile | None:
    """A file of the edition, if the edition is complete and has such a file."""
    return files_of(edition).filter(kind=kind).first()


def paths_of(edition: Edition) -> list[str]:
    """Where the edition's files lie, for people at a terminal."""
    kinds = (FileKind.PDF, FileKind.PAGE, FileKind.XLSX, FileKind.ZIP, FileKind.JSON)
    files = {file.kind: file for file in edition.files.all()}
    return [str(path_of(files[kind].sha256, files[kind].ending)) for kind in kinds if kind in files]


def unfinished(year: ReportingYear) -> Edition | None:
    """The edition of the year that is queued or being built."""
    return Edition.objects.under_way().filter(year=year).select_related("requested_by").first()


def edition_with_work(year: ReportingYear) -> Edition | None:
    """The edition of the year that has a step which may be taken: it is due, or who had it is silent."""
    return Edition.objects.under_way().filter(year=year, pk__in=Step.objects.free().values("edition")).first()
