"""The boxes of briefings: words, questions, and the templates that come with the portal."""

import pytest

from learning.boxes import MOST_WORDS_OF_ALL, QUESTIONS, Box, as_questions, laid_out, too_long, word_count
from learning.briefing_templates import standard_templates
from learning.template_services import problem_of, with_keys

BOX = Box("facts", "Facts", "", 5)


def test_the_seven_minute_briefing_has_its_boxes_in_order() -> None:
    assert [box.title for box in standard_templates()["seven-minute"].boxes] == [
        "Background",
        "Why it matters",
        "Key facts",
        "What we learned",
        "Good practice",
        "Questions for reflection",
        "Further information and next steps",
    ]


def test_every_template_can_be_written_by_and_tells_its_writer_what_to_do() -> None:
    templates = standard_templates().values()

    assert len(templates) >= 2
    for template in templates:
        assert problem_of(template.boxes) == ""
        assert all(box.hint and box.words for box in template.boxes)
        assert with_keys(template.boxes) == template.boxes


def test_words_are_counted_as_the_form_counts_them() -> None:
    assert word_count("- One, two\n- three") == 5
    assert word_count("One\n\n![Two people on a bridge](bridge)") == 1
    assert (too_long(BOX, "one two three four five"), too_long(BOX, " ")) == ("", "")
    assert too_long(BOX, "a b c d e f") == "“Facts” must be 5 words or fewer. Remove 1 word."
    assert too_long(BOX, "a " * 8) == "“Facts” must be 5 words or fewer. Remove 3 words."


@pytest.mark.parametrize("typed", ["Why?\nWho?", "- Why?\n- Who?", "1. Why?\r\n\r\n2) Who?\n", "• Why?\n  * Who?"])
def test_each_line_is_a_question_whatever_stands_before_it(typed: str) -> None:
    assert as_questions(typed) == "1. Why?\n2. Who?"


def test_only_a_box_of_questions_becomes_a_list() -> None:
    asked = Box("talk", "Talk", "", 20, QUESTIONS)

    assert laid_out(asked, "Why?")["text"] == "1. Why?"
    assert laid_out(BOX, "2023. A year of change")["text"] == "2023. A year of change"


def test_a_key_is_made_of_the_title_once_and_is_never_that_of_another_field() -> None:
    boxes = with_keys([Box("", "Title", "", 5), Box("", "Key facts", "", 5), Box("", "Key facts", "", 5), BOX])

    assert [box.key for box in boxes] == ["title_2", "key_facts", "key_facts_2", "facts"]


def test_a_briefing_ends_with_questions_and_prints_on_one_side() -> None:
    asked = Box("talk", "Talk", "", 20, QUESTIONS)

    assert "at least 2 boxes" in problem_of([asked])
    assert "discussion questions" in problem_of([BOX, BOX])
    assert f"{MOST_WORDS_OF_ALL} words in all" in problem_of([asked, Box("a", "A", "", MOST_WORDS_OF_ALL)])
