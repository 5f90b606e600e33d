"""The date in three parts: what is read, what is refused and why, what is shown again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.models import ReportingYear
from tests.unit.ui.drawing import drawn, links
from tests.unit.ui.markup import parse
from ui.forms import (
    DateField,
    DateWidget,
    GovukForm,
    GovukModelForm,
)


class Dated(GovukForm):
    """A date that has to be given, and one that may be."""

    held_on = DateField(label="Held on")
    ends_on = DateField(label="Ends on", required=False)


def typed(day="", month="", year=""):
    return {"held_on-day": day, "held_on-month": month, "held_on-year": year}


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%m", "%b", "%B"]))
def test_every_real_date_is_read(day, month_format):
    form = Dated(typed(f" {day.day} ", day.strftime(month_format), str(day.year)))

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"held_on": day, "ends_on": None}


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "", ""), "Enter a date, for example 27 3 2023", ["day", "month", "year"]),
        (("27", "", "2023"), "The date must include a month", ["month"]),
        (("27", "", ""), "The date must include a month and a year", ["month", "year"]),
        (("27", "3", "23"), "The year must have 4 numbers", ["year"]),
        (("27", "3", "20x3"), "Date must be a real date, for example 27 3 2023", ["year"]),
        (("32", "13", "2023"), "Date must be a real date, for example 27 3 2023", ["day", "month"]),
        (("x", "Juno", "2023"), "Date must be a real date, for example 27 3 2023", ["day", "month"]),
        (("31", "2", "2023"), "Date must be a real date, for example 27 3 2023", ["day"]),
        (("0", "2", "2023"), "Date must be a real date, for example 27 3 2023", ["day"]),
    ],
)
def test_wrong_dates_say_what_is_wrong_and_where(parts, message, wrong):
    form = Dated(typed(*parts))
    page = drawn(form)

    assert form.errors["held_on"] == [message]
    assert links(form) == [(message, f"#id_held_on-{wrong[0]}")]
    assert [node.get("id").removeprefix("id_held_on-") for node in page.find_all(aria_invalid="true")] == wrong
    assert [page.find(id=f"id_held_on-{part}").get("value") or "" for part in ("day", "month", "year")] == list(parts)


def test_error_from_elsewhere_marks_the_whole_date():
    form = Dated(typed("27", "3", "2023"))
    form.add_error("held_on", "It must be after the start.")

    assert len(drawn(form).find_all(aria_invalid="true")) == 3
    assert links(form) == [("It must be after the start.", "#id_held_on-day")]


@pytest.mark.parametrize("initial", [date(2023, 3, 27), "2023-03-27"])
def test_initial_date_is_shown(initial):
    page = drawn(Dated(initial={"held_on": initial}))

    assert [page.find(name=f"held_on-{part}").get("value") for part in ("day", "month", "year")] == ["27", "3", "2023"]


@pytest.mark.parametrize("initial", ["yesterday", "", None])
def test_what_is_no_date_is_not_shown(initial):
    page = drawn(Dated(initial={"held_on": initial}))

    assert page.find(name="held_on-day").get("value") is None


@pytest.mark.parametrize(
    ("initial", "parts", "changed"),
    [
        (date(2023, 3, 27), ("27", "03", "2023"), []),
        (date(2023, 3, 27), ("28", "3", "2023"), ["held_on"]),
        (date(2023, 3, 27), ("", "", ""), ["held_on"]),
        (date(2023, 3, 27), ("99", "3", "2023"), ["held_on"]),
        (None, ("", "", ""), []),
    ],
)
def test_change_is_of_the_date_not_of_its_spelling(initial, parts, changed):
    assert Dated(typed(*parts), initial={"held_on": initial}).changed_data == changed


def test_date_is_cleaned_from_a_date_as_well():
    assert DateField().clean(date(2023, 3, 27)) == date(2023, 3, 27)


def test_date_widget_stands_alone_and_labels_reach_its_first_part():
    form = Dated(initial={"held_on": date(2023, 3, 27)})

    assert parse(str(form["held_on"])).find(id="id_held_on-day").get("value") == "27"
    assert form["held_on"].id_for_label == "id_held_on-day"
    assert DateWidget().id_for_label("") == ""


def test_field_that_was_not_sent_keeps_the_model_field():
    widget = DateWidget()

    assert widget.value_omitted_from_data({}, {}, "issued_on")
    assert not widget.value_omitted_from_data({"issued_on-day": ""}, {}, "issued_on")


def test_model_form_takes_the_date_in_parts():
    class YearForm(GovukModelForm):
        starts_on = DateField()

        class Meta:
            model = ReportingYear
            fields = ["starts_on"]

        def validate_unique(self):
            """Needs a database."""

        def validate_constraints(self):
            """Needs a database."""

    form = YearForm({"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2023"})

    assert form.is_valid()
    assert form.instance.starts_on == date(2023, 9, 1)
    assert YearForm(instance=form.instance)["starts_on"].value() == date(2023, 9, 1)
