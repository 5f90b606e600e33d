"""Claims of impact with their evidence, made through the real services and transitions."""

import datetime
from typing import Any

from indicators.models import Release
from partnership.models import ReportingYear, User
from priorities.models import Action
from reports.impact.cells import CellAddress
from reports.impact.grades import Sort
from reports.impact.services import Piece, save_claim, start_claim
from reports.models import ImpactClaim
from review.services import move
from review.transitions import Verb

CLAIM = "Young people who go missing are found sooner."
MISSING = CellAddress("missing-children", 0, "number-of-missing-children-reports", "current")
HIDDEN = CellAddress("missing-children", 0, "number-of-children-missing-from-care", "current")


def audit(**fields: Any) -> Piece:
    """An audit that looked at practice."""
    given = {
        "shows": "practice",
        "title": "Audit of return interviews",
        "held_on": datetime.date(2023, 2, 14),
        "finding": "Nine in ten interviews were held in time.",
    }
    return Piece(Sort.AUDIT, **{**given, **fields})


def feedback(**fields: Any) -> Piece:
    """What people answered."""
    given = {
        "title": "Did you feel listened to?",
        "held_on": datetime.date(2023, 3, 1),
        "people": 12,
        "finding": "Most said yes.",
    }
    return Piece(Sort.FEEDBACK, **{**given, **fields})


def figure(release: Release, cell: CellAddress = MISSING, shows: str = "outcome") -> Piece:
    """A cell of a published table."""
    return Piece(Sort.FIGURE, shows=shows, release=release, cell=cell)


def draft_claim(
    action: Action, year: ReportingYear, by: User, *pieces: Piece, claim: str = CLAIM, **more: Any
) -> ImpactClaim:
    """A saved draft; with an audit behind it where nothing else is given."""
    draft = start_claim(action=action, year=year, **more)
    draft.claim = claim
    return save_claim(claim=draft, pieces=pieces or (audit(),), by=by)


def live_claim(
    action: Action, year: ReportingYear, by: User, approver: User, *pieces: Piece, claim: str = CLAIM
) -> ImpactClaim:
    """A claim that was submitted and approved."""
    draft = draft_claim(action, year, by, *pieces, claim=claim)
    move(obj=draft, verb=Verb.SUBMIT, by=by, revision=draft.revision)
    return move(obj=draft, verb=Verb.APPROVE, by=approver, revision=draft.revision)
