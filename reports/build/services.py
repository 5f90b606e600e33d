"""Asking for a report, and publishing it."""

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from publication.queue import once_committed
from reports.build.steps import how_far, write_steps
from reports.build.tasks import queue_due
from reports.editions.corrections import has_published
from reports.editions.failpoints import point
from reports.editions.models.edition import UNDER_WAY, Edition
from reports.editions.queries import unfinished
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers

LATER = (
    "The build queue is not available at the moment. We have saved your request and will build the report "
    "automatically, so you do not need to ask again."
)

NOTHING_TO_CORRECT = (
    "No report for this year is published yet, so there is nothing to correct. Leave the correction empty."
)


def begin_edition(*, year: ReportingYear, by: User | None, correction_note: str = "") -> Edition:
    """Note an edition that is to be built. `by` None is for the command line, where an operator acts.

    `correction_note` says what it corrects, where a report of the year is public: it is printed, and without it the
    edition can be read as a draft, but not published.

    Raises `NotAllowed`, or `DomainError` saying who asked for the one that is under way and how far it is, that
    nothing is public yet that could be corrected, or that the note tells who somebody is.
    """
    if by is not None:
        require(by, Permission.BUILD_REPORT)
    running = unfinished(year)
    if running is not None:
        raise DomainError(_under_way(running))
    if correction_note.strip() and not has_published(year):
        raise DomainError(NOTHING_TO_CORRECT)
    refuse_for_readers(correction_note=correction_note)
    number = (Edition.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                year=year,
                number=number,
                requested_by=by,
                requested_at=Now(),
                correction_note=correction_note.strip(),
            )
            edition.refresh_from_db()
            write_steps(edition)
            record(verb=AuditVerb.ASK_FOR_REPORT, by=by, obj=edition)
            point("ask-before-commit")
        point("ask-after-commit")
    except IntegrityError as error:
        if not Edition.objects.filter(year=year).filter(Q(number=number) | Q(state__in=UNDER_WAY)).exists():
            raise
        raise DomainError(
            f"Someone else requested the report of {year} a moment ago. Open it to see its progress."
        ) from error
    return edition


def request_build(*, year: ReportingYear, by: User, correction_note: str = "") -> tuple[Edition, bool]:
    """Note an edition and queue it once it is committed. The second value says whether the queue took it.

    Inside a transaction of the caller's the queue is asked later, and the answer here is True.
    """
    edition = begin_edition(year=year, by=by, correction_note=correction_note)
    return edition, once_committed(lambda: queue_due(edition.pk))


def without_note(edition: Edition) -> str:
    """What the next edition of the year prints of why it takes this one's place; empty where nothing was public."""
    if not has_published(edition.year):
        return ""
    if edition.taken_down_at is not None:
        return edition.taken_down_words or "The edition before was taken down."
    return "A case study was removed."


def _under_way(edition: Edition) -> str:
    far = how_far(edition)
    who = f"{edition.requested_by}" if edition.requested_by else "An operator"
    return (
        f"{who} requested the report of {edition.year} on "
        f"{timezone.localtime(edition.requested_at):%-d %B at %H:%M}, and it is being built: {far.done} of "
        f"{far.total} steps are done ({far.label}). Wait until it has finished."
    )
