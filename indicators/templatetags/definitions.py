"""Showing a version of an indicator from its snapshot."""

from collections.abc import Mapping
from typing import Any

from django import template

from indicators.catalogue.answers import answers_of
from indicators.catalogue.changes import changes_between
from indicators.catalogue.preview import preview_if_drawn
from indicators.catalogue.services import stored_now
from indicators.definitions.families import catalogue
from indicators.definitions.periods import Frequency, parse_period, period_before
from indicators.definitions.stored import from_stored
from ui.steps import Answer

register = template.Library()
SIGNED = {"authored_by": "The person who proposed it", "checked_by": "The person who agrees to it"}


@register.simple_tag
def version_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a version, and how it looks in its first year; one that ends is shown in its last."""
    definition, period = content["definition"], parse_period(content["first_period"])
    if content["retires"]:
        period = period_before(period, Frequency.YEAR)
    answers: list[Answer] = [one for given in answers_of(definition, {}).values() for one in given]
    return {
        "answers": [one for one in answers if one.question not in ("Applies from", "Reason")],
        "seen": preview_if_drawn(from_stored({**definition, **SIGNED}), period),
    }


@register.simple_tag
def changes_of(content: Mapping[str, Any]) -> list[str]:
    """What a version says otherwise than what holds now; nothing for a new indicator."""
    now = catalogue().newest.get(content["indicator"])
    if now is None:
        return []
    if content["retires"]:
        return [f"It is no longer collected from {content['first_period']}"]
    return changes_between(stored_now(now), content["definition"]) or ["No answer differs"]
