"""Who works on a step. Steps of one edition are taken and ended in turn: each time the edition is locked first.

A result is written in one transaction, which asks whether the step is still in our hands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now

from publication.leases import Lease, LeaseLost
from reports.build.build_steps import Artefact
from reports.build.steps import make_due
from reports.editions.failpoints import point, step_point
from reports.editions.models.edition import Edition, EditionState
from reports.editions.models.step import Step, StepState
from reports.editions.models.stored_file import FileKind, StoredFile
from reports.editions.notices import tell_failed
from review.audit import record
from review.audit_verbs import AuditVerb


@dataclass(frozen=True)
class StepLease(Lease):
    """A step in our hands."""

    edition_id: int
    key: str
    label: str


@dataclass(frozen=True)
class StoredBlob:
    """A file that lies in storage: its hash and its size in bytes."""

    sha256: str
    size: int


def take_step(edition_id: int) -> StepLease | None:
    """Take the first step that may begin; None where nothing waits: all is done, or in other hands."""
    with transaction.atomic():
        edition = _locked(edition_id)
        step = None if edition is None else edition.steps.free().order_by("order").first()
        if edition is None or step is None:
            return None
        token = edition.token + 1
        lease = Step.objects.take(step, token=token, started_at=Now(), finished_at=None, message="")
        if lease is None:
            return None
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.BUILDING, token=token)
        point(step_point(step.key, "taken-before-commit"))
    point(step_point(step.key, "taken-after-commit"))
    return StepLease(lease.pk, lease.token, edition.pk, step.key, step.label)


def _locked(edition_id: int) -> Edition | None:
    """The edition while it is under way, locked until the transaction ends: steps of one edition are ended in turn."""
    under_way = Edition.objects.under_way().filter(pk=edition_id)
    return under_way.select_for_update(of=("self",)).defer("frozen").first()


def _end(lease: StepLease, state: StepState, message: str = "") -> Edition:
    """End a step that is ours, and return its edition, locked; raises `LeaseLost` where it no longer is ours."""
    edition = _locked(lease.edition_id)
    if edition is None:
        raise LeaseLost
    Step.objects.end(lease, state, finished_at=Now(), message=message)
    return edition


def end_step(lease: StepLease, made: Artefact, files: Mapping[FileKind, StoredBlob]) -> int:
    """Write what was made, mark the step as done and what may begin next as due: all of it, or nothing.

    Returns how many steps may begin now that could not before. Of two steps that end at once the second waits for the
    first, so the last one always finds that nothing is left.
    """
    with transaction.atomic():
        edition = _end(lease, StepState.DONE)
        for kind, file in files.items():
            StoredFile.objects.update_or_create(
                edition=edition, kind=kind, defaults={"sha256": file.sha256, "size": file.size}
            )
        if made.changes:
            Edition.objects.filter(pk=edition.pk).update(**made.changes)
        due = make_due(edition)
        made.then(edition)
        point(step_point(lease.key, "done-before-commit"))
    point(step_point(lease.key, "done-after-commit"))
    return due


def fail_step(lease: StepLease, reason: str) -> None:
    """End the edition with the reason in words. Editions before it stay as they are."""
    with transaction.atomic():
        edition = _end(lease, StepState.FAILED, reason)
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.FAILED, failure=reason)
        record(
            verb=AuditVerb.FAIL_TO_BUILD_REPORT,
            by=edition.requested_by,
            obj=edition,
            note=reason,
            data={"step": lease.key},
        )
        tell_failed(edition, lease.label, reason)
