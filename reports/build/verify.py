"""Whether a file is a report of ours, unchanged: by its hash, and by the line of the audit trail that tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from reports.content.freeze import NotCanonical, digest, thaw
from reports.document.sources import hash_of_sources
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.stored_file import StoredFile
from review.audit import verify_trail
from review.models import Event

BUILT = "build report"


class NotOurs(Exception):
    """The file cannot be called a report of ours; the message says why, and what to do."""


@dataclass(frozen=True)
class Proof:
    """What a file was found to be. `line` is the number of the audit trail's line that tells of its build."""

    edition: Edition
    kind: str
    sha256: str
    line: int

    @property
    def sentences(self) -> list[str]:
        """The proof in words, one thing a line."""
        edition = self.edition
        return [
            f"This file is the {self.kind} of “{edition}”, unchanged.",
            f"SHA-256 of the file: {self.sha256}",
            f"SHA-256 of the frozen record that it was made from: {edition.sha256}",
            f"The audit trail holds, and tells of this file in line {self.line}.",
            _state(edition),
            *_made_from(edition),
        ]


def _made_from(edition: Edition) -> list[str]:
    """Everything that the record was made from, with the hash of its words as they were approved."""
    if not edition.made_from:
        return []
    return ["It was made from:", *(f"{one['sha256']}  {one['kind']}: {one['title']}" for one in edition.made_from)]


def _state(edition: Edition) -> str:
    if edition.published_at is None:
        return "This edition is not published: it is a draft."
    newer = Edition.objects.filter(year=edition.year, state=EditionState.PUBLISHED, number__gt=edition.number).exists()
    local = timezone.localdate(edition.published_at)
    day = f"{local.day} {local:%B %Y}"
    return f"Published on {day}.{_taken_down(edition)}" + (
        " A newer edition of the year is published." if newer else ""
    )


def _taken_down(edition: Edition) -> str:
    if edition.taken_down_at is None:
        return ""
    local = timezone.localdate(edition.taken_down_at)
    return f" It was taken down on {local.day} {local:%B %Y}, and nobody should use it any more."


def verify_report(data: bytes) -> Proof:
    """Prove that these bytes are a file of an edition. Raises `NotOurs`.

    The database knows each file's hash; the audit trail, whose lines hang together by their hashes, has it a second
    time, from the moment of the build. Somebody who wanted to pass another file off would have to forge both.
    """
    sha256 = digest(data)
    files = list(StoredFile.objects.filter(sha256=sha256).select_related("edition__year"))
    if not files:
        raise NotOurs(_why_unknown(data))
    broken = verify_trail()
    if broken:
        raise NotOurs(f"The file is known, but the audit trail that would prove it does not hold. {broken}")
    told = [(file, event) for file in _most_public_first(files) if (event := _line_of(file)) is not None]
    if not told:
        raise NotOurs(
            "The file is known, but no line of the audit trail tells of its build: the list of files was changed "
            "behind the trail's back."
        )
    file, event = told[0]
    _hold_record_to(event, file.edition)
    return Proof(file.edition, file.get_kind_display(), sha256, event.sequence)


def _most_public_first(files: Iterable[StoredFile]) -> list[StoredFile]:
    """Two editions may have the same bytes: the public one speaks for both, else the newer."""

    def rank(file: StoredFile) -> tuple[bool, int]:
        return file.edition.state == EditionState.PUBLISHED, file.edition.number

    return sorted(files, key=rank, reverse=True)


def _line_of(file: StoredFile) -> Event | None:
    """The line that tells of the build of this very file; None for one whose edition was never finished."""
    lines = Event.objects.filter(
        content_type=ContentType.objects.get_for_model(Edition), object_id=file.edition_id, verb=BUILT
    )
    for event in lines.order_by("sequence"):
        if event.data.get("files", {}).get(file.kind) == file.sha256:
            return event
    return None


def _hold_record_to(event: Event, edition: Edition) -> None:
    """What is printed beside the proof was written down with the build too: the record's hash, and the inputs.

    Raises `NotOurs` where the edition says something else today. Lines from before the inputs were written down have
    no hash of them, and nothing is proven of the inputs then.
    """
    then, inputs = event.data, hash_of_sources(edition.made_from)
    if then.get("sha256") != edition.sha256 or then.get("made_from", inputs) != inputs:
        raise NotOurs(
            "The file is as it was built, but what the edition says of its record or of its inputs is not what the "
            "audit trail holds: it was changed behind the trail's back."
        )


def _why_unknown(data: bytes) -> str:
    """What can be said of a file that no edition has."""
    unknown = "No edition of this portal has a file with these bytes: it was changed, or it is not from here."
    try:
        record = thaw(data.decode())
    except (NotCanonical, UnicodeDecodeError):
        return unknown
    edition = Edition.objects.filter(year__slug=str(record.get("year"))).exists()
    return f"{unknown} It has the form of a frozen record" + (
        f" of {record.get('year')}, of which there are editions here: compare it with theirs." if edition else "."
    )
