"""Filters of the pages about plans."""

import datetime

from django import template

from partnership.days import day

register = template.Library()


@register.filter
def in_words(text: str) -> str:
    """An ISO date as people write it; nothing for an empty one."""
    return day(datetime.date.fromisoformat(text)) if text else ""
