"""The one door: everything that makes, changes, submits, decides on or withdraws a reviewed thing goes through here."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision
from partnership.models import User
from review.audit import record
from review.blind_services import give
from review.chain import content_hash
from review.comments import refuse_open_comments
from review.consequences import consequences_of
from review.identity import refuse_given_away, submission_problems
from review.models import Event, Proposal, Reviewable, Revision
from review.notifications import notify_decision, notify_lost, notify_waiting
from review.policies import check_person, check_state, may_write
from review.queries import submitted_revision
from review.states import ReviewState
from review.transitions import Verb

__all__ = ["create", "edit", "move", "propose", "record", "save"]

# What somebody else has looked at, or is about to: only a change takes it back.
HANDED_IN = frozenset({ReviewState.SUBMITTED, ReviewState.APPROVED, ReviewState.PUBLISHED})

DECISIONS = frozenset({Verb.APPROVE, Verb.RETURN})

P = TypeVar("P", bound=Proposal)
R = TypeVar("R", bound=Reviewable)

_STATE_FIELDS = frozenset(
    f"{verb}_{end}"
    for verb in ("created", "submitted", "returned", "approved", "published", "withdrawn")
    for end in ("by", "at")
) | {"id", "state", "revision", "live_revision", "return_reason", "organisation", "edited_by", "edited_at"}


def save(*, obj: R, by: User, revision: int, write: Callable[[R], object] | None = None) -> R:
    """Create a new thing, or edit one in the revision that the writer had opened. Raises `ClosedYear` besides."""
    if closed := obj.closed_year_problem():
        raise ClosedYear(closed[0])
    if obj.pk is None:
        return create(obj=obj, by=by, write=write)
    return edit(obj=obj, by=by, revision=revision, write=write)


def create(*, obj: R, by: User, write: Callable[[R], object] | None = None) -> R:
    """Save a new draft of the writer's own organisation. `write` saves what belongs to it, in the same transaction.

    Raises `NotAllowed` for who does not write such things, or not for this organisation.
    """
    if obj.organisation_id is None and by.organisation is not None:
        obj.organisation = by.organisation
    is_homeless = obj.organisation_id is None and obj.needs_organisation
    if is_homeless or not may_write(by, obj):
        raise NotAllowed(f"You cannot create a {obj.review_noun} for this organisation. Ask the coordinator.")
    now = timezone.now()
    obj.state, obj.revision, obj.live_revision = ReviewState.DRAFT, 1, None
    obj.created_by = obj.edited_by = by
    obj.created_at = obj.edited_at = now
    with transaction.atomic():
        obj.save(force_insert=True)
        if write:
            write(obj)
        record(verb=Verb.CREATE, by=by, obj=obj, revision=1, target=ReviewState.DRAFT)
    return obj


def propose(*, obj: P, by: User) -> P:
    """Save a proposal and submit it at once. Raises as `create` and `move` do; then nothing is saved."""
    with transaction.atomic():
        create(obj=obj, by=by)
        return move(obj=obj, verb=Verb.SUBMIT, by=by, revision=obj.revision)


def edit(*, obj: R, by: User, revision: int, write: Callable[[R], object] | None = None) -> R:
    """Save new content. Voids a submission or an approval; what readers see stays until new work is approved.

    `obj` carries the new values, `revision` is the one that the writer had opened. Raises `StaleRevision` where
    somebody else saved since, and changes nothing then. Nothing changes either where what was handed in is saved again
    as it stands: state, revision and approval stay, and no line is added to the trail.
    """
    stored = _load(obj)
    check_person(by, stored, Verb.EDIT)
    check_state(stored, Verb.EDIT)
    with suppress(_NothingChanged):
        _write_edit(obj, stored, by, revision, write)
    obj.refresh_from_db()
    return obj


class _NothingChanged(Exception):
    """Takes back an edit that says what is stored already."""


def _write_edit(obj: R, stored: R, by: User, revision: int, write: Callable[[R], object] | None) -> None:
    before = _told(stored) if _is_as_handed_in(stored) else None
    now = timezone.now()
    with transaction.atomic():
        _compare_and_set(
            stored,
            revision,
            revision=revision + 1,
            state=ReviewState.DRAFT,
            edited_by=by,
            edited_at=now,
            submitted_by=None,
            submitted_at=None,
            approved_by=None,
            approved_at=None,
            published_by=None,
            published_at=None,
        )
        # What no form edits belongs to services: an object that was read before must not write it back.
        obj.save(update_fields=_own_fields(obj))
        if write:
            write(obj)
        if before is not None and _told(_load(obj)) == before:
            raise _NothingChanged
        record(
            verb=Verb.EDIT,
            by=by,
            obj=obj,
            revision=revision + 1,
            source=stored.state,
            target=ReviewState.DRAFT,
            note="Approval removed by this edit." if stored.approved_by_id else "",
        )


def _own_fields(obj: Reviewable) -> list[str]:
    return [field.name for field in obj._meta.concrete_fields if field.editable and field.name not in _STATE_FIELDS]


def _is_as_handed_in(stored: Reviewable) -> bool:
    """Whether it was handed in and still says what was: else saving it again brings it up to date."""
    if stored.state not in HANDED_IN or stored.needs_saving():
        return False
    revision = submitted_revision(stored)
    return revision is not None and revision.sha256 == content_hash(stored.content())


def _told(stored: Reviewable) -> str:
    """Everything that an edit can change, however a browser ends its lines."""
    own = {name: str(getattr(stored, stored._meta.get_field(name).attname)) for name in _own_fields(stored)}  # type: ignore[union-attr]
    return json.dumps([stored.content(), own], sort_keys=True).replace("\\r\\n", "\\n")


def move(*, obj: R, verb: Verb, by: User, note: str = "", revision: int, private_note: str = "") -> R:
    """Submit, return, approve, publish or withdraw: check person and state, then compare-and-set.

    What is reviewed blind is approved or returned when both reviews say so (`review.blind_services.give`): the first
    leaves it waiting. `note` is for its author then, `private_note` for the other reviewer and the chair.

    Raises `NotAllowed`, `WrongState`, `StaleRevision` or `DomainError`, each with a sentence for people; then nothing
    has changed. On SQLite and PostgreSQL alike only one of two moves at once goes through.
    """
    if verb in (Verb.CREATE, Verb.EDIT):
        raise ValueError("Use create() or edit().")
    stored = _load(obj)
    check_person(by, stored, verb)
    row = stored.transitions[verb]
    if row.conflict_bars:
        _refuse_who_ever_wrote(by, stored)
    check_state(stored, verb)
    note = note.strip()
    if row.note_required and not note:
        raise DomainError(f"Enter a reason. A {obj.review_noun} cannot be {row.past} without one.")
    with transaction.atomic():
        # Before it is done: afterwards nothing hangs on it any more.
        lost = consequences_of(stored) if verb is Verb.WITHDRAW else []
        changes = _changes(stored, verb, by, note, revision)
        if stored.is_reviewed_blind and verb in DECISIONS:
            # Holds the row, so that of two reviews at once the second sees the first.
            _compare_and_set(stored, revision, revision=revision)
            decision = give(stored, verb, by=by, shared=note, private=private_note)
            if decision is None:
                obj.refresh_from_db()
                return obj
            verb, note = decision
            row, changes = stored.transitions[verb], _changes(stored, verb, by, note, revision)
        if changes.get("live_revision") is not None:
            stored.on_publish(timezone.now())
        _compare_and_set(stored, revision, state=row.target, **changes)
        obj.refresh_from_db()
        named = obj if verb is Verb.PUBLISH else stored
        record(verb=verb, by=by, obj=named, note=note, revision=revision, source=stored.state, target=row.target)
        if verb is Verb.SUBMIT:
            notify_waiting(obj)
        elif verb in (Verb.RETURN, Verb.APPROVE):
            notify_decision(obj, verb, by, note)
            if verb is Verb.APPROVE:
                obj.on_approval(by)
        elif verb is Verb.WITHDRAW:
            notify_lost(obj, by, lost)
    return obj


def _load(obj: R) -> R:
    """The thing as it is stored now, so that no decision rests on values that a caller changed in memory."""
    stored: R = type(obj)._base_manager.select_related("organisation").get(pk=obj.pk)
    return stored


def _compare_and_set(stored: Reviewable, expected: int, **changes: Any) -> None:
    """Write only if state and revision are still those that were read; otherwise raise `StaleRevision`."""
    manager = type(stored)._base_manager
    done = manager.filter(pk=stored.pk, state=stored.state, revision=expected).update(**changes)
    if done != 1:
        raise StaleRevision(
            f"Someone else changed this {stored.review_noun} after you opened it. Your version has not been "
            "saved. Compare it with theirs, then save again."
        )


def _refuse_who_ever_wrote(by: User, stored: Reviewable) -> None:
    """Whoever once wrote or submitted it stays barred, even after others edited it or they changed organisation."""
    wrote = Event.objects.about(stored).filter(actor=by, verb__in=[Verb.CREATE, Verb.EDIT, Verb.SUBMIT])
    if wrote.exists():
        raise NotAllowed(f"You worked on this {stored.review_noun} yourself. Someone else must review it.")


def _changes(stored: Reviewable, verb: Verb, by: User, note: str, revision: int) -> dict[str, Any]:
    """The columns that the verb sets, beside the state."""
    now = timezone.now()
    if verb is Verb.SUBMIT:
        problems = submission_problems(stored)
        if problems:
            raise DomainError(" ".join(problems))
        _snapshot(stored, by, revision)
        return {"submitted_by": by, "submitted_at": now, "return_reason": ""}
    if verb is Verb.RETURN:
        return {"returned_by": by, "returned_at": now, "return_reason": note}
    if verb is Verb.APPROVE:
        stored.check_approvable()
        refuse_open_comments(stored)
        refuse_given_away(stored)
        submitted = _submitted_revision(stored)
        live = {} if stored.publishes else {"live_revision": submitted}
        return {"approved_by": by, "approved_at": now, **live, **stored.noted_on_approval()}
    if verb is Verb.PUBLISH:
        stored.check_approvable()
        refuse_given_away(stored)
        submitted = _submitted_revision(stored)
        made = stored.made_on_publication(submitted.content)
        return {"published_by": by, "published_at": now, "live_revision": submitted, **made}
    return {"withdrawn_by": by, "withdrawn_at": now, "live_revision": None}


def _snapshot(stored: Reviewable, by: User, number: int) -> Revision:
    content = stored.content()
    revision, _ = Revision.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(stored),
        object_id=stored.pk,
        number=number,
        defaults={
            "content": content,
            "sha256": content_hash(content),
            "created_at": timezone.now(),
            "created_by": by,
        },
    )
    return revision


def _submitted_revision(stored: Reviewable) -> Revision:
    """What was submitted, word for word; refused where the rows no longer say the same."""
    revision = submitted_revision(stored)
    if revision is None or revision.sha256 != content_hash(stored.content()):
        raise DomainError(
            f"This {stored.review_noun} has changed since it was submitted. Return it for that reason, so that "
            "it can be submitted again."
        )
    return revision
