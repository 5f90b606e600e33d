"""A return held against what was approved before, and the windows that a file says it is about. Pure."""

import datetime
from collections.abc import Iterator, Sequence

from indicators.checks.context import CURRENT, PREVIOUS, Figures
from indicators.checks.problems import Problem
from indicators.checks.registry import finding
from indicators.definitions.families import Family, Row
from indicators.definitions.periods import Period
from indicators.definitions.values import Value, with_commas
from partnership.days import day

Date = datetime.date | None
MOST_TEXTS = 3
MOST_OF_A_TEXT = 120


def check_history(family: Family, rows: Sequence[Row], figures: Figures, earlier: Figures | None) -> Iterator[Problem]:
    """The window before must be what was approved as current a year ago, unless it is declared as revised.

    Answers are held together by their numbers: nil is the number 0. Where an approved number is now without one, the
    partner has to say why; two answers without a number are the same.
    """
    if family.shape != "windows":
        return
    if earlier is None:
        yield finding(
            "HISTORY-2",
            f"{family.column(PREVIOUS).label}: no return was approved for the year before, so we could not "
            "check these figures against it.",
        )
        return
    for row in rows:
        typed, approved = figures.get((row.key, PREVIOUS)), earlier.get((row.key, CURRENT))
        # A blank is told as such; a row that was not asked for last year has nothing to be held against.
        if typed is None or approved is None or typed.revised or typed.number == approved.number:
            continue
        name = f"“{row.label}”, {family.column(PREVIOUS).label}"
        if typed.number is None:
            yield finding(
                "HISTORY-3",
                f"{name}: {_answer(approved)} was approved last year, but the figure is now given as "
                f"{_answer(typed)}. Explain why a published figure has been removed.",
                row.key,
                PREVIOUS,
            )
        else:
            yield finding(
                "HISTORY-1",
                f"{name}: you entered {_answer(typed)}, but {_answer(approved)} was approved last year. "
                "Correct it, or tick “Last year's figures have been revised” and explain why.",
                row.key,
                PREVIOUS,
            )


def _answer(value: Value) -> str:
    """A number, or the words for its absence: “not able to supply”."""
    return f"“{value.state.words.lower()}”" if value.number is None else with_commas(value.number)


def other_period_sentence(period: Period, said: Sequence[tuple[str, str]]) -> str:
    """What a file says that speaks of other periods only: each text with its place, a few of them."""
    told = "; ".join(f"“{text[:MOST_OF_A_TEXT]}” ({place})" for text, place in said[:MOST_TEXTS])
    more = f"; and {len(said) - MOST_TEXTS} more" if len(said) > MOST_TEXTS else ""
    return (
        f"This return is for {period.label}, but the file names another period: {told}{more}. Check that you "
        "uploaded the right file."
    )


def check_other_period(sentence: str) -> Iterator[Problem]:
    """The file that the figures came from spoke of other periods only, as `other_period_sentence` says."""
    if sentence:
        yield finding("WINDOW-4", sentence)


def check_window(
    period: Period,
    starts_on: Date = None,
    ends_on: Date = None,
    previous_starts: Date = None,
    previous_ends: Date = None,
) -> list[Problem]:
    """Whether the dates that a file gives for its windows are those of the return; a date that is absent fits.

    The window before is the same one a year earlier. For twelve months it ends on the day before the current begins.
    """
    before = period.year_before()
    return [
        *_wrong_dates("WINDOW-1", "the window", period, starts_on, ends_on),
        *_wrong_dates("WINDOW-2", "the window before", before, previous_starts, previous_ends),
    ]


def _wrong_dates(code: str, name: str, window: Period, starts_on: Date, ends_on: Date) -> Iterator[Problem]:
    months = _months(starts_on, ends_on)
    if months is not None and months != window.months:
        yield finding(
            "WINDOW-3",
            f"In the file, {name} runs from {_day(starts_on)} to {_day(ends_on)}, which is not "
            f"{_length(window.months)}. It must run from {_day(window.starts_on)} to {_day(window.ends_on)}.",
        )
    elif starts_on not in (None, window.starts_on) or ends_on not in (None, window.ends_on):
        given = " to ".join(_day(date) for date in (starts_on, ends_on) if date is not None)
        yield finding(
            code,
            f"In the file, {name} is dated {given}. For this return it must run from {_day(window.starts_on)} "
            f"to {_day(window.ends_on)}. Check that this is the right file, and correct the dates.",
        )


def _months(starts_on: Date, ends_on: Date) -> int | None:
    """Whole calendar months, both days included; 0 for any other length, None where a date is absent."""
    if starts_on is None or ends_on is None:
        return None
    after = ends_on + datetime.timedelta(days=1)
    if after.day != starts_on.day:
        return 0
    return (after.year - starts_on.year) * 12 + after.month - starts_on.month


def _length(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def _day(date: Date) -> str:
    return "" if date is None else day(date)
