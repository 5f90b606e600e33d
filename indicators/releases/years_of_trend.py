"""The earlier years that a release reads trends from."""

from collections.abc import Sequence

from indicators.returns.models.submission import Submission
from indicators.statistics.trend import POINTS


def years_of_trend(last: Submission, submissions: Sequence[Submission]) -> list[Submission]:
    """The whole years just before this one, one return each; none where too few are approved for a trend.

    What is not read is no source of the table, and must not hold its release back.
    """
    window = last.window
    if window.part:
        return []
    wanted = set()
    for _ in range(POINTS - 1):
        window = window.year_before()
        wanted.add(window.slug)
    found = {one.period: one for one in submissions if one.period in wanted}
    return list(found.values()) if len(found) == len(wanted) else []
