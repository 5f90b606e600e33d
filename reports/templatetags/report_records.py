"""What the preview of a record needs: the same parts as the report draws."""

import json
from typing import Any

from django import template

from reports.content.freeze import freeze
from reports.document.record_preview import preview_of

register = template.Library()


@register.simple_tag
def record_section(record: Any, content: dict[str, Any]) -> dict[str, Any]:
    """The section that the report would draw of this content, as plain dicts."""
    section: dict[str, Any] = json.loads(freeze(preview_of(record, content)))
    return section
