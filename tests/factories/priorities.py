"""Factories of plans, priorities, commitments and actions; updates walk the real transitions."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from partnership.models import ReportingYear, User
from priorities.models import Action, ActionUpdate, Commitment, Plan, Priority
from priorities.services import save_action_update, start_action_update
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import OrganisationFactory


class PlanFactory(DjangoModelFactory):
    """The plan of 2022-23."""

    class Meta:
        model = Plan
        django_get_or_create = ("slug",)

    slug = "2022-23"
    title = "Priorities 2022-23"
    starts_on = datetime.date(2022, 4, 1)
    ends_on = datetime.date(2023, 3, 31)


class PriorityFactory(DjangoModelFactory):
    """A priority that cuts across all arms."""

    class Meta:
        model = Priority

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"priority-{n}")
    title = factory.Sequence(lambda n: f"Priority {n}")


class CommitmentFactory(DjangoModelFactory):
    """A commitment."""

    class Meta:
        model = Commitment

    priority = factory.SubFactory(PriorityFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"We will do thing {n}")


class ActionFactory(DjangoModelFactory):
    """An action."""

    class Meta:
        model = Action

    commitment = factory.SubFactory(CommitmentFactory)
    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"action-{n}")
    title = factory.Sequence(lambda n: f"Action {n}")
    owner = factory.SubFactory(OrganisationFactory)


FULL_UPDATE = {
    "status": "done",
    "what_we_did": "We met and agreed a plan.",
    "impact_note": "No evidence of impact yet.",
    "impact_evidence": "none",
}


def draft_update(action: Action, year: ReportingYear, by: User, **fields: Any) -> ActionUpdate:
    """A saved draft that could be submitted."""
    update = start_action_update(action=action, year=year)
    for name, value in {**FULL_UPDATE, **fields}.items():
        setattr(update, name, value)
    return save_action_update(update=update, by=by)


def live_update(action: Action, year: ReportingYear, by: User, approver: User, **fields: Any) -> ActionUpdate:
    """An update that was submitted and approved."""
    update = draft_update(action, year, by, **fields)
    move(obj=update, verb=Verb.SUBMIT, by=by, revision=update.revision)
    return move(obj=update, verb=Verb.APPROVE, by=approver, revision=update.revision)
