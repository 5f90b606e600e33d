"""Forms: every control is drawn whole, has a name, and takes what is typed."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.unit.ui.drawing import drawn, links
from tests.unit.ui.form_of_every_field import ANSWERS, CHOICES, EveryField
from ui.forms import (
    GovukForm,
)


def test_form_with_buttons_is_drawn_whole():
    page = drawn(EveryField(), csrf_token="token-of-the-session")

    form = page.find(tag="form")
    assert form.get("method") == "post"
    assert form.get("novalidate") == ""
    assert form.get("enctype") == "multipart/form-data"
    assert form.find(name="csrfmiddlewaretoken").get("value") == "token-of-the-session"
    assert [button.text for button in form.find_all(tag="button")] == ["Save", "Leave <it>"]
    assert not page.find_all(role="alert")


def test_form_without_buttons_leaves_form_and_summary_to_its_page():
    class Fields(GovukForm):
        note = forms.CharField(error_messages={"required": "Enter a note."})

    page = drawn(Fields({}))

    assert not page.find_all(tag="form")
    assert not page.find_all(tag="button")
    assert not page.find_all(role="alert")
    assert page.find(id="id_note-error").text == "Error: Enter a note."


def test_form_that_asks_has_no_token():
    form = EveryField()
    form.helper.form_method = "get"
    form.helper.form_id = "filter"

    drawn_form = drawn(form, csrf_token="token-of-the-session").find(tag="form")

    assert (drawn_form.get("method"), drawn_form.get("id")) == ("get", "filter")
    assert not drawn_form.find_all(name="csrfmiddlewaretoken")


def test_nothing_is_left_to_the_browser_to_refuse():
    """The server's messages say what to do; the browser's do not, and cut off what is pasted."""
    page = drawn(EveryField())

    for control in page.find_all(tag="input") + page.find_all(tag="textarea") + page.find_all(tag="select"):
        assert not {"required", "maxlength", "min", "max", "step"} & set(control.attributes)


def test_every_control_has_a_name_for_people():
    page = drawn(EveryField())
    labels = {label.get("for"): label.text for label in page.find_all(tag="label")}

    controls = page.find_all(tag="input") + page.find_all(tag="textarea") + page.find_all(tag="select")
    assert {control.get("id") for control in controls if control.get("type") != "hidden"} == set(labels)
    assert all(labels.values())


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("number", {"type": "text", "inputmode": "numeric"}),
        ("rate", {"type": "text", "inputmode": "decimal"}),
        ("share", {"type": "text", "inputmode": "decimal"}),
        ("email", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        ("picked", {"type": "date"}),
        ("revision", {"type": "hidden"}),
        ("held_on-day", {"type": "text", "inputmode": "numeric"}),
    ],
)
def test_inputs_suit_what_is_typed(name, attributes):
    control = drawn(EveryField()).find(name=name)

    assert {key: control.get(key) for key in attributes} == attributes


def test_short_answers_have_short_inputs_unless_the_form_says_otherwise():
    form = EveryField()
    form.fields["rate"].widget.attrs["class"] = "govuk-input--width-3"
    page = drawn(form)

    assert "govuk-input--width-10" in page.find(name="number").classes
    assert page.find(name="rate").classes == {"govuk-input", "govuk-input--width-3"}
    assert page.find(name="title").classes == {"govuk-input"}


def test_disabled_fields_are_disabled():
    form = EveryField()
    for field in form.fields.values():
        field.disabled = True
    page = drawn(form)

    assert page.find(name="title").get("disabled") == ""
    assert [option.get("disabled") for option in page.find_all(name="colour")] == ["", ""]


def test_valid_answers_are_understood():
    form = EveryField(ANSWERS, {"paper": SimpleUploadedFile("minutes.txt", b"Agreed.")})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2023, 3, 27)
    assert form.cleaned_data["story"] == "One\nTwo"


def test_lines_count_as_the_page_counts_them():
    """Browsers send two characters for the end of a line, and count one."""
    text = "123456789\r\n1234567890"

    assert "story" not in EveryField({**ANSWERS, "story": text}).errors
    assert "story" in EveryField({**ANSWERS, "story": text + "1"}).errors


def test_answers_come_back_as_they_were_typed():
    page = drawn(EveryField({**ANSWERS, "held_on-month": "13", "number": "many"}))

    assert page.find(name="number").get("value") == "many"
    assert [page.find(name=f"held_on-{part}").get("value") for part in ("day", "month", "year")] == ["27", "13", "2023"]
    assert page.find(name="story").text == "One Two"
    assert [option.get("value") for option in page.find_all(name="colours") if option.get("checked") == ""] == [
        "red",
        "green",
    ]
    assert page.find(id="id_colour-2").get("checked") == ""
    assert page.find(id="id_colour").get("checked") is None


def test_fields_added_after_construction_are_prepared_as_well():
    form = GovukForm({"body": "a\r\nb"})
    form.fields["body"] = forms.CharField(widget=forms.Textarea)
    form.fields["head"] = forms.CharField(label="Head")

    assert form.errors["head"] == ["Enter “Head”"]
    assert form.cleaned_data["body"] == "a\nb"


def test_plain_django_form_with_prefix_is_drawn_too():
    class Plain(forms.Form):
        note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Vanishes"}))
        colour = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)

    form = Plain({}, prefix="approve")
    page = drawn(form, "{% load crispy_forms_tags %}{{ form|crispy }}")

    assert page.find(name="approve-note").get("rows") == "2"
    assert page.find(name="approve-note").get("id") == "id_approve-note"
    assert ("Select an answer for “Colour”", "#id_approve-colour") in links(form)
    assert page.find(id="id_approve-note-error").text == "Error: Enter “Note”"
    assert page.find(name="approve-note").get("placeholder") is None
    assert len(page.find_all(name="approve-colour")) == 2


def test_one_field_can_be_drawn_alone():
    page = drawn(EveryField(), "{% load crispy_forms_tags %}{{ form.title|as_crispy_field }}")

    assert [node.get("name") for node in page.find_all(tag="input")] == ["title"]


def test_stored_file_is_not_drawn_as_djangos_own_widget():
    form = EveryField(initial={"paper": type("Stored", (), {"url": "/x", "name": "x"})()})

    assert [node.get("type") for node in drawn(form).find_all(name="paper")] == ["file"]
