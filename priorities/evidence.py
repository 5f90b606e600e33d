"""Kinds of evidence behind a claim of impact, weakest first."""

from django.db import models


class EvidenceKind(models.TextChoices):
    """What stands behind a claim that something made a difference. `NONE` is an honest answer."""

    NONE = "none", "No evidence of impact yet"
    ACTIVITY = "activity", "Activity: what was done"
    OUTPUT = "output", "Output: what it produced"
    OUTCOME = "outcome", "Outcome: what changed for people"
    VOICE = "voice", "Voice: what people said about it"

    @property
    def shows_impact(self) -> bool:
        """Whether it says what changed for people, not only what was done."""
        return self in {EvidenceKind.OUTCOME, EvidenceKind.VOICE}
