"""What the templates of a report's document need beside Django's own filters."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.render.prose_html import blocks_html

register = template.Library()


@register.filter
def prose(blocks: list[dict[str, Any]], level: int) -> SafeString:
    """Draw people's text; its own headings take the given level."""
    return blocks_html(blocks, level)


@register.filter
def picture(drawing: dict[str, Any]) -> SafeString:
    """The SVG of a frozen drawing. Our own chart code made it, with every word escaped."""
    return mark_safe(drawing["svg"])
