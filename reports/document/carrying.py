"""What the report of a new year takes over from the last: the order of its sections, and their introductions."""

from django.utils import timezone

from partnership.models import ReportingYear, User
from reports.document.models import SectionChoice


def carry_sections(year: ReportingYear, *, by: User) -> None:
    """Called when a year opens. What was left out comes back: its reason was one of that year. Two queries.

    Introductions are confirmed on the page of the year.
    """
    last = ReportingYear.objects.filter(starts_on__lt=year.starts_on).order_by("-starts_on").first()
    if last is None:
        return
    SectionChoice.objects.bulk_create(
        SectionChoice(
            year=year,
            key=row.key,
            position=row.position,
            introduction=row.introduction,
            edited_by=by,
            edited_at=timezone.now(),
        )
        for row in SectionChoice.objects.filter(year=last)
    )
