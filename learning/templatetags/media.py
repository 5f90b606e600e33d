"""Texts with their pictures, and attachments below them."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from learning.media.content import attachments_of, pictures_of
from ui.prose.html import render

register = template.Library()


@register.filter
def prose(text: str, content: Mapping[str, Any]) -> SafeString:
    """Markdown as safe HTML, with the pictures that the snapshot it stands in names."""
    return render(str(text or ""), pictures=pictures_of(content))


@register.inclusion_tag("learning/media/_attachments.html")
def attachments(content: Mapping[str, Any]) -> dict[str, Any]:
    """The list of what is attached; nothing where nothing is."""
    return {"files": attachments_of(content)}
