"""Working days in England: Monday to Friday, without bank holidays. Pure."""

import datetime
from collections.abc import Callable

import holidays

ONE_DAY = datetime.timedelta(days=1)
_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: datetime.date) -> bool:
    """Whether offices in England are open on the day."""
    return day.weekday() < 5 and day not in _BANK_HOLIDAYS


def _walk(day: datetime.date, step: datetime.timedelta, found: Callable[[datetime.date], bool]) -> datetime.date:
    while not found(day):
        day += step
    return day


def on_or_after(day: datetime.date) -> datetime.date:
    """The day itself if it is a working day, else the next one."""
    return _walk(day, ONE_DAY, is_working_day)


def on_or_before(day: datetime.date) -> datetime.date:
    """The day itself if it is a working day, else the last one before it."""
    return _walk(day, -ONE_DAY, is_working_day)
