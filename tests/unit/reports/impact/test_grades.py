"""The written rule by which evidence is graded."""

import pytest

from reports.impact.grades import LABELS, Grade, Sort, allowed, grade_of_claim, grade_of_piece
from reports.impact.phrases import day_words, people_words


@pytest.mark.parametrize(
    ("sort", "most"),
    [
        (Sort.FIGURE, Grade.OUTCOME),
        (Sort.CASE_STUDY, Grade.OUTCOME),
        (Sort.AUDIT, Grade.PRACTICE),
        (Sort.FEEDBACK, Grade.VOICE),
        (Sort.TRAINING, Grade.PRACTICE),
    ],
)
def test_each_sort_shows_at_most_what_it_can(sort: Sort, most: Grade) -> None:
    order = list(Grade)
    assert [grade for grade in Grade if allowed(sort, grade)] == order[: order.index(most) + 1]


@pytest.mark.parametrize(
    ("sort", "shows", "grade"),
    [
        (Sort.FIGURE, "outcome", Grade.OUTCOME),
        (Sort.FIGURE, "activity", Grade.ACTIVITY),
        (Sort.FIGURE, "", Grade.NONE),
        (Sort.AUDIT, "practice", Grade.PRACTICE),
        (Sort.AUDIT, "outcome", Grade.PRACTICE),
        (Sort.TRAINING, "activity", Grade.ACTIVITY),
        (Sort.TRAINING, "outcome", Grade.PRACTICE),
        (Sort.FEEDBACK, "", Grade.VOICE),
        (Sort.FEEDBACK, "outcome", Grade.VOICE),
    ],
)
def test_a_piece_counts_for_what_it_shows_within_its_limit(sort: Sort, shows: str, grade: Grade) -> None:
    assert grade_of_piece(sort, shows) is grade


@pytest.mark.parametrize(
    ("kind", "grade"),
    [
        ("outcome", Grade.OUTCOME),
        ("voice", Grade.VOICE),
        ("output", Grade.ACTIVITY),
        ("activity", Grade.ACTIVITY),
        ("none", Grade.NONE),
        ("", Grade.NONE),
    ],
)
def test_a_story_counts_for_its_own_reviewed_kind_alone(kind: str, grade: Grade) -> None:
    assert grade_of_piece(Sort.CASE_STUDY, "outcome", story_kind=kind) is grade


def test_a_claim_is_as_good_as_its_best_piece() -> None:
    assert grade_of_claim([Grade.ACTIVITY, Grade.VOICE, Grade.PRACTICE]) is Grade.VOICE
    assert grade_of_claim([Grade.NONE]) is Grade.NONE
    assert grade_of_claim([]) is Grade.NONE


def test_every_grade_and_sort_has_words() -> None:
    assert set(LABELS) == set(Grade)
    assert all(sort.label for sort in Sort)
    assert Grade.OUTCOME.label == "Outcome: what changed for people"


@pytest.mark.parametrize(
    ("people", "words"), [(None, ""), (1, "fewer than 5 people"), (4, "fewer than 5 people"), (5, "5 people")]
)
def test_a_small_group_is_never_counted(people: int | None, words: str) -> None:
    assert people_words(people) == words


def test_no_date_has_no_words() -> None:
    assert day_words(None) == ""
