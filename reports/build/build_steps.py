"""What each step of a build makes. A maker reads and answers; storing, leases and messages are not its business."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models.functions import Now

from reports.content.freeze import digest, freeze, thaw
from reports.document.assemble import assemble_from
from reports.document.render.html import render_html, render_standalone
from reports.document.render.pdf import render_pdf
from reports.document.sources import hash_of_sources
from reports.editions.audit_anchor import hash_of_line
from reports.editions.corrections import correction_of
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.stored_file import FileKind
from reports.editions.notices import tell_ready
from reports.editions.queries import keys_of_stories
from reports.editions.storage import read
from reports.provenance.toolchain import toolchain_versions
from review.audit import record
from review.audit_verbs import AuditVerb


def _nothing(edition: Edition) -> None:
    """Nothing else is written."""


@dataclass(frozen=True)
class Artefact:
    """What a step made: files, new values of the edition's fields, and what is written in the same transaction."""

    files: Mapping[FileKind, bytes] = field(default_factory=dict)
    changes: Mapping[str, object] = field(default_factory=dict)
    then: Callable[[Edition], None] = _nothing


def collect(edition: Edition) -> Artefact:
    """Put the report together. From here on the edition holds its own copy: what is approved later stays out."""
    report, sources = assemble_from(edition.year, correction=correction_of(edition))
    return Artefact(changes={"frozen": freeze(report), "made_from": [one.as_data() for one in sources]})


def freeze_record(edition: Edition) -> Artefact:
    """Keep the record as a file, and everything that is known by its hash."""
    line = thaw(edition.frozen)["trail"]["line"]
    return Artefact(
        files={FileKind.JSON: edition.frozen.encode()},
        changes={
            "sha256": digest(edition.frozen),
            "story_keys": keys_of_stories(edition.frozen, edition.made_from),
            "trail_line": line,
            "trail_hash": hash_of_line(line),
            "made_with": toolchain_versions(),
        },
    )


def write_pages(edition: Edition) -> Artefact:
    """The web page, and the same as one file."""
    return Artefact(
        files={
            FileKind.HTML: render_html(edition.frozen).encode(),
            FileKind.PAGE: render_standalone(edition.frozen).encode(),
        }
    )


def typeset(edition: Edition) -> Artefact:
    """The PDF. Raises `RenderError` in words."""
    return Artefact(files={FileKind.PDF: render_pdf(edition.frozen)})


def finish(edition: Edition) -> Artefact:
    """Read every file back; then the edition is ready. Raises `MissingFile` where one is not what was stored."""
    files = list(edition.files.all())
    for file in files:
        read(file.sha256, file.ending)
    stored = {file.kind: file.sha256 for file in files}

    def announce(finished: Edition) -> None:
        data = {"sha256": edition.sha256, "files": stored, "made_from": hash_of_sources(edition.made_from)}
        record(verb=AuditVerb.BUILD_REPORT, by=finished.requested_by, obj=finished, data=data)
        tell_ready(finished)

    return Artefact(changes={"state": EditionState.READY, "ready_at": Now()}, then=announce)
