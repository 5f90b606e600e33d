"""What is asked about in the texts beside the stories: somebody's name or age, and not the trade's own words."""

import pytest

from review.marks import find_details, is_asked
from review.privacy_scan import Place
from tests.identifying.measure import beside_stories

ORGANISATIONS = {"The Harbour Project", "Avon and Somerset"}


def asked(text: str, field: str = "text") -> list[str]:
    found = find_details([Place(field, "Text", text)], ORGANISATIONS, {})
    return [one.detail.excerpt for one in found]


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        ("Sarah told us that she felt safe.", ["Sarah"]),
        ("We met Sarah, who felt safe. Sarah liked it.", ["Sarah"]),
        ("The boy, aged 14, went to Oldfield School.", ["aged 14", "Oldfield School"]),
        ("A child who was 9 years old came too.", ["9 years old"]),
        ("The worker spoke with T.J. about it.", ["T.J."]),
        ("Emily liked the group.", ["Emily"]),
        ("May Taylor spoke first. May told us more.", ["May", "Taylor"]),
        ("Sam, 15, told us. It was after her fourteenth birthday.", ["Sam", "15", "fourteenth birthday"]),
        ("At 15 she left home, when she was in Year 10.", ["At 15", "in Year 10"]),
    ],
)
def test_somebody_is_asked_about(text: str, excerpts: list[str]) -> None:
    assert asked(text) == excerpts


@pytest.mark.parametrize(
    "text",
    [
        "Rumour spread before the facts did.",
        "Developed and put into practice by every team.",
        "The Harbour Project and Avon and Somerset worked on it together.",
        "Until a child turned 18 the team stayed with the family.",
        "The panel met on 4 May and again in June.",
        "May was busy. April's newsletter and the Bill said so. Will it help?",
        "Support ends at her 18th birthday. She left care at 18, and he at 16.",
        "Young people waited for a decision after their eighteenth birthday.",
        "Year 9 pupils learned about consent. We met at 15 schools; attendance was at 75.",
        "Done",
        "2024-02-20",
    ],
)
def test_ordinary_words_are_not(text: str) -> None:
    assert asked(text) == []


def test_the_reason_of_an_author_settles_it_in_that_field_alone() -> None:
    places = [Place("text", "Text", "We thank Sarah for this."), Place("so_what", "So what", "We thank Sarah again.")]
    first, second = find_details(places, ORGANISATIONS, {})
    named, again = find_details(places, ORGANISATIONS, {first.key: "She is the author."})

    assert (named.is_open, again.is_open) == (False, True)
    assert named.sentence.endswith("The author says: She is the author.")
    assert second.key == again.key
    assert all(is_asked(one.detail, places[0].text) for one in (first, named))


def test_recall_and_false_alarms_keep_their_goals() -> None:
    for one in beside_stories():
        assert one.is_kept, (one.sentence, one.wrong)
