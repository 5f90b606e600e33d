"""Which words of a text went, came or stayed."""

from hypothesis import given
from hypothesis import strategies as st

from review.word_changes import MOST_WORDS, Words, word_changes


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in word_changes(before, after)]


def test_a_word_that_was_changed_is_marked_alone() -> None:
    assert told("Ask the adult early on.", "Ask the person early on.") == [
        ("kept", "Ask the "),
        ("gone", "adult"),
        ("new", "person"),
        ("kept", " early on."),
    ]


def test_what_was_added_or_taken_out() -> None:
    assert told("", "New.") == [("new", "New.")]
    assert told("Old.", "") == [("gone", "Old.")]
    assert told("", "") == []
    assert told("One two three.", "One two three.") == [("kept", "One two three.")]
    assert told("One two three", "One two three and four") == [("kept", "One two three"), ("new", " and four")]


def test_a_single_word_between_two_changes_belongs_to_them() -> None:
    assert told("We met in the town hall today", "They met at the town hall today") == [
        ("gone", "We met in"),
        ("new", "They met at"),
        ("kept", " the town hall today"),
    ]


def test_a_very_long_text_is_not_compared_word_for_word() -> None:
    long = "word " * MOST_WORDS
    assert word_changes(long, f"{long}end") == [Words("gone", long), Words("new", f"{long}end")]


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_no_letter_of_either_is_lost(before: str, after: str) -> None:
    found = word_changes(before, after)
    assert "".join(one.text for one in found if one.kind != "gone") == after
    assert "".join(one.text for one in found if one.kind != "new") == before
