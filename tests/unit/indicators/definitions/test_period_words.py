"""The words about a period, which a coordinator can type: filled in place by place, never taken as a format."""

import pytest

from indicators.definitions.periods import filled
from indicators.definitions.usable import _of_period


def test_places_are_filled() -> None:
    assert filled("{previous_end} to {end}", end="B", previous_end="A") == "A to B"


@pytest.mark.asvs("1.3.10")
@pytest.mark.parametrize("words", ["{end:>999999999}", "{end.__class__}", "{0}", "{", "}}", "{start}"])
def test_nothing_else_in_braces_is_taken(words: str) -> None:
    assert list(_of_period("label", words))
    assert filled(words, end="B", previous_end="A") == words


def test_ordinary_words_are_taken() -> None:
    assert list(_of_period("label", "Year to {end}")) == []
