"""Releases that newsletters can point to."""

from django.urls import reverse

from indicators.releases.models.release import Release
from publication.linked import Linked


def linked() -> list[Linked]:
    """The newest published release of each year."""
    return [
        Linked(f"release:{one.slug}", "Figures", one.title, reverse("indicators:release-detail", args=[one.slug]))
        for one in Release.objects.newest_of_each_year()
    ]
