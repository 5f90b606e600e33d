"""Requirements that can only be met once an edition is public: when it came out, and who was sent it. Pure."""

import datetime
from collections.abc import Callable

from partnership.days import day
from reports.completeness.facts import Facts
from reports.completeness.states import Assessment, State
from reports.completeness.view import ReportView

# Keys of readers, as the log of recipients keeps them.
PANEL, WHAT_WORKS = "review-panel", "what-works"
SEND = "Send it, and record in the distribution list when and how."
WEEK = datetime.timedelta(days=7)


def last_day(ends_on: datetime.date) -> datetime.date:
    """The last day on which the report of a year that ended then is published in time."""
    return datetime.date(ends_on.year, 9, 30)


def waits(facts: Facts) -> Assessment | None:
    """What is said of everything that comes after publication, as long as the report is not public."""
    if facts.published_on is not None:
        return None
    return Assessment(State.LATER, "This is done after the report is published.")


def published(view: ReportView, facts: Facts) -> Assessment:
    """That the report is public, and since when."""
    early = waits(facts)
    if early or facts.published_on is None:
        return early or Assessment(State.LATER, "")
    months = (facts.published_on.year - facts.ends_on.year) * 12 + facts.published_on.month - facts.ends_on.month
    return Assessment(State.MET, f"Published on {day(facts.published_on)}, {months} months after the end of the year.")


def sent_to(*roles: str) -> Callable[[ReportView, Facts], Assessment]:
    """A check that each of these readers was sent the report."""

    def check(view: ReportView, facts: Facts) -> Assessment:
        return waits(facts) or _sent(facts, roles)

    return check


def _sent(facts: Facts, roles: tuple[str, ...]) -> Assessment:
    dates = {role: min(one.on for one in facts.sent if one.role == role) for role in {one.role for one in facts.sent}}
    there = [role for role in roles if role in dates]
    words = ", ".join(f"{_plain(role)} on {day(dates[role])}" for role in there)
    if len(there) == len(roles):
        return Assessment(State.MET, f"Sent to {words}.")
    rest = ", ".join(_plain(role) for role in roles if role not in dates)
    if there:
        return Assessment(State.PART, f"Sent to {words}; not yet sent to {rest}.", to_do=SEND)
    return Assessment(State.MISSING, f"Not sent to {rest} yet.", to_do=SEND)


def _plain(role: str) -> str:
    return f"the {role.replace('-', ' ')}"


def in_september_and_within_a_week(view: ReportView, facts: Facts) -> Assessment:
    """Public by the end of September, and sent to the Panel and to Foundations within seven days."""
    if facts.published_on is None:
        return Assessment(State.LATER, "This is done after the report is published.")
    due = last_day(facts.ends_on)
    in_time = facts.published_on <= due
    found = _sent(facts, (PANEL, WHAT_WORKS))
    in_a_week = all(
        any(one.role == role and one.on <= facts.published_on + WEEK for one in facts.sent)
        for role in (PANEL, WHAT_WORKS)
    )
    evidence = f"Published on {day(facts.published_on)}; due by {day(due)}. {found.evidence}"
    if in_time and in_a_week:
        return Assessment(State.MET, evidence)
    if not in_time and found.state is State.MISSING:
        return Assessment(State.MISSING, evidence, to_do=SEND)
    return Assessment(State.PART, evidence, to_do=SEND if found.state is not State.MET else "Say why it was late.")
