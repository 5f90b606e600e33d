"""The templates of briefings: those that come with the portal, and the versions that the coordinator saved.

Both are read here and nowhere else. A saved version takes the place of the file's.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from learning.boxes import Template, boxes_from
from learning.models.briefing_template import BriefingTemplate

FILE = Path(__file__).parent / "briefing_templates.toml"
SEVEN_MINUTE = "seven-minute"


@cache
def standard_templates() -> Mapping[str, Template]:
    """Those that come with the portal, by slug, in the order of the file."""
    data = tomllib.loads(FILE.read_text())
    return {
        row["slug"]: Template(row["slug"], 0, row["title"], row["summary"], boxes_from(row["boxes"]))
        for row in data["templates"]
    }


def newest_templates() -> dict[str, Template]:
    """The newest version of each template, those that are no longer offered among them. One query."""
    saved = {row.slug: row.as_template() for row in BriefingTemplate.objects.order_by("title", "number")}
    return {**standard_templates(), **saved}


def offered_templates() -> dict[str, Template]:
    """What a new briefing can be written by."""
    return {slug: one for slug, one in newest_templates().items() if one.is_offered}


def template_of(slug: str, number: int) -> Template:
    """The version that a briefing was begun with. Raises `KeyError` or `DoesNotExist` where there is none."""
    if number == 0:
        return standard_templates()[slug]
    version: BriefingTemplate = BriefingTemplate.objects.get(slug=slug, number=number)
    return version.as_template()
