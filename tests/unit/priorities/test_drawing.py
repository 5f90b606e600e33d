"""How far the actions came, in a sentence and in squares."""

import re

import pytest

from priorities.drawing import rows, sentence

NONE = {"done": 0, "under_way": 0, "on_hold": 0, "not_implementing": 0, "not_started": 0}


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (
            {"done": 5, "under_way": 4, "not_started": 2},
            "Of 11 actions, 5 are done, 4 are under way and 2 are not begun.",
        ),
        ({"done": 1}, "Of 1 action, 1 is done."),
        ({"on_hold": 1, "not_implementing": 1}, "Of 2 actions, 1 is on hold and 1 is not being implemented."),
        ({}, ""),
    ],
)
def test_sentence_counts_every_action(counts: dict[str, int], told: str) -> None:
    assert sentence({**NONE, **counts}) == told


def test_each_kind_has_its_row_with_a_square_for_each_action() -> None:
    drawn = rows({"done": 12, "under_way": 1, "on_hold": 2, "not_implementing": 3, "not_started": 4})

    assert [(row.words, row.count, row.squares.count("<rect")) for row in drawn] == [
        ("Done", 12, 12),
        ("Under way", 1, 1),
        ("On hold", 2, 2),
        ("Not being implemented", 3, 3),
        ("Not begun", 4, 4),
    ]
    # Kinds differ by more than colour: each has a sign in its square, or a broken edge.
    assert len({re.findall(r' d="[^"]*?([a-zA-Z][^"]*)"', row.squares)[0] for row in drawn[:4]}) == 4
    assert "dasharray" in drawn[4].squares
    assert rows(NONE) == []
