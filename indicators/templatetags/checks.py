"""Showing reviewers what was confirmed and asked about a return."""

from collections.abc import Mapping
from typing import Any

from django import template

from indicators.returns.models.submission import Submission
from indicators.returns.question_queries import confirmed_findings, not_judged, questions_of, questions_url

register = template.Library()


@register.simple_tag
def checks_of_return(item: Submission, content: Mapping[str, Any]) -> dict[str, Any]:
    """The confirmed findings of the snapshot, what could not be judged, the open questions, and where one asks."""
    return {
        "not_judged": not_judged(item, content),
        "confirmed": confirmed_findings(content),
        "questions": [one for one in questions_of(item) if one.is_open],
        "url": questions_url(item),
    }
