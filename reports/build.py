"""Building an edition. The worker and the command line call the same function; the database says what is done.

A build may be started twice, die at any point and be started again: finished steps are not repeated, what is stored is
stored under its hash, and who lost the edition to another attempt writes no more.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnership.exceptions import DomainError
from reports.assemble import assemble
from reports.freeze import digest, freeze, thaw
from reports.models import Edition, EditionState, FileKind, StepState, StoredFile
from reports.models.stored_file import FORMATS
from reports.queries import keys_of_stories
from reports.render.html import render_html, render_standalone
from reports.render.pdf import RenderError, render_pdf
from reports.steps import STEPS, HowFar, begin_step, end_step, fail_step, how_far
from reports.storage import MissingFile, read, store
from review.audit import record

logger = logging.getLogger(__name__)
Show = Callable[[HowFar], None]


# A build that kills its worker each time would otherwise begin for ever, and no other could be asked for.
MOST_ATTEMPTS = 5
GIVEN_UP = (
    f"The build was begun {MOST_ATTEMPTS} times and never came to its end: its worker was stopped each time. "
    "The worker's log says more. Mend it, then build again."
)


class Overtaken(Exception):
    """Another attempt has taken the edition over."""


def build_edition(edition_id: int, *, show: Show | None = None) -> Edition:
    """Build a queued edition, or one whose builder has gone silent; return it as it then is.

    An edition that is finished, failed or in other hands is returned untouched: its message came twice.
    `show` is told after each step how far it is. A failure is stored with the edition, in words, and not raised.
    """
    attempt = _claim(edition_id)
    edition = Edition.objects.select_related("year", "requested_by").get(pk=edition_id)
    if attempt is None:
        return edition
    try:
        _build(edition, attempt, show)
    except Overtaken:
        logger.warning("%s was taken over by another attempt", edition)
    edition.refresh_from_db()
    return edition


def _claim(edition_id: int) -> int | None:
    """Take the edition in one statement; None where somebody else has it or nothing is left to do."""
    now = timezone.now()
    with transaction.atomic():
        taken = (
            Edition.objects.waiting_or_silent()
            .filter(pk=edition_id)
            .update(state=EditionState.BUILDING, attempt=F("attempt") + 1, heartbeat_at=now)
        )
        return Edition.objects.values_list("attempt", flat=True).get(pk=edition_id) if taken else None


def _build(edition: Edition, attempt: int, show: Show | None) -> None:
    makers = {"assemble": _assemble, "freeze": _freeze, "html": _html, "pdf": _pdf, "finish": _finish}
    done = set(edition.steps.filter(state=StepState.DONE).values_list("key", flat=True))
    # Nothing is frozen yet: what was collected before lay in the memory of a process that is gone.
    if not edition.frozen:
        done.clear()
    if attempt > MOST_ATTEMPTS:
        _fail(edition, attempt, next(key for key, _ in STEPS if key not in done), DomainError(GIVEN_UP))
        return
    for key, _label in STEPS:
        if show:
            show(how_far(edition))
        if key in done:
            continue
        _write(edition, attempt)
        begin_step(edition, key)
        try:
            makers[key](edition, attempt)
        except Overtaken:
            raise
        except Exception as error:
            _fail(edition, attempt, key, error)
            return
        end_step(edition, key)
    if show:
        show(how_far(edition))


def _write(edition: Edition, attempt: int, **changes: object) -> None:
    """Change the edition and say that we are alive, only while it is ours; otherwise raise `Overtaken`."""
    mine = Edition.objects.filter(pk=edition.pk, state=EditionState.BUILDING, attempt=attempt)
    if mine.update(heartbeat_at=timezone.now(), **changes) != 1:
        raise Overtaken
    for name, value in changes.items():
        setattr(edition, name, value)


def _assemble(edition: Edition, attempt: int) -> None:
    """Collect; the next step freezes. Kept on the object only, for a crash between the two begins anew."""
    edition.frozen = freeze(assemble(edition.year))


def _freeze(edition: Edition, attempt: int) -> None:
    _keep(edition, FileKind.JSON, edition.frozen.encode())
    keys = keys_of_stories(edition.frozen)
    trail = thaw(edition.frozen)["trail"]
    sha256 = digest(edition.frozen)
    _write(
        edition,
        attempt,
        frozen=edition.frozen,
        sha256=sha256,
        story_keys=keys,
        trail_line=trail["line"],
        trail_hash=trail["hash"],
    )


def _html(edition: Edition, attempt: int) -> None:
    _keep(edition, FileKind.HTML, render_html(edition.frozen).encode())
    _keep(edition, FileKind.PAGE, render_standalone(edition.frozen).encode())


def _pdf(edition: Edition, attempt: int) -> None:
    _keep(edition, FileKind.PDF, render_pdf(edition.frozen))


def _keep(edition: Edition, kind: FileKind, data: bytes) -> None:
    sha256 = store(data, FORMATS[kind][0])
    StoredFile.objects.update_or_create(edition=edition, kind=kind, defaults={"sha256": sha256, "size": len(data)})


def _finish(edition: Edition, attempt: int) -> None:
    """Read every file back, then mark the edition ready with its line in the audit trail, in one transaction."""
    files = list(edition.files.all())
    for file in files:
        read(file.sha256, file.ending)
    with transaction.atomic():
        _write(edition, attempt, state=EditionState.READY, ready_at=timezone.now())
        record(
            verb="build report",
            by=edition.requested_by,
            obj=edition,
            data={"sha256": edition.sha256, "files": {file.kind: file.sha256 for file in files}},
        )


def _fail(edition: Edition, attempt: int, key: str, error: Exception) -> None:
    """Store the reason in words. Editions before this one stay as they are."""
    logger.exception("Building %s failed at %s", edition, key)
    if isinstance(error, DomainError):
        reason = error.message
    elif isinstance(error, RenderError | MissingFile):
        reason = str(error)
    else:
        what = f"Something unforeseen went wrong ({type(error).__name__})."
        reason = f"{what} The worker's log says more. Mend it, then build again."
    with transaction.atomic():
        _write(edition, attempt, state=EditionState.FAILED, failure=reason)
        fail_step(edition, key, reason)
        record(verb="fail to build report", by=edition.requested_by, obj=edition, note=reason, data={"step": key})
