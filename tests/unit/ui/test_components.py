"""Our markup is that of govuk-frontend: the cases that the package publishes are the oracle."""

import json
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.unit.ui.markup import parse
from ui.forms import DateField, Details, Inset, SecondaryButton, WarningButton
from ui.layout import HTML

ORACLE = json.loads((Path(__file__).parent / "fixtures/govuk_frontend.json").read_text())["components"]
# What we say beside the package's markup: which control is invalid, and focus without a script.
OURS = {"aria-invalid", "autofocus", "tabindex"}


def choices_of(options):
    return [(str(item["value"]), item["text"]) for item in options["items"]]


FIELDS = {
    "input": lambda options: forms.CharField(),
    "textarea": lambda options: forms.CharField(widget=forms.Textarea(attrs={"rows": 5})),
    "character-count": lambda options: forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}), max_length=options["maxlength"]
    ),
    "select": lambda options: forms.ChoiceField(choices=choices_of(options)),
    "radios": lambda options: forms.ChoiceField(choices=choices_of(options), widget=forms.RadioSelect),
    "checkboxes": lambda options: forms.MultipleChoiceField(choices=choices_of(options)),
    "date-input": lambda options: DateField(),
    "file-upload": lambda options: forms.FileField(),
    "password-input": lambda options: forms.CharField(widget=forms.PasswordInput),
}
CASES = [(component, case) for component in FIELDS for case in ORACLE[component]]


def field_html(component, options):
    """The field that the package's options describe, drawn by our pack."""
    name = options.get("name", options.get("id"))
    field = FIELDS[component](options)
    field.required = False
    field.label = (options.get("label") or options["fieldset"]["legend"])["text"]
    field.help_text = options.get("hint", {}).get("text", "")
    if options.get("id"):
        field.widget.attrs["id"] = options["id"]
    data = {f"{name}-{part}": str(number) for part, number in options.get("values", {}).items()}
    data[name] = "".join(str(item["value"]) for item in options.get("items", []) if item.get("selected"))
    form = type("OneField", (forms.Form,), {name: field})(data, auto_id="%s")
    if "errorMessage" in options:
        parts = [part for part in ("day", "month", "year") if options.get(part, {}).get("error")]
        params = {"parts": parts} if parts else None
        form.add_error(name, ValidationError(options["errorMessage"]["text"], params=params))
    return Template('{% include "govuk/field.html" %}').render(Context({"field": form[name], "label_size": ""}))


@pytest.mark.parametrize(("component", "case"), CASES, ids=[f"{component}: {case}" for component, case in CASES])
def test_field_is_drawn_as_the_package_draws_it(component, case):
    fixture = ORACLE[component][case]
    ignored = (
        OURS | ({"name"} if component == "date-input" else set()) | ({"disabled"} if component == "select" else set())
    )

    assert parse(field_html(component, fixture["options"]), ignored) == parse(fixture["html"], ignored)


def test_error_summary_is_drawn_as_the_package_draws_it():
    fixture = ORACLE["error-summary"]["mixed with and without links"]
    whole, linked = fixture["options"]["errorList"]
    form = type("OneField", (forms.Form,), {"terms": forms.CharField(required=False)})({}, auto_id="%s")
    form.fields["terms"].widget.attrs["id"] = linked["href"].removeprefix("#")
    form.add_error(None, whole["text"])
    form.add_error("terms", linked["text"])

    drawn = render_to_string("components/error_summary.html", {"form": form})

    assert parse(drawn, OURS) == parse(fixture["html"])


def test_pagination_is_drawn_as_the_package_draws_it():
    drawn = render_to_string("components/pagination.html", {"page": Paginator(range(30), 10).page(2)})

    assert parse(drawn, {"href"}) == parse(ORACLE["pagination"]["default"]["html"], {"href"})


@pytest.mark.parametrize(("case", "button"), [("secondary", SecondaryButton), ("warning", WarningButton)])
def test_buttons_are_drawn_as_the_package_draws_them(case, button):
    fixture = ORACLE["button"][case]
    drawn = button(fixture["options"]["name"], fixture["options"]["text"]).render(None, Context())

    node = parse(drawn).find(tag="button")

    assert node.get("data-prevent-double-click") == "true"
    assert parse(drawn, {"value", "data-prevent-double-click"}) == parse(fixture["html"])


@pytest.mark.parametrize(("case", "is_open"), [("default", False), ("expanded", True)])
def test_details_are_drawn_as_the_package_draws_them(case, is_open):
    fixture = ORACLE["details"][case]
    options = fixture["options"]
    drawn = Details(options["summaryText"], HTML(options["text"]), is_open=is_open, css_id=options.get("id"))

    assert parse(drawn.render(forms.Form(), Context())) == parse(fixture["html"])


def test_inset_is_drawn_as_the_package_draws_it():
    fixture = ORACLE["inset-text"]["default"]

    assert parse(Inset(HTML(fixture["options"]["text"])).render(None, Context())) == parse(fixture["html"])


def pagination(number, query, **context):
    """Pagination of twenty pages under an address."""
    context |= {"page": Paginator(range(100), 5).page(number), "request": RequestFactory().get(f"/list/{query}")}
    return parse(render_to_string("components/pagination.html", context))


def test_pagination_keeps_the_rest_of_the_address():
    links = pagination(7, "?theme=police&theme=health&page=7").find_all(tag="a")

    assert [link.get("href") for link in links if link.get("rel")] == [
        "?theme=police&theme=health&page=6",
        "?theme=police&theme=health&page=8",
    ]
    assert [link.text for link in links] == ["Previous page", "1", "6", "7", "8", "20", "Next page"]


def test_pagination_says_which_page_this_is():
    drawn = pagination(1, "", parameter="p", label="Newsletters: pages")

    assert drawn.find(tag="nav").get("aria-label") == "Newsletters: pages"
    assert drawn.find(aria_current="page").get("href") == "?p=1"
    assert not drawn.find_all(rel="prev")


def test_one_page_has_no_pagination():
    assert not render_to_string("components/pagination.html", {"page": Paginator([1], 10).page(1)}).strip()


def test_query_string_takes_values_out_and_works_without_a_request():
    template = Template("{% load ui %}{% query_string year=2023 theme=nothing %}")
    request = RequestFactory().get("/?theme=police&q=a%26b")

    assert template.render(Context({"request": request, "nothing": None})) == "?q=a%26b&amp;year=2023"
    assert template.render(Context({"nothing": None})) == "?year=2023"
