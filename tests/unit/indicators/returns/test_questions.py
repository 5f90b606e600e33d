"""Comments on odd figures and answers to reviewers, as fields of the form."""

from indicators.checks.problems import Problem
from indicators.definitions.families import get_family
from indicators.returns.grid.lines import FORM_FIELDS, field_names
from indicators.returns.grid.questions import GONE, finding_name, findings_to_show, typed_answers, typed_comments

KEY = ("RANGE-1", "some-row", "current")
NAME = finding_name(KEY)
ODD = Problem("RANGE-1", "Unusual.", "some-row", "current", stops=False, confirm=True)


def test_comments_are_read_by_what_they_belong_to() -> None:
    data = {NAME: " It\r\nis right. ", finding_name(("A", "b", "c")): " ", "confirm__odd": "x", "note": "n"}
    assert typed_comments(data) == {KEY: "It\nis right."}


def test_a_finding_without_its_comment_is_asked_about_only_once_it_was_shown() -> None:
    [first] = findings_to_show([ODD], {})
    assert (first.key, first.comment, first.error, first.target) == (KEY, "", "", "cell_some-row_current")
    [again] = findings_to_show([ODD], {NAME: " "})
    assert again.error
    [said] = findings_to_show([ODD], {NAME: "Right."})
    assert (said.comment, said.error) == ("Right.", "")


def test_a_comment_whose_finding_went_away_is_still_shown() -> None:
    [lost] = findings_to_show([], {NAME: "Right."})
    assert (lost.sentence, lost.comment, lost.name) == (GONE, "Right.", NAME)


def test_a_finding_on_the_whole_return_leads_to_no_cell() -> None:
    [whole] = findings_to_show([Problem("ALL-1", "Odd.", stops=False, confirm=True)], {})
    assert whole.target == ""


def test_answers_are_read_by_their_question() -> None:
    data = {"answer_12": " Yes. ", "answer_13": " ", "answer_x": "no", "answer_٣": "no", "answer_" + "9" * 30: "no"}
    assert typed_answers(data) == {12: "Yes."}


def test_the_form_knows_its_fields() -> None:
    family = get_family("enquiry-outcomes")
    names = field_names(family, family.fixed_rows)
    key = family.fixed_rows[0].key
    assert {f"cell_{key}_count", f"state_{key}", f"reason_{key}", f"provisional_{key}"} <= names
    assert names >= FORM_FIELDS
    assert f"cell_{key}_share" not in names
    assert len(names) == len(FORM_FIELDS) + 3 * 4
