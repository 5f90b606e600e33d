"""Who works on a step: a lease on the database's time, and a token that fences off who lost it.

Every take of a step of an edition gets the next token of that edition. A result is written in one transaction, which
locks the edition and asks whether the step still runs under the same token. So whoever was thought dead and comes back
writes nothing. No worker's clock is asked: leases begin and end by the clock of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from reports.build.build_steps import Artefact
from reports.build.steps import make_due
from reports.editions.failpoints import point, step_point
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.step import Step, StepState
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.editions.notices import tell_failed
from review.audit import record


class LeaseLost(Exception):
    """The step is in other hands, or the edition has ended."""


@dataclass(frozen=True)
class Lease:
    """A step in our hands, for as long as its token is the newest."""

    edition_id: int
    key: str
    token: int


@dataclass(frozen=True)
class StoredBlob:
    """A file that lies in storage: its hash and its size in bytes."""

    sha256: str
    size: int


def given_up(attempts: int) -> str:
    """Why a step is not begun again."""
    return (
        f"This step was started {attempts} times but never finished: its worker was stopped each time. Check the "
        "worker's log. Fix the problem, then build the report again."
    )


def take_step(edition_id: int) -> Lease | None:
    """Take the first step that may begin; None where nothing waits: all is done, or in other hands.

    A step that was taken too often fails its edition instead, so that another can be asked for.
    """
    with transaction.atomic():
        edition = _locked(edition_id)
        step = None if edition is None else edition.steps.free().order_by("order").first()
        if edition is None or step is None:
            return None
        if step.attempts >= settings.REPORT_MOST_ATTEMPTS:
            _fail(edition, step.key, given_up(step.attempts))
            return None
        token = edition.token + 1
        Step.objects.filter(pk=step.pk).update(
            state=StepState.RUNNING,
            token=token,
            attempts=F("attempts") + 1,
            lease_until=Now() + _length(step.attempts + 1),
            started_at=Now(),
            finished_at=None,
            message="",
        )
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.BUILDING, token=token)
        point(step_point(step.key, "taken-before-commit"))
    point(step_point(step.key, "taken-after-commit"))
    return Lease(edition.pk, step.key, token)


def _length(attempt: int) -> timedelta:
    """How long an attempt has. Each gets longer than the one before, so that a slow machine ends too."""
    return timedelta(seconds=settings.REPORT_LEASE_SECONDS * attempt)


def _locked(edition_id: int) -> Edition | None:
    """The edition while it is under way, locked until the transaction ends: steps of one edition are ended in turn."""
    under_way = Edition.objects.under_way().filter(pk=edition_id)
    return under_way.select_for_update(of=("self",)).defer("frozen").first()


def _mine(hold: Lease) -> Edition:
    """Lock the edition of a step that is ours; raises `LeaseLost` where it no longer is."""
    edition = _locked(hold.edition_id)
    if edition is None or not edition.steps.filter(key=hold.key, state=StepState.RUNNING, token=hold.token).exists():
        raise LeaseLost
    return edition


def end_step(hold: Lease, made: Artefact, files: Mapping[FileKind, StoredBlob]) -> int:
    """Write what was made, mark the step as done and what may begin next as due: all of it, or nothing.

    Returns how many steps may begin now that could not before. Of two steps that end at once the second waits for the
    first, so the last one always finds that nothing is left.
    """
    with transaction.atomic():
        edition = _mine(hold)
        for kind, file in files.items():
            StoredFile.objects.update_or_create(
                edition=edition, kind=kind, defaults={"sha256": file.sha256, "size": file.size}
            )
        if made.changes:
            Edition.objects.filter(pk=edition.pk).update(**made.changes)
        Step.objects.filter(edition=edition, key=hold.key).update(
            state=StepState.DONE, finished_at=Now(), lease_until=None
        )
        due = make_due(edition)
        made.then(edition)
        point(step_point(hold.key, "done-before-commit"))
    point(step_point(hold.key, "done-after-commit"))
    return due


def fail_step(hold: Lease, reason: str) -> None:
    """End the edition with the reason in words. Editions before it stay as they are."""
    with transaction.atomic():
        _fail(_mine(hold), hold.key, reason)


def _fail(edition: Edition, key: str, reason: str) -> None:
    step = edition.steps.get(key=key)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.FAILED, failure=reason)
    Step.objects.filter(pk=step.pk).update(state=StepState.FAILED, finished_at=Now(), lease_until=None, message=reason)
    record(verb="fail to build report", by=edition.requested_by, obj=edition, note=reason, data={"step": key})
    tell_failed(edition, step.label, reason)
