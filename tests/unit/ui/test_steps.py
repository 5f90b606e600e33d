"""Forms in steps: what comes next, what a step leaves of a form, and answers as people read them."""

import datetime

from django import forms

from ui.steps import (
    CHECK,
    LEFT_BLANK,
    NOT_ANSWERED,
    Step,
    answers_of,
    find_step,
    keep_only,
    next_step,
    shown,
    step_before,
)

STEPS = [Step("one", "First", ("name",)), Step("two", "Second", ("day", "kind")), Step("three", "Third")]


class Whole(forms.Form):
    name = forms.CharField(label="What is it called?")
    day = forms.DateField(label="When was it?", required=False)
    kind = forms.ChoiceField(choices=[("", "Select"), ("Animals", [("cat", "Cat")]), ("stone", "Stone")])
    agreed = forms.BooleanField(required=False)


def test_next_step_is_the_next_open_one_and_then_the_check():
    assert next_step(STEPS, "one") == "two"
    assert next_step(STEPS, "one", lambda step: step.key == "two") == "three"
    assert next_step(STEPS, "three") == CHECK
    assert next_step(STEPS, "unknown") == "one"


def test_step_is_found_by_its_key_and_knows_the_one_before():
    assert find_step(STEPS, "two") is STEPS[1]
    assert find_step(STEPS, "four") is None
    assert step_before(STEPS, "two") is STEPS[0]
    assert step_before(STEPS, "one") is None


def test_step_asks_its_own_questions_in_their_order_and_refuses_nothing_else():
    form = Whole({"day": "2023-03-31", "kind": "cat"})
    keep_only(form, ("kind", "day", "elsewhere"))

    assert list(form.fields) == ["kind", "day"]
    assert form.is_valid()


def test_answers_are_read_as_people_say_them():
    form = Whole(initial={"name": "A name\nof two lines", "day": datetime.date(2023, 3, 31), "kind": "cat"})

    told = [(answer.question, answer.lines) for answer in answers_of(form, ["name", "day", "kind", "agreed", "gone"])]

    assert told == [
        ("What is it called?", ("A name", "of two lines")),
        ("When was it?", ("31 March 2023",)),
        ("Kind", ("Animals: Cat",)),
        ("Agreed", ("No",)),
    ]
    assert answers_of(Whole(), ["kind"])[0].lines == (NOT_ANSWERED,)
    form = Whole()
    form.fields["kind"].label = "Kind (optional)"
    assert answers_of(form, ["kind"])[0].lines == (LEFT_BLANK,)


def test_answer_that_is_no_choice_any_more_is_shown_as_it_is_stored():
    assert shown(Whole().fields["kind"], "dog") == "dog"
