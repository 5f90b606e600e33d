"""What a case study tells of that some people had rather not read. It is said before the text."""

from collections.abc import Iterable

from django.db import models


class ContentWarning(models.TextChoices):
    """A hard subject, in the words in which readers are told of it."""

    DEATH = "death", "Death or suicide"
    SELF_HARM = "self_harm", "Self-harm"
    SEXUAL_ABUSE = "sexual_abuse", "Sexual abuse or exploitation"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    VIOLENCE = "violence", "Violence"
    NEGLECT = "neglect", "Neglect"
    SUBSTANCES = "substances", "Drugs or alcohol"
    DISCRIMINATION = "discrimination", "Racism or other discrimination"


def in_words(values: Iterable[str]) -> list[str]:
    """Their labels, in the order of the list; what is no longer on it is left out."""
    chosen = set(values)
    return [str(one.label) for one in ContentWarning if one.value in chosen]
