"""Layouts: order, groups, details, sizes of labels."""

from crispy_forms.utils import render_crispy_form
from django import forms

from tests.unit.ui.drawing import drawn, links
from ui.forms import (
    HTML,
    ButtonGroup,
    DateField,
    Details,
    Fieldset,
    GovukForm,
    Layout,
    Submit,
)


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
