"""Worked-out columns of a file: held against its figures as exactly as they were printed."""

import pytest

from tests.unit.indicators.parsing.forms import CATEGORIES, form, only_sentence, read_book_lines, read_csv_lines

HEAD = ["Code", "Current 12 months", "Previous 12 months", "% change"]
SHARES = ["Code", "Contacts", "Share"]


@pytest.mark.parametrize("printed", ["19.9%", "20%", "20", "19.9", "19.90%", "+20%", "19.90"])
def test_a_percentage_is_right_at_the_precision_that_was_printed(printed: object) -> None:
    assert not read_csv_lines(["a", 1199, 1000, printed], head=HEAD).parsed.problems


@pytest.mark.parametrize("printed", ["19.9%", "20%", 0.199, 0.2, 19.9, 20])
def test_a_percentage_of_a_workbook_is_right_as_a_number_of_either_size(printed: object) -> None:
    assert not read_book_lines(["a", 1199, 1000, printed], head=HEAD).parsed.problems


@pytest.mark.parametrize("printed", ["19.94%", "19%", "21", "19.8", "20.0%", "-20%", "199%"])
def test_a_percentage_is_wrong_at_the_precision_that_was_printed(printed: str) -> None:
    assert "but the figures next to it give +19.9%" in only_sentence(
        read_csv_lines(["a", 1199, 1000, printed], head=HEAD)
    )


@pytest.mark.parametrize("printed", ["12.5", "13", "12", "12.50", 0.125, 12.5])
def test_a_half_may_have_been_rounded_either_way(printed: object) -> None:
    assert not read_book_lines(["a", 9, 8, printed], head=HEAD).parsed.problems


@pytest.mark.parametrize("printed", ["33%", "33.3%", "33.33%", "33.333333", 1 / 3, 0.33, 100 / 3])
def test_a_share_is_read_with_any_number_of_places(printed: object) -> None:
    lines = [["1a", 2, "67%"], ["2", 1, printed]]
    assert not read_book_lines(*lines, head=SHARES, file=form(CATEGORIES)).parsed.problems


def test_the_turned_sign_is_told() -> None:
    sentence = only_sentence(read_csv_lines(["a", 80, 100, "20%"], head=HEAD))
    assert "The sign is wrong: a fall needs a minus sign." in sentence


@pytest.mark.parametrize("printed", ["0%", "-0%", "0.0%", "-0.0%", "0"])
def test_a_change_that_rounds_to_nothing_has_any_sign(printed: str) -> None:
    assert not read_csv_lines(["a", 4999, 5000, printed], head=HEAD).parsed.problems
