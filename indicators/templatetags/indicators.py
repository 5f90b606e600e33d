"""Drawing a return from its snapshot."""

from collections.abc import Mapping
from typing import Any

from django import template

from indicators.definitions.snapshots import Snapshot
from indicators.tables.table import build_table

register = template.Library()


@register.simple_tag
def table_of_return(content: Mapping[str, Any]) -> dict[str, Any]:
    """The published table that a return alone would give: for rates, of its own year only."""
    return build_table(Snapshot.from_content(content))


@register.filter
def notes_but_policy(content: Mapping[str, Any]) -> list[str]:
    """The notes of a published table without the sentence of its policy, which pages print by itself."""
    sentence = content.get("disclosure", {}).get("sentence")
    return [note for note in content["notes"] if note != sentence]
