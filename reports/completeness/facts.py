"""What a requirement may know beside the report's content, read by `reports.document.completeness_facts`. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.completeness.states import Answer, Override, Sent
from reports.contributions.safeguarding_reviews import Review, ReviewFinding


@dataclass(frozen=True)
class MemberFact:
    """A member of the partnership on the last day of the year, and whether its account was approved."""

    name: str
    has_account: bool


@dataclass(frozen=True)
class Omission:
    """A section that the editor left out, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class Facts:
    """The year, its people and records, and what people said of the requirements.

    `none_of` holds what was stated not to have been: (``concluded`` or ``ongoing``, kind of review).
    `published_on` is empty while the edition is not public; `sent` says who was sent it.
    """

    year: str = ""
    starts_on: datetime.date = datetime.date.min
    ends_on: datetime.date = datetime.date.max
    arms: frozenset[str] = frozenset()
    members: tuple[MemberFact, ...] = ()
    reviews: tuple[Review, ...] = ()
    none_of: frozenset[tuple[str, str]] = frozenset()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    omitted: Mapping[str, Omission] = field(default_factory=dict)
    published_on: datetime.date | None = None
    sent: tuple[Sent, ...] = ()

    def concluded(self, *kinds: str) -> tuple[Review, ...]:
        """Reviews that concluded in the year, whenever they were begun."""
        return tuple(
            one for one in self.reviews if one.kind in kinds and one.concluded_between(self.starts_on, self.ends_on)
        )

    def ongoing(self, *kinds: str) -> tuple[Review, ...]:
        """Reviews that were ongoing at the end of the year's last day, whenever they were begun."""
        return tuple(one for one in self.reviews if one.kind in kinds and one.is_ongoing_on(self.ends_on))

    def known_findings(self, *kinds: str) -> tuple[tuple[Review, ReviewFinding], ...]:
        """Findings of reviews that had concluded by the end of the year, each with its review."""
        return tuple(
            (one, finding)
            for one in self.reviews
            if one.kind in kinds and one.concluded_on is not None and one.concluded_on <= self.ends_on
            for finding in one.findings
        )

    def knows_of(self, *kinds: str) -> bool:
        """Whether reviews of these kinds are recorded for the year, or it was stated that none concluded."""
        return bool(self.concluded(*kinds) or self.ongoing(*kinds)) or self.says_none("concluded", *kinds)

    def says_none(self, aspect: str, *kinds: str) -> bool:
        """Whether it was stated that there was none of any of these kinds."""
        return all((aspect, kind) in self.none_of for kind in kinds)
