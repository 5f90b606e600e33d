"""What has to be true of an edition at the moment when it is published, in a list that is read from top to bottom."""

from dataclasses import dataclass

from reports.editions.models.edition import Edition
from reports.readiness.preconditions import AFTER_SIGNATURES, BEFORE_SIGNATURES, Precondition
from reports.signing.validity import signatures_hold

PRECONDITIONS: tuple[Precondition, ...] = (
    *BEFORE_SIGNATURES,
    Precondition(
        "signatures", "The three safeguarding partners and then the chair have signed this edition", signatures_hold
    ),
    *AFTER_SIGNATURES,
)


@dataclass(frozen=True)
class Blocker:
    """Why an edition cannot be published now, and what to do, in one sentence."""

    check: Precondition
    sentence: str


def blockers(edition: Edition) -> list[Blocker]:
    """Everything that keeps the edition from being published, in the order of the list."""
    return [Blocker(check, sentence) for check in PRECONDITIONS for sentence in check.find(edition)]
