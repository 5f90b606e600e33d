"""Drawing a return from its snapshot."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.in_force import policies_in_force
from indicators.disclosure.notes import with_policy
from indicators.disclosure.protect_release import protect_returns
from indicators.tables.charts import narrow_chart, with_chart
from indicators.tables.table import annotated, build_table

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def table_of_return(content: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a return as they were sent, for those who decide on it: for rates, of its own year only."""
    table = build_table(Snapshot.from_content(content))
    more = [one | {"title": f"{one['title']}, as submitted"} for one in table.get("more_tables", [])]
    return table | {"caption": f"{table['caption']}, as submitted", "more_tables": more}


@register.simple_tag
def public_table_of_return(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table that would be published of a return alone, small counts protected by the policy in force.

    `chart_svg` is the chart of what is left, empty where there is nothing to draw.
    """
    snapshot = Snapshot.from_content(content)
    policies = policies_in_force([snapshot.family.slug])

    def build(shown: Sequence[Snapshot]) -> list[dict[str, Any]]:
        return annotated([with_policy(build_table(one), policies[one.family.slug]) for one in shown])

    table, svg = with_chart(dict(protect_returns([snapshot], policies, (), build).contents[0]))
    return table | {"chart_svg": svg}


@register.filter
def notes_but_policy(content: Mapping[str, Any]) -> list[str]:
    """The notes of a published table without the sentence of its policy, which pages print by itself."""
    sentence = content.get("disclosure", {}).get("sentence")
    return [note for note in content["notes"] if note != sentence]


@register.filter
def chart_for_telephones(content: Mapping[str, Any]) -> SafeString:
    """The chart of a published table in a narrow drawing; empty where it cannot be read, and the wide one is shown."""
    try:
        drawn = narrow_chart(content)
    except Exception:
        logger.exception("The chart of %s cannot be drawn for telephones", content.get("slug"))
        drawn = ""
    # Safe: our own drawing, made of elements whose texts are escaped.
    return mark_safe(drawn)  # noqa: S308
