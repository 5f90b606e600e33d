"""Which reviews belong to a year, and how: the questions of the Care Act 2014, Schedule 2, paragraph 4(1)(d) to (g).

Pure. A review is read from the snapshot that the board approved. A year is asked for by its days: it runs from
1 April to 31 March, and a review belongs to it by when it concluded or was ongoing, whenever it began.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from partnership.days import stored_day

CONCLUDED, ONGOING = "concluded", "ongoing"
NOT_IMPLEMENTED, UNDER_WAY, DONE = "not_implemented", "under_way", "done"


class Year(Protocol):
    """A reporting year: `slug` such as 2022-23, and its first and last day."""

    slug: str
    starts_on: datetime.date
    ends_on: datetime.date


def anchor_of(reference: str) -> str:
    """The reference as the report's anchors and file names write it: SAR 2023/1 and SAR-2023-1 are one there."""
    return f"review-{re.sub(r'[^a-z0-9]+', '-', reference.lower()).strip('-')}"


@dataclass(frozen=True)
class Action:
    """What was done about a finding in one year, given by its slug."""

    year: str
    text: str


@dataclass(frozen=True)
class Tracked:
    """An action of the tracker about a finding, as its owner reported on it for one year. `due_on` is an ISO date."""

    year: str
    title: str
    owner: str
    due_on: str
    status: str
    status_label: str
    reason: str
    what_was_done: str
    impact: str
    evidence: str
    is_illustrative: bool = False

    @property
    def is_work(self) -> bool:
        """Whether something was done, and not only planned, put off or refused."""
        return self.status in (UNDER_WAY, DONE) and bool(self.what_was_done)


@dataclass(frozen=True)
class ReviewFinding:
    """A finding, the decision on it, the year in which that was taken (empty while it is open), and its reason.

    `key` stays while it is reworded or moved; by it the tracker knows it. `tracked` is what was approved there.
    """

    number: int
    text: str
    decision: str
    decided_in: str
    reason: str
    state: str
    actions: tuple[Action, ...]
    key: str = ""
    tracked: tuple[Tracked, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether it was decided not to implement it."""
        return self.decision == NOT_IMPLEMENTED

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.state == DONE

    def is_acted_on_in(self, year: str) -> bool:
        """Whether something was done about it in the year, given by its slug: recorded here, or in the tracker."""
        return any(action.year == year for action in self.actions) or any(one.is_work for one in self.tracked_in(year))

    def tracked_in(self, year: str) -> tuple[Tracked, ...]:
        """What owners of its actions reported for the year, given by its slug."""
        return tuple(one for one in self.tracked if one.year == year)


@dataclass(frozen=True)
class Review:
    """A review as it was approved. `concluded_on` is None while it is ongoing."""

    reference: str
    kind: str
    arm: str
    joint_with: str
    begun_on: datetime.date
    concluded_on: datetime.date | None
    published_on: datetime.date | None
    link: str
    summary: str
    findings: tuple[ReviewFinding, ...]

    def concluded_between(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it concluded on one of these days, whenever it began."""
        return self.concluded_on is not None and first <= self.concluded_on <= last

    def is_ongoing_on(self, day: datetime.date) -> bool:
        """Whether it was ongoing at the end of the day, whenever it began."""
        return self.begun_on <= day and (self.concluded_on is None or self.concluded_on > day)


def review_of(content: Mapping[str, Any]) -> Review:
    """The review that a snapshot holds."""
    return Review(
        reference=content["reference"],
        kind=content["kind"],
        arm=content["arm"]["title"] if content["arm"] else "",
        joint_with=content["joint_with"],
        begun_on=datetime.date.fromisoformat(content["begun_on"]),
        concluded_on=stored_day(content["concluded_on"]),
        published_on=stored_day(content["published_on"]),
        link=content["link"],
        summary=content["summary"],
        findings=tuple(_finding(one) for one in content["findings"]),
    )


def _finding(content: Mapping[str, Any]) -> ReviewFinding:
    return ReviewFinding(
        number=int(content["number"]),
        text=content["text"],
        decision=content["decision"],
        decided_in=content["decided_in"],
        reason=content["reason"],
        state=content["state"],
        actions=tuple(Action(one["year"], one["text"]) for one in content["actions"]),
        # What was approved before findings had keys has none.
        key=content.get("key", ""),
    )


def concluded_in(reviews: Iterable[Review], year: Year) -> list[Review]:
    """Reviews that concluded in the year, whenever they began (paragraph 4(1)(d)), earliest conclusion first."""
    found = [one for one in reviews if one.concluded_between(year.starts_on, year.ends_on)]
    return sorted(found, key=lambda one: (one.concluded_on or year.ends_on, one.reference))


def ongoing_at_end_of(reviews: Iterable[Review], year: Year) -> list[Review]:
    """Reviews that were ongoing on the year's last day, whenever they began (paragraph 4(1)(e)), oldest first."""
    found = [one for one in reviews if one.is_ongoing_on(year.ends_on)]
    return sorted(found, key=lambda one: (one.begun_on, one.reference))


def acted_upon_in(reviews: Iterable[Review], year: Year) -> list[tuple[Review, ReviewFinding, Action]]:
    """What was done in the year about findings of any review (paragraph 4(1)(f)), by reference and number."""
    return [
        (review, finding, action)
        for review in _by_reference(reviews)
        for finding in review.findings
        for action in finding.actions
        if action.year == year.slug
    ]


def tracked_in(reviews: Iterable[Review], year: Year) -> list[tuple[Review, ReviewFinding, Tracked]]:
    """What owners of actions on findings reported for the year, by reference and number."""
    return [
        (review, finding, one)
        for review in _by_reference(reviews)
        for finding in review.findings
        for one in finding.tracked_in(year.slug)
    ]


def refused_in(reviews: Iterable[Review], year: Year) -> list[tuple[Review, ReviewFinding]]:
    """Findings of any review that it was decided in the year not to implement (paragraph 4(1)(g))."""
    return [
        (review, finding)
        for review in _by_reference(reviews)
        for finding in review.findings
        if finding.is_refused and finding.decided_in == year.slug
    ]


def kinds_recorded(reviews: Iterable[Review], year: Year) -> dict[str, set[str]]:
    """For what concluded and what was ongoing: the kinds of review that are recorded. Statements must not deny them."""
    known = list(reviews)
    return {
        CONCLUDED: {one.kind for one in concluded_in(known, year)},
        ONGOING: {one.kind for one in ongoing_at_end_of(known, year)},
    }


def touches(review: Review, year: Year) -> bool:
    """Whether the year's report tells anything of the review."""
    only = [review]
    return bool(
        concluded_in(only, year)
        or ongoing_at_end_of(only, year)
        or acted_upon_in(only, year)
        or tracked_in(only, year)
        or refused_in(only, year)
    )


def _by_reference(reviews: Iterable[Review]) -> list[Review]:
    return sorted(reviews, key=lambda one: one.reference)
