"""Kinds of statutory reviews, what may be decided about a finding, and how far that has come.

The codes are stored and never change. The names are those of the law: a domestic homicide review is renamed a domestic
abuse related death review by the Victims and Prisoners Act 2024, section 19, so both names are shown.
"""

from django.db import models


class ReviewKind(models.TextChoices):
    """What sort of review it is."""

    SAR = "sar", "Safeguarding adult review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    DHR = "dhr", "Domestic homicide review or domestic abuse related death review"
    RAPID = "rapid", "Rapid review"

    @property
    def short(self) -> str:
        """What it is called among those who know it."""
        return _SHORT[self]

    @property
    def words(self) -> str:
        """One of it, inside a sentence."""
        return _WORDS[self]


class Decision(models.TextChoices):
    """What the partnership decided about a finding."""

    ACCEPTED = "accepted", "Accepted"
    NOT_IMPLEMENTED = "not_implemented", "Not to be implemented"
    LATER = "later", "To be decided later"


class FindingState(models.TextChoices):
    """How far the work on a finding has come."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"


class NilReturn(models.TextChoices):
    """What there was none of."""

    CONCLUDED = "concluded", "concluded in the year"
    ONGOING = "ongoing", "was ongoing at the end of the year"


_SHORT = {
    ReviewKind.SAR: "SAR",
    ReviewKind.LCSPR: "LCSPR",
    ReviewKind.DHR: "DHR/DARDR",
    ReviewKind.RAPID: "rapid review",
}
_WORDS = {
    ReviewKind.SAR: "safeguarding adult review",
    ReviewKind.LCSPR: "local child safeguarding practice review",
    ReviewKind.DHR: "domestic homicide review (domestic abuse related death review)",
    ReviewKind.RAPID: "rapid review",
}
