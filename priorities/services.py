"""Verbs of this room. Each takes an actor and leaves a line in the audit trail."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Arm, Organisation, ReportingYear, User
from partnership.permissions import Permission
from partnership.slugs import free_slug
from priorities.models import Action, ActionUpdate, Commitment, Plan, Priority, YearPlan
from review.audit_verbs import AuditVerb
from review.services import record, save


def next_number(siblings: Any) -> int:
    """The number of what is added after these."""
    last: int | None = siblings.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def create_plan(
    *, title: str, starts_on: datetime.date, ends_on: datetime.date, by: User, slug: str = "", note: str = ""
) -> Plan:
    """Start a plan. Raises `NotAllowed`, or `DomainError` where it would end before it starts."""
    require(by, Permission.MANAGE_STRUCTURE)
    if ends_on <= starts_on:
        raise DomainError("The plan must end after it starts. Check the 2 dates.")
    with transaction.atomic():
        plan = Plan.objects.create(
            slug=slug or free_slug(Plan, title),
            title=title,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
        )
        record(verb=AuditVerb.CREATE_PLAN, by=by, obj=plan)
    return plan


def create_priority(
    *, plan: Plan, title: str, by: User, number: int = 0, slug: str = "", arm: Arm | None = None, summary: str = ""
) -> Priority:
    """Add a priority to a plan, at its end if no number is given. Without an arm it cuts across all of them."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        priority = Priority.objects.create(
            plan=plan,
            number=number or next_number(plan.priorities),
            slug=slug or free_slug(Priority, title),
            title=title,
            arm=arm,
            summary=summary,
        )
        record(verb=AuditVerb.CREATE_PRIORITY, by=by, obj=priority)
    return priority


def create_commitment(*, priority: Priority, text: str, by: User, number: int = 0) -> Commitment:
    """Write down what the partnership said that it would do."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        commitment = Commitment.objects.create(
            priority=priority, number=number or next_number(priority.commitments), text=text
        )
        record(verb=AuditVerb.CREATE_COMMITMENT, by=by, obj=commitment)
    return commitment


def create_action(
    *,
    commitment: Commitment,
    title: str,
    owner: Organisation,
    by: User,
    number: int = 0,
    slug: str = "",
    **fields: Any,
) -> Action:
    """Add an action to a commitment and say which organisation owns it. `fields` are others of the model."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        action = Action.objects.create(
            commitment=commitment,
            number=number or next_number(commitment.actions),
            slug=slug or free_slug(Action, title),
            title=title,
            owner=owner,
            **fields,
        )
        record(verb=AuditVerb.CREATE_ACTION, by=by, obj=action)
    return action


def save_year_plan(*, plan: YearPlan, by: User, revision: int = 0) -> YearPlan:
    """Save a draft of what the public reads before the plan itself. The plan's rows are read when it is submitted."""
    return save(obj=plan, by=by, revision=revision)


def start_action_update(*, action: Action, year: ReportingYear) -> ActionUpdate:
    """The unsaved update of an action for a year, ready to be filled in and saved with `save_action_update`."""
    return ActionUpdate(action=action, year=year, organisation=action.owner)


def save_action_update(*, update: ActionUpdate, by: User, revision: int = 0) -> ActionUpdate:
    """Save a draft: the first time as new, later as an edit of the revision that the writer had opened."""
    return save(obj=update, by=by, revision=revision)
