"""Texts with their pictures, and attachments below them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.utils.safestring import SafeString

from learning.media.content import attachments_of, pictures_of
from learning.reading import minutes_to_read
from partnership.wording import absolute
from ui.prose.html import render

register = template.Library()


@register.filter
def prose(text: str, content: Mapping[str, Any]) -> SafeString:
    """Markdown as safe HTML, with the pictures that the snapshot it stands in names."""
    return render(str(text or ""), pictures=pictures_of(content))


@register.filter
def minutes(content: Mapping[str, Any]) -> int:
    """How long it takes to read what readers are shown of a product."""
    return minutes_to_read(content)


@register.inclusion_tag("learning/_share.html")
def share(title: str, address: str) -> dict[str, Any]:
    """A link that opens an email with the title and the address of a page. No other site is asked for anything."""
    written = urlencode({"subject": title, "body": absolute(address)}, quote_via=quote)
    return {"title": title, "mail": f"mailto:?{written}"}


@register.inclusion_tag("learning/media/_attachments.html")
def attachments(content: Mapping[str, Any]) -> dict[str, Any]:
    """The list of what is attached; nothing where nothing is."""
    return {"files": attachments_of(content)}
