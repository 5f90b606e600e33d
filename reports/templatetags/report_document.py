"""What the templates of a report's document need beside Django's own filters."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from partnership.days import stored_day_in_words
from ui.prose.html import blocks_html

register = template.Library()


@register.filter
def iso_day(day: str) -> str:
    """An ISO date as 31 March 2023."""
    return stored_day_in_words(day)


@register.filter
def prose(blocks: list[dict[str, Any]], level: int) -> SafeString:
    """Draw people's text; its own headings take the given level."""
    return blocks_html(blocks, level)
