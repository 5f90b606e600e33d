"""Results of an evaluation: numbers of at least five answers, and nothing of fewer."""

from decimal import Decimal

from events.results import FEWEST, results_of

LATER = [("later", 4, True, "We ask earlier."), ("later", 5, True, "A new form."), ("later", 3, False, "")]


def test_of_fewer_than_five_answers_nothing_is_told_but_that_they_are_few() -> None:
    rows = [*LATER, *LATER[:1]]
    assert len(rows) == FEWEST - 1
    _, _, later = results_of(rows)
    assert (later.answers, later.mean, later.changed, later.words, later.is_shown) == (4, None, None, (), False)


def test_five_answers_are_a_mean_a_count_and_words_in_an_order_that_tells_nothing() -> None:
    rows = [*LATER, ("later", 2, False, ""), ("later", 4, None, "")]
    before, after, later = results_of([*rows, *[("before", one, None, "") for one in (1, 2, 2, 3, 2)]])
    assert (before.mean, before.changed) == (Decimal("2.0"), None)
    assert (after.answers, after.is_shown) == (0, False)
    assert (later.mean, later.changed) == (Decimal("3.6"), 2)
    assert later.words == ("A new form.", "We ask earlier.")


def test_a_mean_is_rounded_half_up() -> None:
    rows = [("after", one, None, "") for one in (4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4)]
    assert results_of(rows)[1].mean == Decimal("4.2")
