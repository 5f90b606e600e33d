"""Case studies whose consent reaches the partnership or its training, and not the public: who reads them, and what."""

from typing import Any

from learning.models import CaseStudy
from learning.queries import for_readers
from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from review.queries import submitted_revision

HOW_FAR = {
    "partnership": "Only people who work for the partnership can read this case study. Do not share it outside.",
    "training": "You can use this case study in staff training. Do not publish it.",
}


def reads_shared_stories(user: User) -> bool:
    """Whether the person works for the partnership: a partner, the board, the coordinator or the chair."""
    return has_permission(user, Permission.WRITE_CASE_STUDY) or has_permission(user, Permission.SEE_ALL_WORK)


def shared_content(story: CaseStudy) -> dict[str, Any]:
    """What was approved, as partners may have it."""
    approved = submitted_revision(story)
    assert approved is not None, "what is approved was submitted"
    return for_readers(story, approved)
