"""Forms: what they send back, what they say, where their messages lead."""

from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.unit.ui.drawing import drawn, links
from ui.forms import (
    HTML,
    ButtonGroup,
    DateField,
    Details,
    Fieldset,
    GovukForm,
    Layout,
    SecondaryButton,
    Submit,
)

CHOICES = [("red", "Red"), ("green", "Green")]


class EveryField(GovukForm):
    """One field of each kind."""

    buttons = (Submit("save", "Save"), SecondaryButton("leave", "Leave <it>"))

    title = forms.CharField(max_length=10, help_text="As <em>short</em> as can be")
    story = forms.CharField(widget=forms.Textarea, max_length=20)
    number = forms.IntegerField(min_value=0)
    rate = forms.DecimalField(decimal_places=1)
    share = forms.FloatField(required=False)
    held_on = DateField(label="When was it?")
    colour = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    colours = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    shade = forms.ChoiceField(choices=[("", "Choose one"), *CHOICES])
    agreed = forms.BooleanField(label="I agree", help_text="To all of it")
    email = forms.EmailField(required=False)
    picked = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField()
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        if self.data.get("title") == "bad":
            raise ValidationError("The whole thing is <wrong>.")
        return self.cleaned_data


ANSWERS = {
    "title": "T",
    "story": "One\r\nTwo",
    "number": "3",
    "rate": "1.5",
    "held_on-day": "27",
    "held_on-month": "3",
    "held_on-year": "2023",
    "colour": "green",
    "colours": ["red", "green"],
    "shade": "red",
    "agreed": "on",
    "revision": "7",
}


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


def test_every_message_leads_to_its_control():
    form = EveryField({"title": "bad", "held_on-day": "27", "held_on-year": "2023", "revision": ""})
    page = drawn(form)

    found = dict(links(form))
    assert found["The whole thing is <wrong>."] is None
    assert found["Fill in “Story”"] == "#id_story"
    assert found["The date must include a month"] == "#id_held_on-month"
    assert found["Choose an answer to “Colour”"] == "#id_colour"
    assert found["Choose an answer to “Colours”"] == "#id_colours"
    assert found["Tick “I agree”"] == "#id_agreed"
    assert found["Choose a file for “Paper”"] == "#id_paper"
    assert found["Fill in “Revision”"] is None, "nobody can reach a hidden field"
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
    assert page.find(id="id_title-error").text == "Error: Fill in “Title”"
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


def test_fields_added_after_construction_are_prepared_as_well():
    form = GovukForm({"body": "a\r\nb"})
    form.fields["body"] = forms.CharField(widget=forms.Textarea)
    form.fields["head"] = forms.CharField(label="Head")

    assert form.errors["head"] == ["Fill in “Head”"]
    assert form.cleaned_data["body"] == "a\nb"


def test_plain_django_form_with_prefix_is_drawn_too():
    class Plain(forms.Form):
        note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Vanishes"}))
        colour = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)

    form = Plain({}, prefix="approve")
    page = drawn(form, "{% load crispy_forms_tags %}{{ form|crispy }}")

    assert page.find(name="approve-note").get("rows") == "2"
    assert page.find(name="approve-note").get("id") == "id_approve-note"
    assert ("Choose an answer to “Colour”", "#id_approve-colour") in links(form)
    assert page.find(id="id_approve-note-error").text == "Error: Fill in “Note”"
    assert page.find(name="approve-note").get("placeholder") is None
    assert len(page.find_all(name="approve-colour")) == 2


def test_one_field_can_be_drawn_alone():
    page = drawn(EveryField(), "{% load crispy_forms_tags %}{{ form.title|as_crispy_field }}")

    assert [node.get("name") for node in page.find_all(tag="input")] == ["title"]


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
    assert ("Choose an answer to “None”", "#id_none") in links(form)
    assert page.find(id="id_none").text == "There is nothing to choose from yet."


def test_stored_file_is_not_drawn_as_djangos_own_widget():
    form = EveryField(initial={"paper": type("Stored", (), {"url": "/x", "name": "x"})()})

    assert [node.get("type") for node in drawn(form).find_all(name="paper")] == ["file"]


class Arranged(GovukForm):
    """A form with a layout."""

    buttons = (Submit("save", "Save", css_id="save"),)

    day = DateField()
    note = forms.CharField()
    more = forms.CharField()
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def get_layout(self):
        return Layout(
            Fieldset("When {{ and }} why", "day", "note", hint="Both count.", css_id="when"),
            Details("More", "more", is_open=True),
            ButtonGroup(HTML('<a href="/leave">Leave</a>'), css_id="leave"),
        )


def test_layout_orders_and_groups_fields():
    page = drawn(Arranged(label_suffix=""))

    when = page.find(id="when")
    assert when.find_all(tag="legend")[0].text == "When {{ and }} why"
    assert when.get("aria-describedby") == "when-hint"
    assert page.find(id="when-hint").text == "Both count."
    assert [node.get("name") for node in when.find_all(tag="input")] == ["day-day", "day-month", "day-year", "note"]
    assert page.find(tag="details").get("open") == ""
    assert page.find(tag="details").find(tag="input").get("name") == "more"
    assert page.find(id="leave").classes == {"govuk-button-group"}
    assert page.find(name="revision").get("type") == "hidden", "a layout cannot forget the lock"
    assert page.find(id="save").text == "Save"


def test_details_open_where_something_in_them_is_wrong():
    class Folded(GovukForm):
        note = forms.CharField(label="Note")
        more = forms.CharField(label="100% more", max_length=3)

        def get_layout(self):
            return Layout("note", Details("More", Fieldset("Inner", "more")))

    assert drawn(Folded()).find(tag="details").get("open") is None
    assert drawn(Folded({"more": "abc"})).find(tag="details").get("open") is None
    wrong = Folded({"note": "a", "more": "abcd"})
    assert drawn(wrong).find(tag="details").get("open") == ""
    assert links(wrong) == [("“100% more” must have 3 characters or fewer; it has 4", "#id_more")]


def test_labels_can_be_larger_or_plain():
    form = Arranged()
    form.helper.label_size = "m"

    assert "govuk-label--m" in drawn(form).find(for_="id_note").classes
    form.helper.label_size = ""
    assert drawn(form).find(for_="id_note").classes == {"govuk-label"}


def test_crispy_draws_the_same_from_python():
    assert "govuk-form-group" in render_crispy_form(Arranged())
