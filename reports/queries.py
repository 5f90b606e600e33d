"""Which editions the public may read, and their files."""

from learning.models import CaseStudy
from partnership.models import ReportingYear
from reports.models import Edition, FileKind, StoredFile
from reports.storage import path_of
from review.states import ReviewState


def holds_withdrawn_story(edition: Edition) -> bool:
    """Whether consent for a story in the edition was withdrawn after it was published."""
    if not edition.story_keys:
        return False
    return CaseStudy.objects.filter(key__in=edition.story_keys, state=ReviewState.WITHDRAWN).exists()


def readable_edition(year_slug: str) -> tuple[Edition | None, bool]:
    """The newest published edition that may be read, and whether one was taken down for a withdrawn story."""
    editions = Edition.objects.published().filter(year__slug=year_slug).select_related("year")
    for edition in editions.defer("frozen"):
        if not holds_withdrawn_story(edition):
            return edition, False
        # An older edition may tell the same story, and is no longer true besides.
        return None, True
    return None, False


def published_years() -> list[ReportingYear]:
    """Years with a report to read, newest first."""
    stories = CaseStudy.objects.filter(state=ReviewState.WITHDRAWN).values_list("key", flat=True)
    withdrawn = {str(key) for key in stories}
    newest: dict[int, Edition] = {}
    for edition in Edition.objects.published().select_related("year").defer("frozen"):
        newest.setdefault(edition.year_id, edition)
    return [edition.year for edition in newest.values() if not withdrawn & set(edition.story_keys)]


def newest_published_year() -> str | None:
    """Slug of the newest year with a report to read."""
    years = published_years()
    return years[0].slug if years else None


def file_of(edition: Edition, kind: FileKind) -> StoredFile | None:
    """A file of the edition, if it was made."""
    return edition.files.filter(kind=kind).first()


def paths_of(edition: Edition) -> list[str]:
    """Where the edition's files lie, for people at a terminal."""
    kinds = (FileKind.PDF, FileKind.PAGE, FileKind.JSON)
    files = {file.kind: file for file in edition.files.all()}
    return [str(path_of(files[kind].sha256, files[kind].ending)) for kind in kinds if kind in files]


def unfinished(year: ReportingYear) -> Edition | None:
    """The edition of the year that is queued or being built."""
    return Edition.objects.under_way().filter(year=year).select_related("requested_by").first()
