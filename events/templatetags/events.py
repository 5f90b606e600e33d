"""Filters of the pages about events."""

from typing import Any

from django import template

from events.told import Told

register = template.Library()


@register.filter
def as_event(content: dict[str, Any]) -> Told:
    """An event's content, told."""
    return Told(content)
