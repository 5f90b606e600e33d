"""Whether every stored file is what its name says, and making again those that are not."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from partnership.models import Installation
from reports.build.rebuild import rebuild
from reports.editions.models.edition import Edition
from reports.editions.models.former import FormerReport
from reports.editions.models.stored_file import FORMATS, FileKind, StoredFile
from reports.editions.storage import MissingFile, path_of, read

PDF = "pdf"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LostEdition:
    """An edition, and how many of its files are missing or altered."""

    edition: Edition
    count: int


def check_stored_files() -> dict[str, str]:
    """Read every file that an edition or a former report names. Returns those that are lost, by hash, and why.

    Each is an error in the log. The result is kept for those who run the portal.
    """
    lost = _lost(_named())
    Installation.objects.update(lost_files=lost, files_checked_at=timezone.now())
    return lost


def _named() -> list[tuple[str, str]]:
    files = StoredFile.objects.order_by("sha256").values_list("sha256", "kind").distinct()
    former = FormerReport.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
    return [*((sha256, FORMATS[FileKind(kind)][0]) for sha256, kind in files), *((sha256, PDF) for sha256 in former)]


def _lost(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    lost = {}
    for sha256, ending in names:
        try:
            read(sha256, ending)
        except MissingFile as error:
            logger.error("%s", error)
            lost[sha256] = str(error)
    return lost


def lost_files_of(edition: Edition) -> list[StoredFile]:
    """The files of the edition that were found lost, or are not there in their size now."""
    row = Installation.objects.filter(pk=Installation.ONLY).first()
    known = row.lost_files if row else {}
    return [file for file in edition.files.all() if file.sha256 in known or not is_there(file)]


def is_there(file: StoredFile) -> bool:
    """Whether storage has a file of this name and size: a look that costs nothing."""
    try:
        return path_of(file.sha256, file.ending).stat().st_size == file.size
    except OSError:
        return False


def lost_editions(lost: Iterable[str]) -> list[LostEdition]:
    """The editions that name these hashes, newest first."""
    names = list(lost)
    editions = Edition.objects.filter(files__sha256__in=names).select_related("year").defer("frozen").distinct()
    return [LostEdition(one, one.files.filter(sha256__in=names).count()) for one in editions.order_by("-pk")]


def put_files_back(edition: Edition) -> bool:
    """Make the edition's files again from its frozen record; whether every file is what it was.

    What comes out otherwise is not stored: the log says why, and the file stays lost.
    """
    found = rebuild(edition)
    for sentence in found.sentences:
        (logger.info if found.is_same else logger.error)("%s: %s", edition, sentence)
    ours = {file.sha256 for file in edition.files.all()}
    still = _lost((file.sha256, file.ending) for file in edition.files.all())
    row = Installation.objects.filter(pk=Installation.ONLY).first()
    if row is not None:
        kept = {name: why for name, why in row.lost_files.items() if name not in ours}
        Installation.objects.update(lost_files=kept | still)
    return not still
