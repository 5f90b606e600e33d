"""The one table of transitions: from where, to where, by which verb, by whom and not by whom."""

from dataclasses import dataclass
from enum import StrEnum

from partnership.permissions import Permission
from review.states import ReviewState as S


class Verb(StrEnum):
    """What can be done to a reviewed thing."""

    CREATE = "create"
    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `permission` None stands for the thing's own `write_permission`, held in its own organisation.
    `owner_may` lets its writers do it as well as those who hold `permission`.
    `conflict_bars` refuses who wrote or submitted it, and whose organisation it belongs to.
    """

    verb: Verb
    sources: frozenset[S]
    target: S
    permission: Permission | None
    owner_may: bool = False
    conflict_bars: bool = False
    note_required: bool = False
    past: str = ""


_ANYTHING_BUT_WITHDRAWN = frozenset(S) - {S.WITHDRAWN}

TRANSITIONS: dict[Verb, Transition] = {
    row.verb: row
    for row in (
        Transition(Verb.EDIT, _ANYTHING_BUT_WITHDRAWN, S.DRAFT, None, past="edited"),
        Transition(Verb.SUBMIT, frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, None, past="submitted"),
        Transition(
            Verb.RETURN,
            frozenset({S.SUBMITTED}),
            S.RETURNED,
            Permission.REVIEW,
            conflict_bars=True,
            note_required=True,
            past="returned",
        ),
        Transition(
            Verb.APPROVE,
            frozenset({S.SUBMITTED}),
            S.APPROVED,
            Permission.REVIEW,
            conflict_bars=True,
            past="approved",
        ),
        Transition(Verb.PUBLISH, frozenset({S.APPROVED}), S.PUBLISHED, Permission.PUBLISH, past="published"),
        Transition(
            Verb.WITHDRAW,
            _ANYTHING_BUT_WITHDRAWN,
            S.WITHDRAWN,
            Permission.WITHDRAW,
            owner_may=True,
            note_required=True,
            past="withdrawn",
        ),
    )
}
