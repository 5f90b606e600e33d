"""Words as they are searched for, and typing errors."""

import pytest

from finding.search_words import asked_words, errors_between, nearest, vocabulary_of, words_of


def test_words_are_parted_by_everything_but_letters_and_digits() -> None:
    assert words_of("Multi-agency, 2022-23: the café’s “CHILDREN”") == [
        "multi",
        "agency",
        "2022",
        "23",
        "the",
        "cafe",
        "s",
        "children",
    ]


def test_little_words_and_single_letters_narrow_nothing() -> None:
    assert asked_words("How do I report the abuse of a child’s abuse in 4 steps?") == [
        "report",
        "abuse",
        "child",
        "4",
        "steps",
    ]
    assert asked_words("what is it about") == []


def test_no_search_has_more_words_than_the_database_is_asked_for() -> None:
    assert len(asked_words(" ".join(f"word{number}" for number in range(100)))) == 10
    assert asked_words("x" * 500) == ["x" * 40]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("domstic", "domestic"),
        ("abuze", "abuse"),
        ("saefguarding", "safeguarding"),
        ("expliotaton", "exploitation"),
        ("child", ""),
        ("nothinglikeit", ""),
        ("2023", ""),
    ],
)
def test_a_typing_error_is_held_against_the_words_there_are(typed: str, meant: str) -> None:
    words = [("domestic", 5), ("abuse", 9), ("safeguarding", 3), ("exploitation", 2), ("2022", 8), ("abused", 1)]
    assert nearest(typed, words) == meant


def test_the_most_used_of_two_equally_near_words_is_meant() -> None:
    assert nearest("casse", [("cases", 2), ("caste", 7)]) == "caste"


def test_letters_that_changed_places_are_one_error() -> None:
    assert errors_between("abuse", "absue", 2) == 1
    assert errors_between("abuse", "abolition", 2) == 3
    assert errors_between("exploit", "zzzzzzz", 2) == 3


def test_the_vocabulary_has_no_numbers_and_no_fragments() -> None:
    assert vocabulary_of("In 2023, 14 of us", "met Children’s services") == {"met", "children", "services"}
