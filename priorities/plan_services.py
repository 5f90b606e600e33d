"""Changing a plan that is there: words, order, ends, milestones. Each verb takes an actor and leaves a line."""

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision
from partnership.models import Organisation, User
from partnership.permissions import Permission
from partnership.slugs import free_slug
from priorities.models import Action, ActionUpdate, Commitment, Milestone, Priority, Source
from priorities.models.outline import slugs_in
from priorities.queries import outline_of, years_with_updates
from review.audit_verbs import AuditVerb
from review.chain import content_hash
from review.services import record

Row = Priority | Commitment | Action
R = TypeVar("R", Priority, Commitment, Action)

_CHANGED = {
    Priority: AuditVerb.CHANGE_PRIORITY,
    Commitment: AuditVerb.CHANGE_COMMITMENT,
    Action: AuditVerb.CHANGE_ACTION,
}


def stamp_of(row: Row, names: Iterable[str]) -> str:
    """What stands in these fields, as a stamp: a form carries it, so that a save knows what its writer had seen."""
    return content_hash({name: str(getattr(row, name) or "") for name in sorted(names)})


@transaction.atomic
def change(row: R, *, by: User, opened: str = "", **fields: Any) -> R:
    """Reword a priority, commitment or action, or change whose it is. What readers see stays until it is approved.

    Its part of addresses follows the title until something approved names it: no draft's words stand in one.
    `opened` is the stamp of these fields as the writer saw them. Raises `StaleRevision` where somebody saved something
    else since; the same words twice are no conflict.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    row = type(row).objects.select_for_update().get(pk=row.pk)
    is_stale = bool(opened) and opened != stamp_of(row, fields)
    if is_stale and any(getattr(row, name) != value for name, value in fields.items()):
        raise StaleRevision(_saved_first(row))
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    if isinstance(row, Action):
        _check_dates(row.starts_on, row.due_on)
    if not isinstance(row, Commitment) and "title" in changed and not _is_known(row):
        row.slug = free_slug(type(row), row.title)
    _save(row, by)
    record(verb=_CHANGED[type(row)], by=by, obj=row, data={"fields": changed})
    return row


def _saved_first(row: Row) -> str:
    last = row.history.first()
    who = last.history_user if last is not None and last.history_user is not None else "Someone"
    return (
        f"{who} changed this after you opened it. Your changes are not saved yet. Compare the 2 versions, edit yours "
        "if you need to, then save again."
    )


def _check_dates(starts_on: datetime.date | None, due_on: datetime.date | None) -> None:
    if starts_on and due_on and due_on < starts_on:
        raise DomainError("The action must be due on or after the day it starts. Check the 2 dates.")


def _is_known(row: Priority | Action) -> bool:
    """Whether readers may know its address: something approved names it."""
    told = ActionUpdate.objects.filter(live_revision__isnull=False)
    about = {"action__commitment__priority": row} if isinstance(row, Priority) else {"action": row}
    if told.filter(**about).exists():
        return True
    plan = row.plan if isinstance(row, Priority) else row.commitment.priority.plan if row.commitment else None
    if plan is None:
        return False
    shown = [year for year in years_with_updates() if year.starts_on <= plan.ends_on and year.ends_on >= plan.starts_on]
    return any(row.slug in slugs_in(outline_of(year)) for year in shown)


def _siblings(row: Row) -> Any:
    if isinstance(row, Priority):
        return row.plan.priorities
    if isinstance(row, Commitment):
        return row.priority.commitments
    if row.commitment is None:
        raise DomainError("An action that is not from a plan has no place in the plan's order.")
    return row.commitment.actions


@transaction.atomic
def move(row: Row, *, up: bool, by: User) -> bool:
    """Let it change places with the one before it, or after it. Says whether there is one."""
    require(by, Permission.MANAGE_STRUCTURE)
    siblings = _siblings(row)
    beside = siblings.filter(number__lt=row.number) if up else siblings.filter(number__gt=row.number)
    other = beside.order_by("-number" if up else "number").first()
    if other is None:
        return False
    mine, theirs = row.number, other.number
    # Two never have one number, not even for a moment.
    for one, number in ((row, 0), (other, mine), (row, theirs)):
        one.number = number
        _save(one, by)
    record(verb=AuditVerb.MOVE_IN_PLAN, by=by, obj=row, data={"number": theirs})
    return True


@transaction.atomic
def remove(row: Row, *, by: User) -> None:
    """Take out what was added by mistake. Raises `DomainError` where something rests on it."""
    require(by, Permission.MANAGE_STRUCTURE)
    if isinstance(row, Priority) and row.commitments.exists():
        raise DomainError("This priority has commitments. Remove them first.")
    if isinstance(row, Commitment) and row.actions.exists():
        raise DomainError("This commitment has actions. Remove them first.")
    if isinstance(row, Action) and row.updates.exists():
        raise DomainError("Progress has been reported on this action, so it cannot be removed. End it with a reason.")
    data = {"what": row._meta.model_name, "title": str(row)[:200]}
    record(verb=AuditVerb.REMOVE_FROM_PLAN, by=by, obj=row, data=data)
    _delete(row, by)


def _save(row: Any, by: User) -> None:
    """Save it; its history names who changed it."""
    row._history_user = by
    row.save()


def _delete(row: Any, by: User) -> None:
    row._history_user = by
    try:
        row.delete()
    except ProtectedError as error:
        raise DomainError("Other work refers to this, so it cannot be removed. Reword it instead.") from error


@transaction.atomic
def end_action(action: Action, *, on: datetime.date, reason: str, by: User) -> Action:
    """Stop asking about an action from a day on: merged with another, say, or overtaken. What was reported stays."""
    require(by, Permission.MANAGE_STRUCTURE)
    if not reason.strip():
        raise DomainError("Enter why the action ends.")
    if on > timezone.localdate():
        raise DomainError("The day it ends cannot be in the future.")
    action.ended_on, action.end_reason = on, reason.strip()
    _save(action, by)
    record(verb=AuditVerb.END_ACTION, by=by, obj=action, note=action.end_reason)
    return action


@transaction.atomic
def track_action(
    *,
    title: str,
    owner: Organisation,
    source: str,
    source_reference: str,
    by: User,
    source_key: str = "",
    **fields: Any,
) -> Action:
    """Add an action that comes from a review, an audit, a peer review or a challenge.

    Raises `DomainError` without a source, or where what it comes from has its action already.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    if source == Source.PLAN or not source_reference.strip():
        raise DomainError("Enter what the action comes from, for example the reference of the review.")
    _check_dates(fields.get("starts_on"), fields.get("due_on"))
    if source_key and Action.objects.filter(source_key=source_key).exists():
        raise DomainError("There is already an action for this. Change that one.")
    action = Action.objects.create(
        title=title,
        slug=free_slug(Action, title),
        owner=owner,
        source=source,
        source_reference=source_reference.strip(),
        source_key=source_key,
        **fields,
    )
    record(verb=AuditVerb.CREATE_ACTION, by=by, obj=action)
    return action


@transaction.atomic
def track_approved(*, source_key: str, title: str, due_on: datetime.date | None, **fields: Any) -> Action:
    """Add the action that an approval has made a promise, or give the one of this key the approved words and date.

    For approvals of the review engine alone: nobody's permission is asked, and the trail names nobody.
    """
    action = Action.objects.filter(source_key=source_key).first()
    if action is None:
        slug = free_slug(Action, title)
        action = Action.objects.create(source_key=source_key, title=title, slug=slug, due_on=due_on, **fields)
        record(verb=AuditVerb.CREATE_ACTION, by=None, obj=action)
    elif (action.title, action.due_on) != (title, due_on):
        action.title, action.due_on = title, due_on
        if due_on and action.starts_on and due_on < action.starts_on:
            action.starts_on = due_on
        action.save()
        record(verb=AuditVerb.CHANGE_ACTION, by=None, obj=action)
    return action


@transaction.atomic
def add_milestone(action: Action, *, text: str, due_on: datetime.date | None, by: User) -> Milestone:
    """Add a step of an action."""
    require(by, Permission.MANAGE_STRUCTURE)
    milestone = Milestone.objects.create(action=action, text=text, due_on=due_on)
    record(verb=AuditVerb.CHANGE_ACTION, by=by, obj=action, data={"milestone": text})
    return milestone


@transaction.atomic
def mark_milestone(milestone: Milestone, *, done: bool, by: User) -> Milestone:
    """Say that a step is done today, or is not after all. Its owner says so, and the coordinator."""
    if by.organisation_id != milestone.action.owner_id:
        require(by, Permission.MANAGE_STRUCTURE)
    else:
        require(by, Permission.REPORT_PROGRESS)
    milestone.done_on = timezone.localdate() if done else None
    milestone.save(update_fields=["done_on"])
    record(verb=AuditVerb.CHANGE_ACTION, by=by, obj=milestone.action, data={"milestone": milestone.text, "done": done})
    return milestone


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User) -> None:
    """Take out a step."""
    require(by, Permission.MANAGE_STRUCTURE)
    record(verb=AuditVerb.CHANGE_ACTION, by=by, obj=milestone.action, data={"milestone removed": milestone.text})
    milestone.delete()
