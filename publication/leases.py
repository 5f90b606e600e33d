"""Work that one worker at a time does: a lease on the database's time, and a token that fences off who lost it.

A row of work is taken in one statement, and each take is counted: the count is its token. A result is written only
while the row still runs under the token of who writes it. So whoever was thought dead and comes back writes nothing.
No worker's clock is asked: leases begin and end by the clock of the database.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, models
from django.db.models import Q
from django.db.models.functions import Now

from partnership.exceptions import DomainError

logger = logging.getLogger(__name__)

# A message that is still on its way is given this long before it counts as lost.
PATIENCE = timedelta(seconds=20)


class LeaseLost(Exception):
    """The work is in other hands, or has ended."""


class GivenUp(Exception):
    """The work was begun too often, and never came to an end: its worker was stopped each time."""


@dataclass(frozen=True)
class Lease:
    """A row of work in our hands, for as long as its token is the newest."""

    pk: int
    token: int

    @property
    def length(self) -> timedelta:
        """How long it counts. Each take gets longer than the one before, so that a slow machine ends too."""
        return timedelta(seconds=settings.BUILD_LEASE_SECONDS * self.token)


class Leased(models.Model):
    """A row of work. `attempts` says how often it was taken, `lease_until` how long the last take counts.

    A side has a `state` of its own. It says which of its values are `WAITING` and `RUNNING`, and with `DUE` in which
    column stands since when it may begin; empty while it may not.
    """

    WAITING: ClassVar[str]
    RUNNING: ClassVar[str]
    DUE: ClassVar[str]

    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


W = TypeVar("W", bound=Leased)
T = TypeVar("T")


class LeasedQuerySet(models.QuerySet[W]):
    """Work narrowed by whether it may be taken, and changed by who has it."""

    def due(self) -> Self:
        """What is to be queued: it may begin, and nobody has begun."""
        return self.filter(self._due())

    def free(self) -> Self:
        """Due, or begun by somebody whose lease has run out."""
        return self.filter(self._due() | self._abandoned())

    def neglected(self) -> Self:
        """Free although a message should have come: due for longer than that takes, or the lease has run out."""
        is_late = Q((f"{self.model.DUE}__lt", Now() - PATIENCE))
        return self.filter((self._due() & is_late) | self._abandoned())

    def _due(self) -> Q:
        return Q((f"{self.model.DUE}__isnull", False), state=self.model.WAITING)

    def _abandoned(self) -> Q:
        return Q(state=self.model.RUNNING, lease_until__lt=Now())

    def take(self, work: W, **changes: object) -> Lease | None:
        """Take what is free, in one statement; None where somebody else has it, or nothing is left to do."""
        lease = Lease(work.pk, work.attempts + 1)
        free = self.free().filter(pk=work.pk, attempts=work.attempts)
        running = {"state": self.model.RUNNING, "attempts": lease.token, "lease_until": Now() + lease.length}
        return lease if free.update(**running, **changes) else None

    def keep(self, lease: Lease, **changes: object) -> None:
        """Write while it is ours, and have the lease begin anew. Raises `LeaseLost` where it no longer is."""
        self._write(lease, lease_until=Now() + lease.length, **changes)

    def end(self, lease: Lease, state: str, **changes: object) -> None:
        """Write how it ended, once, and give it out of our hands. Raises `LeaseLost` where it no longer is in them."""
        self._write(lease, state=state, lease_until=None, **changes)

    def _write(self, lease: Lease, **changes: object) -> None:
        if self.filter(pk=lease.pk, state=self.model.RUNNING, attempts=lease.token).update(**changes) != 1:
            raise LeaseLost


def work_under(lease: Lease, name: str, *, do: Callable[[], T], fail: Callable[[Exception], None]) -> T | None:
    """Do what a lease was taken for, and have `fail` note what goes wrong; None where it did, or the lease was lost.

    A database that does not answer is raised, for it is no fault of the work: the lease runs out, and who comes next
    begins again. Work that was taken too often fails with `GivenUp` instead, so that it can be asked for anew.
    """
    try:
        try:
            if lease.token > settings.BUILD_MOST_ATTEMPTS:
                raise GivenUp
            return do()
        except (LeaseLost, OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("%s failed", name)
            fail(error)
    except LeaseLost:
        logger.warning("%s was taken over by another attempt", name)
    return None


def in_words(error: Exception, *, again: str) -> str:
    """What went wrong, and what to do; `again` is how the work is asked for another time, such as "build it again"."""
    if isinstance(error, DomainError):
        return error.message
    what = f"There was an unexpected error ({type(error).__name__})."
    if isinstance(error, GivenUp):
        most = settings.BUILD_MOST_ATTEMPTS
        what = f"It was started {most} times but never finished: its worker was stopped each time."
    return f"{what} Check the worker's log. Fix the problem, then {again}."
