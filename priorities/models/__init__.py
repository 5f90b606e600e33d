"""Plan, priority, commitment ("what we said"), action ("what we did") with its updates, and the plan of a year."""

from priorities.models.action import Action, ActionStatus, Milestone, Rating, Source
from priorities.models.plan import Plan
from priorities.models.priority import Commitment, Priority
from priorities.models.reminder import ActionReminder
from priorities.models.update import ActionUpdate
from priorities.models.year_plan import KeptOutline, YearPlan

__all__ = [
    "Action",
    "ActionReminder",
    "ActionStatus",
    "ActionUpdate",
    "Commitment",
    "KeptOutline",
    "Milestone",
    "Plan",
    "Priority",
    "Rating",
    "Source",
    "YearPlan",
]
