"""What editors write about the sections of reports, which every edition prints."""

from collections.abc import Iterator

from publication.standing import Standing
from reports.document.models import SectionChoice
from reports.document.section_plan import TITLES


def standing() -> Iterator[Standing]:
    """The introductions, and the reasons for what is left out."""
    for choice in SectionChoice.objects.select_related("year"):
        what = f"section “{TITLES.get(choice.key, choice.key)}” of the report {choice.year}"
        yield Standing(what, "Introduction", choice.introduction)
        yield Standing(what, "Reason", choice.reason)
