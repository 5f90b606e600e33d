"""The tables of transitions: from where, to where, by which verb, by whom and not by whom."""

from collections.abc import Iterable
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

    `permission` None stands for the thing's own `write_permission`, held in its own organisation, and
    `Permission.REVIEW` for its `approval_permission()`. `label` names the step on a button.
    `owner_may` lets its writers do it as well as those who hold `permission`.
    `conflict_bars` refuses who wrote or submitted it, and whose organisation it belongs to; `bars_others` refuses these
    where they are not among its writers, and whom it is about unless they proposed it.
    """

    verb: Verb
    sources: frozenset[S]
    target: S
    permission: Permission | None
    owner_may: bool = False
    conflict_bars: bool = False
    bars_others: bool = False
    note_required: bool = False
    past: str = ""
    label: str = ""


_ANYTHING_BUT_WITHDRAWN = frozenset(S) - {S.WITHDRAWN}


def _table(rows: Iterable[Transition]) -> dict[Verb, Transition]:
    return {row.verb: row for row in rows}


TRANSITIONS = _table(
    (
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
            label="Return for changes",
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
)

# What is proposed in one step and decided on once: nobody edits it, and what is refused stays refused. Who may propose
# may refuse as well, whatever their organisation: to take one's own proposal back is to refuse it. Nobody else refuses
# what they could not approve, or who is to lose a role could keep it.
PROPOSALS = _table(
    (
        Transition(Verb.SUBMIT, frozenset({S.DRAFT}), S.SUBMITTED, None, past="submitted"),
        Transition(
            Verb.RETURN,
            frozenset({S.SUBMITTED}),
            S.RETURNED,
            Permission.REVIEW,
            owner_may=True,
            bars_others=True,
            note_required=True,
            past="refused",
            label="Refuse",
        ),
        TRANSITIONS[Verb.APPROVE],
    )
)

# The same for what can be taken off the public pages again.
WITHDRAWABLE_PROPOSALS = PROPOSALS | _table(
    (
        Transition(
            Verb.WITHDRAW,
            frozenset({S.APPROVED}),
            S.WITHDRAWN,
            Permission.REVIEW,
            owner_may=True,
            note_required=True,
            past="withdrawn",
        ),
    )
)
