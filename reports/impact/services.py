"""Writing claims of impact. Each verb takes an actor and leaves a line in the audit trail."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.models import Release
from learning.models import CaseStudy
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from priorities.models import Action
from reports.impact.cells import CellAddress
from reports.impact.grades import ASKED, Grade, Sort, allowed
from reports.impact.models.impact import Evidence, ImpactClaim
from review.services import save

NO_CELL = CellAddress("", 0, "", "")


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a writer enters it. Which parts are filled in depends on its sort."""

    sort: Sort
    shows: str = ""
    release: Release | None = None
    cell: CellAddress = NO_CELL
    case_study: CaseStudy | None = None
    title: str = ""
    held_on: datetime.date | None = None
    people: int | None = None
    finding: str = ""


def start_claim(*, action: Action, year: ReportingYear, key: uuid.UUID | None = None) -> ImpactClaim:
    """An unsaved claim about an action in a year, owned by the action's owner.

    `key` is the one that came with the form: the same form sent twice makes one claim.
    """
    return ImpactClaim(action=action, year=year, organisation=action.owner, key=key or uuid.uuid4())


def piece_of(row: Evidence) -> Piece:
    """A stored piece as a writer entered it, for who changes another one."""
    return Piece(
        sort=Sort(row.sort),
        shows=row.shows,
        release=row.release,
        cell=row.address,
        case_study=row.case_study,
        title=row.title,
        held_on=row.held_on,
        people=row.people,
        finding=row.finding,
    )


def save_claim(*, claim: ImpactClaim, pieces: Iterable[Piece], by: User, revision: int = 0) -> ImpactClaim:
    """Save a draft of a claim with its evidence, in its order.

    Raises `ClosedYear`, `NotAllowed`, `StaleRevision`, or `DomainError` where a figure is not one that readers are
    shown, or where more is said than such evidence can show.
    """
    kept = {piece_of(one) for one in claim.evidence.select_related("release", "case_study")} if claim.pk else set()
    rows = []
    for number, piece in enumerate(pieces, 1):
        rows.append(_row(number, piece, claim))
        # What is stored already may have been hidden since. It stops the submission, not the mending of other parts.
        if piece not in kept:
            _check(rows[-1])

    def write(stored: ImpactClaim) -> None:
        stored.evidence.all().delete()
        for row in rows:
            row.claim = stored
        Evidence.objects.bulk_create(rows)

    return save(obj=claim, by=by, revision=revision, write=write)


def _row(number: int, piece: Piece, claim: ImpactClaim) -> Evidence:
    is_figure = piece.sort is Sort.FIGURE
    cell = piece.cell if is_figure else NO_CELL
    return Evidence(
        claim=claim,
        number=number,
        sort=piece.sort,
        shows=piece.shows if piece.sort in ASKED else "",
        release=piece.release if is_figure else None,
        family_slug=cell.family,
        table=cell.table,
        row_key=cell.row,
        column_key=cell.column,
        case_study=piece.case_study if piece.sort is Sort.CASE_STUDY else None,
        title=piece.title,
        held_on=piece.held_on,
        people=piece.people if piece.sort in (Sort.FEEDBACK, Sort.TRAINING) else None,
        finding=piece.finding,
    )


def _check(row: Evidence) -> None:
    """What not even a draft may say."""
    if row.sort == Sort.FIGURE and (row.release is None or not row.release.is_public):
        raise DomainError(f"Evidence {row.number}: select a figure in a published release.")
    if row.sort == Sort.FIGURE and row.release is not None and row.release.year_id != row.claim.year_id:
        raise DomainError(f"Evidence {row.number}: select a figure for {row.claim.year}.")
    if row.sort == Sort.CASE_STUDY and row.case_study is None:
        raise DomainError(f"Evidence {row.number}: select a case study.")
    for problem in row.out_of_sight(row.number):
        raise DomainError(problem)
    if row.shows and not allowed(Sort(row.sort), Grade(row.shows)):
        raise DomainError(
            f"Evidence {row.number}: {Sort(row.sort).label.lower()} cannot show “{Grade(row.shows).label}”. Select "
            "what it does show, or choose other evidence."
        )
