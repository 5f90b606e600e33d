"""Whether a file is a report of ours, unchanged: by its hash, and by the line of the audit trail that tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from partnership.days import day
from reports.content.freeze import NotCanonical, digest, thaw
from reports.document.sources import hash_of_sources
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.stored_file import StoredFile
from review.audit import verify_trail
from review.audit_verbs import AuditVerb
from review.models import Event


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
            f"SHA-256 of the frozen record it was made from: {edition.sha256}",
            f"The audit trail is valid, and records this file in line {self.line}.",
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
    return f"Published on {day(timezone.localdate(edition.published_at))}.{_taken_down(edition)}" + (
        " There is a newer published edition for the year." if newer else ""
    )


def _taken_down(edition: Edition) -> str:
    if edition.taken_down_at is None:
        return ""
    return f" It was taken down on {day(timezone.localdate(edition.taken_down_at))} and should no longer be used."


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
        raise NotOurs(f"The file is known, but the audit trail that would prove it is not valid. {broken}")
    told = [(file, event) for file in _most_public_first(files) if (event := _line_of(file)) is not None]
    if not told:
        raise NotOurs(
            "The file is known, but its build is not in the audit trail: the list of files was changed without "
            "being recorded."
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
        content_type=ContentType.objects.get_for_model(Edition), object_id=file.edition_id, verb=AuditVerb.BUILD_REPORT
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
            "The file is unchanged since it was built, but what the edition says about its record or sources does "
            "not match the audit trail: it was changed without being recorded."
        )


def _why_unknown(data: bytes) -> str:
    """What can be said of a file that no edition has."""
    unknown = "No edition in this portal has this file. It has been changed, or it comes from elsewhere."
    try:
        record = thaw(data.decode())
    except (NotCanonical, UnicodeDecodeError):
        return unknown
    edition = Edition.objects.filter(year__slug=str(record.get("year"))).exists()
    return f"{unknown} It looks like a frozen record" + (
        f" of {record.get('year')}. There are editions of this report here: compare it with them." if edition else "."
    )
