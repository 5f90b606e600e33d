"""What else changes when something is taken away: said on the page before, in the answer, and to who has to act.

What hangs on a thing is known by rooms that stand above it. Each of `settings.CONSEQUENCES` names a function that is
given a thing, of whatever kind, and says what hangs on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Consequence:
    """One thing that changes with another: what it is called, what happens to it, and where it is seen to.

    `is_dark`: readers lose it at once. Others need a look, and stay.
    """

    what: str
    effect: str
    link: str = ""
    is_dark: bool = False


def consequences_of(item: Model) -> list[Consequence]:
    """Everything that hangs on the thing now, what readers lose first."""
    found = [one for name in settings.CONSEQUENCES for one in import_string(name)(item)]
    return sorted(found, key=lambda one: not one.is_dark)


def in_words(found: Sequence[Consequence]) -> str:
    """One line each, for a message."""
    return "\n".join(f"- {one.what}: {one.effect}" for one in found)


def in_one_line(found: Sequence[Consequence]) -> str:
    """The same as sentences, for the message after it was done; empty where nothing else changes."""
    return " ".join(f"{one.what}: {one.effect}" for one in found)


def dark_in_words(found: Sequence[Consequence]) -> str:
    """What readers have lost, as one sentence; empty where they lost nothing else."""
    names = [one.what for one in found if one.is_dark]
    if not names:
        return ""
    return f"No longer shown to anyone: {'; '.join(names)}."
