"""What the page of one item says of its two blind reviews."""

from dataclasses import dataclass

from partnership.models import User
from review.blind import NEEDED, Round, former_rounds, next_in_round, obstacle_in_round, round_of
from review.models import BlindReview, Reviewable
from review.reviewers import reviewers
from review.states import ReviewState


@dataclass(frozen=True)
class BlindPage:
    """Where the reviews stand, which this person may read, and why they cannot give one now."""

    status: str
    readable: list[BlindReview]
    former: list[BlindReview]
    obstacle: str | None
    can_decline: bool
    is_final: bool


def blind_page(user: User, item: Reviewable) -> BlindPage:
    """For a person who may open the item. Five queries."""
    current = round_of(item)
    waits = item.state == ReviewState.SUBMITTED
    free, _ = next_in_round(item, reviewers(), current) if waits else ([], False)
    obstacle = obstacle_in_round(user, item, current, free) if waits else None
    return BlindPage(
        status=_status(current, waits),
        readable=current.read_by(user),
        former=[one for earlier in former_rounds(item) for one in earlier.shared()],
        obstacle=obstacle,
        can_decline=waits and obstacle is None and not current.is_complete,
        is_final=current.is_split,
    )


def _status(current: Round, waits: bool) -> str:
    given = len(current.decided)
    if current.is_split:
        return "The 2 reviewers disagree, so the independent chair decides." if waits else "The 2 reviewers disagreed."
    if given < NEEDED and waits:
        return (
            f"{given} of {NEEDED} reviews {'is' if given == 1 else 'are'} in. The reviewers belong to different "
            "organisations, and neither can see the other's review until both are in."
        )
    return f"{given} of {NEEDED} reviews were completed." if not current.is_complete else "Both reviewers agree."
