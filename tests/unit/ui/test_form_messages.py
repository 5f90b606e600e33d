"""What is wrong in a form: told at its control and in the summary, and tied to both."""

from django import forms

from tests.unit.ui.drawing import drawn, links
from tests.unit.ui.form_of_every_field import ANSWERS, CHOICES, EveryField
from ui.forms import (
    GovukForm,
)


def test_every_message_leads_to_its_control():
    form = EveryField({"title": "bad", "held_on-day": "27", "held_on-year": "2023", "revision": ""})
    page = drawn(form)

    found = dict(links(form))
    assert found["The whole thing is <wrong>."] is None
    assert found["Enter “Story”"] == "#id_story"
    assert found["The date must include a month"] == "#id_held_on-month"
    assert found["Select an answer for “Colour”"] == "#id_colour"
    assert found["Select an answer for “Colours”"] == "#id_colours"
    assert found["Select “I agree”"] == "#id_agreed"
    assert found["Select a file for “Paper”"] == "#id_paper"
    assert found["Enter “Revision”"] is None, "nobody can reach a hidden field"
    for target in filter(None, found.values()):
        control = page.find(id=target.removeprefix("#"))
        assert control.tag in ("input", "textarea", "select")
    assert links(form)[0][0] == "The whole thing is <wrong>."


def test_messages_and_hints_are_tied_to_their_control():
    page = drawn(EveryField({"revision": "1"}))

    title = page.find(name="title")
    assert title.get("aria-describedby") == "id_title-hint id_title-error"
    assert title.get("aria-invalid") == "true"
    assert page.find(id="id_title-hint").text == "As short as can be"
    assert page.find(id="id_title-error").text == "Error: Enter “Title”"
    assert page.find(name="agreed").get("aria-describedby") == "id_agreed-hint id_agreed-error"
    assert page.find(id="id_agreed-hint").text == "To all of it"
    for node in page.find_all(tag="fieldset") + page.find_all(tag="input"):
        for address in (node.get("aria-describedby") or "").split():
            assert page.find(id=address)


def test_two_messages_of_one_field_are_both_told():
    form = EveryField(ANSWERS)
    form.add_error("title", "Too dull.")
    form.add_error("title", "Too loud.")
    page = drawn(form)

    assert page.find(name="title").get("aria-describedby") == "id_title-hint id_title-error id_title-error-2"
    assert page.find(id="id_title-error-2").text == "Error: Too loud."


def test_what_concerns_the_whole_is_told_in_the_summary_alone():
    form = EveryField({"title": "bad"})
    whole = drawn(form)
    form.helper.form_tag = False
    fields = drawn(form)
    filtered = drawn(form, "{% load crispy_forms_tags %}{{ form|crispy }}")

    assert len(whole.find_all(role="alert")) == 1
    assert whole.text.count("The whole thing is <wrong>.") == 1
    assert not fields.find_all(role="alert")
    for page in (fields, filtered):
        assert "The whole thing is <wrong>." not in page.text
        assert "Error: " in page.text


def test_message_of_a_form_that_has_its_own_words_stays():
    class Own(GovukForm):
        note = forms.CharField(error_messages={"required": "Enter the reason."})

    assert Own({}).errors["note"] == ["Enter the reason."]


def test_errors_can_be_drawn_alone():
    page = drawn(EveryField({"title": "bad"}), "{% load crispy_forms_tags %}{{ form|as_crispy_errors }}")

    assert page.find(tag="h2").text == "There is a problem"


def test_summary_says_nothing_where_nothing_is_wrong():
    assert not links(EveryField())
    assert not links(None)


def test_empty_choice_and_empty_lists_are_said_in_words():
    class Choosing(forms.Form):
        answer = forms.ChoiceField(choices=[("", "---------"), *CHOICES], widget=forms.RadioSelect, required=False)
        none = forms.MultipleChoiceField(choices=[])

    form = Choosing({"answer": ""})
    page = drawn(form, "{% load crispy_forms_tags %}{{ form|crispy }}")

    assert page.find(for_="id_answer").text == "Not answered"
    assert page.find(id="id_answer").get("checked") == ""
    assert ("Select an answer for “None”", "#id_none") in links(form)
    assert page.find(id="id_none").text == "There are no options to choose from yet."


def test_a_number_out_of_its_range_is_named_with_the_range():
    class Days(GovukForm):
        days = forms.IntegerField(label="Closes for changes", min_value=1, max_value=900)

    assert Days({"days": "901"}).errors["days"] == ["“Closes for changes” must be 900 or fewer"]
    assert Days({"days": "0"}).errors["days"] == ["“Closes for changes” must be 1 or more"]
