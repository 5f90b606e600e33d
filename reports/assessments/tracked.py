"""What self-assessments promise, as actions of the tracker: put there when the board approves the answers.

The key of such an action is `assessment:<key of the assessment>-<key of the standard>:1`.
"""

from typing import Any

from django.urls import reverse

from partnership.days import stored_day
from partnership.models import User
from partnership.permissions import Permission
from priorities.models import Source
from priorities.plan_services import track_approved

KIND = "assessment"


def track_answers(assessment: Any) -> None:
    """Add an action for each that is promised; one that is there already takes the approved words and date."""
    for one in assessment.round.asked():
        answer = assessment.answer(one.key)
        if answer["action"].strip():
            due_on = stored_day(answer["due_on"])
            track_approved(
                source_key=f"{KIND}:{assessment.key.hex}-{one.key}:1",
                title=" ".join(answer["action"].split())[:200],
                owner=assessment.organisation,
                source=Source.SELF_ASSESSMENT,
                source_reference=f"{assessment.round.title} {assessment.year.label}, {one.title}"[:200],
                # Nobody reports on it for the years before.
                starts_on=min(due_on or assessment.year.starts_on, assessment.year.starts_on),
                due_on=due_on,
                is_illustrative=assessment.year.is_illustrative,
            )


def address_of_assessment(what: str, user: User) -> str:
    """The list of self-assessments, for who reads all work."""
    return reverse("reports:assessment-list") if Permission.SEE_ALL_WORK in user.held_permissions else ""
