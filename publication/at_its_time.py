"""How what is finished becomes public by itself at its time, or is held back. Releases and reports share it.

Checks and publication are one transaction, which holds the end of the audit trail, so that nothing slips in between.
What may not come out is held back with the reason, and people are told once.
"""

import datetime
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.utils import timezone

from partnership.exceptions import StaleRevision, WrongState
from partnership.models import User
from review.audit import lock_trail, record
from review.audit_verbs import AuditVerb

logger = logging.getLogger(__name__)

UNFORESEEN = "There was an unexpected error during the checks. Check the worker's log."
# For so long after its time something is tried again each minute, though the database reports errors.
PATIENCE = datetime.timedelta(hours=1)
DATABASE_FAILS = (
    "Its publication time passed an hour or more ago, and the database reports an error on each attempt. Check the "
    "worker's log."
)


class Publishable(models.Model):
    """What comes out once. `publish_at` is its time, if it has one; `held_at` when it was held back at that time."""

    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    held_reason = models.TextField(blank=True)

    class Meta:
        abstract = True


P = TypeVar("P", bound=Publishable)


def _nothing(thing: Publishable) -> None:
    """Nothing else is locked or written."""


@dataclass(frozen=True)
class Publication(Generic[P]):
    """How things of one kind come out, with the verbs of the audit trail for what came out and what was held back.

    `rows` are those still to come out; `over` says why another no longer does, `gone` is said to who comes second.
    `obstacles` are why one must not come out now, in sentences; `responsible` answers for one that comes out by itself.
    `changes` and `then` are what else is written when it comes out; `lock` locks what `then` writes to.
    """

    published: AuditVerb
    held: AuditVerb
    gone: str
    rows: Callable[[], models.QuerySet[P]]
    over: Callable[[P], str]
    obstacles: Callable[[P], list[str]]
    responsible: Callable[[P], User]
    proof: Callable[[P], dict[str, str]]
    tell_held: Callable[[P, str], None]
    changes: Mapping[str, object] = field(default_factory=dict)
    lock: Callable[[P], object] = _nothing
    then: Callable[[P], object] = _nothing

    def stored(self, thing: P) -> P:
        """It as it is stored, locked in the caller's transaction. Raises `WrongState` where it no longer comes out."""
        found = self._locked(self.rows(), thing.pk)
        if found is None:
            raise WrongState(self.over(type(thing)._base_manager.get(pk=thing.pk)))
        return found

    def let_nothing_in(self, thing: P) -> None:
        """From here on nothing that the audit trail knows of is committed before the caller's transaction ends."""
        self.lock(thing)
        lock_trail()

    def change(self, thing: P, **changes: Any) -> None:
        """Write to what is still to come out; raises `StaleRevision` where it no longer does."""
        if self.rows().filter(pk=thing.pk).update(**changes) != 1:
            raise StaleRevision(self.gone)
        for name, value in changes.items():
            setattr(thing, name, value)

    def publish(self, thing: P, *, by: User, actor: User | None) -> None:
        """Make it public in the caller's transaction. `by` answers for it; `actor` None is the portal at its time."""
        self.change(thing, published_at=timezone.now(), published_by=by, **self.changes)
        self.then(thing)
        record(verb=self.published, by=actor, obj=thing, data=self.proof(thing))

    def publish_due(self, now: datetime.datetime | None = None) -> int:
        """Publish what is due, and hold back what may not come out. Returns how many came out.

        While the database is away nothing is held back. Where it is there and reports errors, what is overdue by
        `PATIENCE` is.
        """
        at = now or timezone.now()
        times = list(self._due(at).order_by("publish_at", "pk").values_list("pk", "publish_at"))
        return sum(self._publish_or_hold(pk, due, at) for pk, due in times)

    def _publish_or_hold(self, pk: int, due: datetime.datetime, now: datetime.datetime) -> int:
        """1 where it came out; 0 where it was held back, somebody else had it first, or the database fails."""
        try:
            with transaction.atomic():
                thing = self._locked(self._due(now), pk)
                if thing is None:
                    return 0
                self.let_nothing_in(thing)
                reasons = self.obstacles(thing)
                if reasons:
                    self._hold(thing, " ".join(reasons))
                    return 0
                self.publish(thing, by=self.responsible(thing), actor=None)
                return 1
        except (OperationalError, InterfaceError):
            # A database that is away for a moment is no reason to hold anything back: the next beat tries again.
            logger.warning("%s %s was not published on time: the database failed", self._name, pk, exc_info=True)
            if now - due >= PATIENCE and connection.is_usable():
                self._try_to_hold(pk, now, DATABASE_FAILS)
        except Exception:
            # Else what is due later would wait behind this one, and nobody would hear why.
            logger.exception("%s %s was not published on time", self._name, pk)
            self._try_to_hold(pk, now, UNFORESEEN)
        return 0

    def _try_to_hold(self, pk: int, now: datetime.datetime, reason: str) -> None:
        """Hold it back, unless somebody had it first. A database that takes nothing keeps no other waiting."""
        try:
            with transaction.atomic():
                thing = self._locked(self._due(now), pk)
                if thing is not None:
                    self._hold(thing, reason)
        except (OperationalError, InterfaceError):
            logger.exception("%s %s could not be put on hold", self._name, pk)

    def _hold(self, thing: P, reason: str) -> None:
        self.change(thing, held_at=timezone.now(), held_reason=reason)
        record(verb=self.held, by=None, obj=thing, note=reason)
        self.tell_held(thing, reason)

    @property
    def _name(self) -> str:
        return self.rows().model.__name__

    def _due(self, now: datetime.datetime) -> models.QuerySet[P]:
        return self.rows().filter(publish_at__lte=now, held_at__isnull=True)

    @staticmethod
    def _locked(rows: models.QuerySet[P], pk: int) -> P | None:
        return rows.filter(pk=pk).select_for_update(of=("self",)).first()
