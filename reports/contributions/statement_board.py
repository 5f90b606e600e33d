"""Every text that the year's report has room for, and how far each is."""

from dataclasses import dataclass

from partnership.authorization import has_permission
from partnership.models import Arm, ReportingYear, User
from reports.contributions.models.statement import Statement
from reports.contributions.statement_kinds import SHAPES, StatementKind
from review.notifications import sent_url
from review.states import ReviewState


@dataclass(frozen=True)
class StatementLine:
    """One text: what it is, who approves it, where this reader writes it, and the text where it was begun."""

    heading: str
    decided_by: str
    edit_url: str
    statement: Statement | None

    @property
    def review_url(self) -> str:
        """Where what was submitted is read; empty where nothing was."""
        return sent_url(self.statement)


def statements_of(year: ReportingYear, user: User) -> list[StatementLine]:
    """For this reader, in the order of the report, with a line for each arm. Two queries."""
    rows = Statement.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN).select_related("arm", "year")
    begun = {(row.kind, row.arm_id): row for row in rows}
    arms = list(Arm.objects.all())
    return [
        _line(year, kind, arm, begun, user)
        for kind in StatementKind
        for arm in (arms if kind == StatementKind.ARM else [None])
    ]


def _line(
    year: ReportingYear,
    kind: StatementKind,
    arm: Arm | None,
    begun: dict[tuple[str, int | None], Statement],
    user: User,
) -> StatementLine:
    place = Statement(year=year, kind=kind, arm=arm)
    statement = begun.get((kind.value, arm.pk if arm else None))
    signed_with = place.signed_with()
    is_own = signed_with is not None and has_permission(user, signed_with)
    return StatementLine(
        heading=place.heading,
        decided_by=SHAPES[kind].deciders(in_own_hand=statement.in_own_hand if statement else None),
        edit_url=place.get_edit_url() if has_permission(user, place.write_permission) or is_own else "",
        statement=statement,
    )
