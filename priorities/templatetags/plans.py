"""Filters of the pages about plans."""

from django import template

from partnership.days import stored_day_in_words

register = template.Library()


@register.filter
def in_words(text: str) -> str:
    """An ISO date as people write it; nothing for an empty one."""
    return stored_day_in_words(text)
