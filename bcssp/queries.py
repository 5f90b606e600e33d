"""What the home page and a person's work page show. A constant number of queries, however much there is."""

from typing import Any

from django.conf import settings

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from review.models import Reviewable
from review.registry import reviewable_models
from review.states import ReviewState


def home_page() -> dict[str, Any]:
    """The newest of everything that is public."""
    return {}


def work_of(user: User) -> dict[str, Any]:
    """What came back, what is begun, what waits and what was approved, of the person's organisation."""
    items: list[Reviewable] = []
    for model in reviewable_models():
        if has_permission(user, model.write_permission):
            rows = model.objects.visible_to(user).filter(organisation=user.organisation)
            items += rows.select_related("organisation", "returned_by", "approved_by").order_by("-edited_at")[:50]
    by_state: dict[str, list[Reviewable]] = {state.value: [] for state in ReviewState}
    for item in items:
        by_state[item.state].append(item)
    return {
        "returned": by_state[ReviewState.RETURNED],
        "drafts": by_state[ReviewState.DRAFT],
        "waiting": by_state[ReviewState.SUBMITTED],
        "done": by_state[ReviewState.APPROVED] + by_state[ReviewState.PUBLISHED],
        "may_review": has_permission(user, Permission.REVIEW),
        "reads_all": has_permission(user, Permission.SEE_ALL_WORK),
        "partnership_name": settings.PARTNERSHIP.name,
    }
