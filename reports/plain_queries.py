"""Which plain versions of a year's report readers are shown."""

from typing import Any

from partnership.models import ReportingYear
from reports.models import EasyRead, PlainSummary
from reports.models.record import YearRecord


def shown_version(model: type[YearRecord], year_slug: str) -> dict[str, Any] | None:
    """What the newest approved snapshot of the year says; None where none was approved, or it was withdrawn."""
    record = model.objects.live().filter(year__slug=year_slug).first()
    return record.live_content() if record else None


def versions_of(year: ReportingYear) -> list[tuple[str, str]]:
    """Name and address of each plain version of the year's report, for links."""
    found = (
        model.objects.live().filter(year=year).select_related("year").first() for model in (PlainSummary, EasyRead)
    )
    return [(record.heading, record.get_absolute_url()) for record in found if record]
