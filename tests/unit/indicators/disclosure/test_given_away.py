"""Words that give away what a table hides: what is found, what is passed over, and how often either is wrong."""

import pytest

from indicators.disclosure.given_away import Kept, plain
from indicators.disclosure.near_values import near_values
from indicators.disclosure.said_numbers import said_numbers
from tests.disclosure.words_said.clean import CLEAN
from tests.disclosure.words_said.kept_back import KEPT
from tests.disclosure.words_said.measure import measure
from tests.disclosure.words_said.planted import PLANTED
from tests.unit.indicators.disclosure.tables import as_published, police, released

HIDDEN = Kept(KEPT)


def test_planted_give_aways_are_found_and_clean_sentences_pass() -> None:
    assert len(PLANTED) == 100
    assert len(CLEAN) >= 200
    assert [one.sentence for one in measure() if not one.is_kept] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3, three, ３ and twenty-one", ["3", "3", "3", "21"]),
        ("1,048 and 2.5", ["1048", "2.5"]),
        ("In 2022-23, on 3 May 2022, under section 42(2), at 16 or over, within 24 hours, for £5", []),
        ("aged 16 to 17, a 15-year-old, under 18s, in year 7, at stage 2", []),
        ("3 workshops, two schools and 4 of our partners", []),
        ("70% of the delegates, two thirds of professionals", []),
        ("3 of the children; 4 fewer; 2 were seen", ["3", "4", "2"]),
        ("1. first\n2. second", []),
    ],
)
def test_numbers_of_people_are_told_from_other_numbers(text: str, numbers: list[str]) -> None:
    found = said_numbers(text.replace("３", "3"))

    assert [str(one.number) for one in found] == numbers


def test_a_place_is_named_with_the_table_that_hides_it() -> None:
    [found] = HIDDEN.given_away_in("We are pleased. Only three children went missing from foster care this year.")

    assert found.excerpt == "Only three children went missing from"
    assert found.advice == (
        "“Only three children went missing from”. The table “Missing children” hides a number that this tells or lets "
        "a reader work out. Leave the number out, or say “a few”, or ask for the sentence to be kept."
    )


def test_what_a_release_hides_is_what_words_must_not_say() -> None:
    kept = Kept(near_values(as_published(released(police()))))

    assert kept.given_away_in("3 children were missing from care")
    assert kept.given_away_in("Missing from care fell by 7.")
    assert not kept.given_away_in("95 children were missing.")
    assert not Kept(()).given_away_in("3 children were missing from care")


def test_a_sentence_that_was_allowed_tells_what_it_was_allowed_for_and_nothing_else() -> None:
    text = "Only three children went missing from foster care this year."
    keys = HIDDEN.keys_told(text)
    assert HIDDEN.keys_told("We are pleased.") == []

    allowed = Kept(KEPT, {(plain(text), key) for key in keys})

    assert allowed.given_away_in(f"We are pleased.  {text.replace(' ', '  ')}") == []
    assert allowed.given_away_in(text.replace("this year", "last year"))
    assert Kept(KEPT, {(plain(text), "another/key")}).given_away_in(text)
