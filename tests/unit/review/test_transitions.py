"""The table of transitions, written as the allowed set; every other pair is refused."""

import itertools

from review.states import ReviewState as S
from review.transitions import TRANSITIONS, Verb

ALLOWED = {
    (Verb.EDIT, S.DRAFT, S.DRAFT),
    (Verb.EDIT, S.SUBMITTED, S.DRAFT),
    (Verb.EDIT, S.RETURNED, S.DRAFT),
    (Verb.EDIT, S.APPROVED, S.DRAFT),
    (Verb.EDIT, S.PUBLISHED, S.DRAFT),
    (Verb.SUBMIT, S.DRAFT, S.SUBMITTED),
    (Verb.SUBMIT, S.RETURNED, S.SUBMITTED),
    (Verb.RETURN, S.SUBMITTED, S.RETURNED),
    (Verb.APPROVE, S.SUBMITTED, S.APPROVED),
    (Verb.PUBLISH, S.APPROVED, S.PUBLISHED),
    (Verb.WITHDRAW, S.DRAFT, S.WITHDRAWN),
    (Verb.WITHDRAW, S.SUBMITTED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.RETURNED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.APPROVED, S.WITHDRAWN),
    (Verb.WITHDRAW, S.PUBLISHED, S.WITHDRAWN),
}


def test_table_allows_exactly_these():
    table = {
        (verb, source, TRANSITIONS[verb].target)
        for verb, source in itertools.product(TRANSITIONS, S)
        if source in TRANSITIONS[verb].sources
    }
    assert table == ALLOWED


def test_only_decisions_bar_conflicts_and_both_do():
    assert {verb for verb, row in TRANSITIONS.items() if row.conflict_bars} == {Verb.APPROVE, Verb.RETURN}


def test_return_and_withdrawal_need_a_reason():
    assert {verb for verb, row in TRANSITIONS.items() if row.note_required} == {Verb.RETURN, Verb.WITHDRAW}
