"""Reporting years: 1 April to 31 March."""

import datetime
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from partnership.constraints import both_or_neither, in_order
from partnership.year_limits import FIRST_YEAR, LAST_YEAR

# In the digits of addresses alone, and nothing behind them: the slug becomes part of many addresses.
YEAR_PATTERN = re.compile(r"([0-9]{4})-([0-9]{2})")


def year_bounds(slug: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a financial year written `2022-23`. Raises `ValueError` for anything else."""
    match = YEAR_PATTERN.fullmatch(slug)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{slug!r} is not a reporting year. Enter it in the format 2022-23.")
    start = int(match[1])
    if not FIRST_YEAR <= start <= LAST_YEAR:
        raise ValueError(f"{slug!r} begins before {FIRST_YEAR} or after {LAST_YEAR}. Check for a mistyped digit.")
    return datetime.date(start, 4, 1), datetime.date(start + 1, 3, 31)


def validate_year(slug: str) -> None:
    """As a model field's validator: refuse what is not a financial year."""
    try:
        year_bounds(slug)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class ReportingYear(models.Model):
    """A financial year that is reported on. Once closed it takes no more entries."""

    slug = models.CharField(max_length=7, unique=True, validators=[validate_year])
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField(unique=True)
    is_illustrative = models.BooleanField(
        default=False, help_text="All of the year is made up to show how the portal works, and is marked so."
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            both_or_neither("year_closed_has_who_and_when", "closed_at", "closed_by"),
            in_order("year_in_order", "starts_on", "ends_on", strictly=True),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The year as people write it: 2022-23. A year that is made up carries its mark wherever it is named."""
        return f"{self.slug} (illustrative)" if self.is_illustrative else self.slug

    @property
    def in_brackets(self) -> str:
        """The same behind a name: (2022-23), (2023-24, illustrative)."""
        return f"({self.slug}, illustrative)" if self.is_illustrative else f"({self.slug})"

    @property
    def is_closed(self) -> bool:
        """Whether the year takes no more entries."""
        return self.closed_at is not None
