"""Verbs of this room. Each takes an actor and leaves a line in the audit trail."""

import datetime

from django.db import transaction

from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Arm, Organisation, ReportingYear, User
from partnership.permissions import Permission
from priorities.models import Action, ActionUpdate, Commitment, Plan, Priority
from review.audit_verbs import AuditVerb
from review.services import record, save


def create_plan(
    *, slug: str, title: str, starts_on: datetime.date, ends_on: datetime.date, by: User, note: str = ""
) -> Plan:
    """Start a plan. Raises `NotAllowed`, or `DomainError` where it would end before it starts."""
    require(by, Permission.MANAGE_STRUCTURE)
    if ends_on <= starts_on:
        raise DomainError("The plan must end after it starts. Check the 2 dates.")
    with transaction.atomic():
        plan = Plan.objects.create(slug=slug, title=title, starts_on=starts_on, ends_on=ends_on, note=note)
        record(verb=AuditVerb.CREATE_PLAN, by=by, obj=plan)
    return plan


def create_priority(
    *, plan: Plan, number: int, slug: str, title: str, by: User, arm: Arm | None = None, summary: str = ""
) -> Priority:
    """Add a priority to a plan. Without an arm it cuts across all of them."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        priority = Priority.objects.create(plan=plan, number=number, slug=slug, title=title, arm=arm, summary=summary)
        record(verb=AuditVerb.CREATE_PRIORITY, by=by, obj=priority)
    return priority


def create_commitment(*, priority: Priority, text: str, by: User, number: int = 1) -> Commitment:
    """Write down what the partnership said that it would do."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        commitment = Commitment.objects.create(priority=priority, number=number, text=text)
        record(verb=AuditVerb.CREATE_COMMITMENT, by=by, obj=commitment)
    return commitment


def create_action(
    *, commitment: Commitment, number: int, slug: str, title: str, owner: Organisation, by: User, lead: str = ""
) -> Action:
    """Add an action to a commitment and say which organisation owns it."""
    require(by, Permission.MANAGE_STRUCTURE)
    with transaction.atomic():
        action = Action.objects.create(
            commitment=commitment, number=number, slug=slug, title=title, owner=owner, lead=lead
        )
        record(verb=AuditVerb.CREATE_ACTION, by=by, obj=action)
    return action


def start_action_update(*, action: Action, year: ReportingYear) -> ActionUpdate:
    """The unsaved update of an action for a year, ready to be filled in and saved with `save_action_update`."""
    return ActionUpdate(action=action, year=year, organisation=action.owner)


def save_action_update(*, update: ActionUpdate, by: User, revision: int = 0) -> ActionUpdate:
    """Save a draft: the first time as new, later as an edit of the revision that the writer had opened."""
    return save(obj=update, by=by, revision=revision)
