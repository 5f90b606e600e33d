"""Plan, priority, commitment ("what we said"), action ("what we did") and its updates."""

from priorities.models.action import Action, ActionStatus, ActionUpdate
from priorities.models.plan import Plan
from priorities.models.priority import Commitment, Priority

__all__ = ["Action", "ActionStatus", "ActionUpdate", "Commitment", "Plan", "Priority"]
