"""Tells learning which indicators there are: only this room imports both."""

from django.urls import reverse

from indicators.definitions.families import families
from learning.figures import IndicatorLink


def indicator_links() -> list[IndicatorLink]:
    """Every indicator in its order, with its public page."""
    return [
        IndicatorLink(
            family.slug, family.title, reverse("indicators:indicator-detail", args=[family.theme, family.slug])
        )
        for family in families()
    ]
