"""Template filters of the review room."""

from django import template

from review.models import Reviewable
from review.notifications import review_url as address_of
from review.transitions import TRANSITIONS, Verb

register = template.Library()

PAST = {
    **{str(verb): row.past for verb, row in TRANSITIONS.items()},
    str(Verb.CREATE): "created",
    "withdraw consent": "consent withdrawn",
    "ask": "asked",
    "answer": "answered",
    "close question": "question closed",
}


@register.filter
def past(verb: str, item: Reviewable) -> str:
    """A verb of the audit trail as something that was done to the thing."""
    row = next((row for row in item.transitions.values() if row.verb == verb), None)
    return row.past if row else PAST.get(verb, verb)


@register.filter
def review_url(item: Reviewable) -> str:
    """The admin page on which the thing is decided."""
    return address_of(item)
