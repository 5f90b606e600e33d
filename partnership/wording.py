"""Dates, times and addresses as they are written for people."""

import datetime

from django.conf import settings
from django.utils import timezone

from partnership.days import day


def absolute(path: str) -> str:
    """An address as it stands in a mail."""
    return settings.SITE_URL.rstrip("/") + path


def moment(when: datetime.datetime) -> str:
    """A time as people write it, on the clock in England: Monday 23 November 2026 at 8:00."""
    local = timezone.localtime(when)
    return f"{local:%A} {day(local.date())} at {local.hour}:{local:%M}"


def date_and_time(when: datetime.datetime) -> str:
    """31 March 2023 at 09:30, on the clock in England."""
    local = timezone.localtime(when)
    return f"{day(local)} at {local:%H:%M}"
