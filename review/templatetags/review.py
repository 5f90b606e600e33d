"""Template filters of the review room."""

from django import template

from review.models import Reviewable
from review.notifications import review_url as address_of

register = template.Library()


@register.filter
def review_url(item: Reviewable) -> str:
    """The admin page on which the thing is decided."""
    return address_of(item)
