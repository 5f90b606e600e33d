"""Template filters of the review room."""

from django import template
from django.contrib.auth.models import AnonymousUser

from partnership import links
from partnership.models import User
from review.models import Event, Reviewable
from review.notifications import review_url as address_of

register = template.Library()


@register.filter
def past(event: Event, item: Reviewable) -> str:
    """What a line of the audit trail says was done to the item: proposals have words of their own."""
    row = next((row for row in item.transitions.values() if row.verb == event.verb), None)
    return row.past.capitalize() if row else event.verb_label


@register.filter
def review_url(item: Reviewable) -> str:
    """The admin page on which the thing is decided."""
    return address_of(item)


@register.filter
def may_open(user: User | AnonymousUser, address: str) -> bool:
    """Whether the page at the address lets this person in: other links are not drawn."""
    return isinstance(user, User) and links.may_open(user, address)
