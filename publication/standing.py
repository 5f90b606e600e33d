"""Texts that readers have although nobody reviews them, such as the note of a release or the summary of a campaign.

They are held against what the figures keep back when they are saved. Each of `settings.STANDING_TEXTS` names a function
without arguments that gives what stands now, so that a release which keeps back more is held against it, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Standing:
    """One text: what it belongs to as messages name it, its label, and the words."""

    what: str
    label: str
    text: str


def standing_texts() -> Iterator[Standing]:
    """Every text that is not empty. A query or two for each part of the portal."""
    for name in settings.STANDING_TEXTS:
        yield from (one for one in import_string(name)() if one.text.strip())
