"""What is known of clock, queue, mail and files: read from the database and from storage, with times in seconds."""

import datetime
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from indicators.releases.models.order import ReleaseOrder
from partnership.models import Installation
from publication.installation import why_held, why_no_files
from reports.build.stored_files import is_there
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.step import Step, StepState
from review.models import Notification


@dataclass(frozen=True)
class Facts:
    """How it stands. An age is None where nothing waits, and that of the clock where it never ran."""

    clock_age: float | None
    step_age: float | None
    order_age: float | None
    message_age: float | None
    messages: int
    why_not_writable: str
    missing: tuple[str, ...] = ()
    lost: dict[str, str] = field(default_factory=dict)
    files_checked_age: float | None = None
    held: str = ""
    no_files: str = ""


def facts() -> Facts:
    """Look at everything. A handful of queries, and one file written and removed."""
    row = Installation.objects.filter(pk=Installation.ONLY).first()
    under_way = Step.objects.filter(edition__in=Edition.objects.under_way())
    owed = _owed()
    oldest_step = under_way.filter(state=StepState.WAITING).aggregate(least=Min("due_at"))["least"]
    abandoned = under_way.filter(state=StepState.RUNNING, lease_until__lt=Now()).aggregate(least=Min("due_at"))["least"]
    order = ReleaseOrder.objects.free().aggregate(least=Min("ordered_at"))["least"]
    return Facts(
        clock_age=_age(row.clock_at if row else None),
        step_age=_age(min((one for one in (oldest_step, abandoned) if one), default=None)),
        order_age=_age(order),
        message_age=_age(_since(owed)),
        messages=owed.count(),
        why_not_writable=why_not_writable(),
        missing=missing_files(),
        lost=row.lost_files if row else {},
        files_checked_age=_age(row.files_checked_at if row else None),
        held=why_held(),
        no_files=why_no_files(),
    )


def _owed() -> QuerySet[Notification]:
    """The messages that should be out: those that failed among them, which rest between two attempts."""
    may_go = Q(not_before__isnull=True) | Q(not_before__lte=timezone.now()) | Q(attempts__gt=0)
    return Notification.objects.unsent().filter(may_go).order_by()


def _since(owed: QuerySet[Notification]) -> datetime.datetime | None:
    """Since when the oldest could have gone out: it was owed then, or had been kept back until then."""
    kept_back = Q(not_before__isnull=False, attempts=0)
    first = owed.aggregate(owed=Min("created_at", filter=~kept_back), kept=Min("not_before", filter=kept_back))
    return min((one for one in first.values() if one), default=None)


def _age(moment: datetime.datetime | None) -> float | None:
    return None if moment is None else max((timezone.now() - moment).total_seconds(), 0.0)


def why_not_writable() -> str:
    """Why nothing can be written to storage, in the words of the operating system; empty where it can."""
    root = Path(settings.MEDIA_ROOT)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=root, prefix=".try-") as file:
            # A full disk says so at the latest when what was written has to be on it.
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.strerror or str(error)
    return ""


def missing_files() -> tuple[str, ...]:
    """The files of the newest published edition that storage does not have in their size, by name."""
    edition = (
        Edition.objects.filter(state=EditionState.PUBLISHED, taken_down_at__isnull=True)
        .defer("frozen")
        .order_by("-published_at", "-pk")
        .first()
    )
    if edition is None:
        return ()
    return tuple(file.sha256 for file in edition.files.all() if not is_there(file))
