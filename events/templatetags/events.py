"""Filters of the pages about events."""

from typing import Any

from django import template

from events.narrative import EventNarrative

register = template.Library()


@register.filter
def as_event(content: dict[str, Any]) -> EventNarrative:
    """An event's content, told."""
    return EventNarrative(content)
