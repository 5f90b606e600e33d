"""Saying what became of a promise. Each verb takes an actor and leaves a line in the audit trail."""

from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from reports.impact.comparison.promises import Promise
from reports.impact.models.closure import CommitmentClosure
from review.services import save


def start_closure(*, promise: Promise, year: ReportingYear) -> CommitmentClosure:
    """The unsaved closure of a promise in a year, ready to be filled in."""
    return CommitmentClosure(year=year, promise_key=promise.key, promise=promise.text)


def save_closure(*, closure: CommitmentClosure, by: User, revision: int = 0) -> CommitmentClosure:
    """Save a draft. The report tells it once somebody from another organisation has approved it.

    Raises `ClosedYear`, `NotAllowed`, `StaleRevision`, or `DomainError` where no reason is given.
    """
    if not closure.reason.strip():
        raise DomainError("Enter a reason for closing the promise.")
    return save(obj=closure, by=by, revision=revision)
