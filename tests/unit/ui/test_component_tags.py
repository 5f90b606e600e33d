"""The component tags write govuk-frontend's markup, whatever a page puts into them."""

import json
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.test import RequestFactory

from tests.unit.ui.markup import parse
from ui import forms
from ui.addresses import address_of

ORACLE = json.loads((Path(__file__).parent / "fixtures/govuk_frontend.json").read_text())["components"]


def drawn(source, **context):
    return Template(source).render(Context(context))


CRUMBS = """{% breadcrumbs %}{% for item in items %}
{% crumb item.href %}{{ item.text }}{% endcrumb %}{% endfor %}{% endbreadcrumbs %}"""
LINK = "{% button_link href %}{{ text }}{% endbutton_link %}"
BUTTON = "{% button %}{{ text }}{% endbutton %}"
TABLE = """{% table size="m" %}{{ caption }}{% head %}
{% columns head.0.text %}{% columns head.1.text head.2.text numeric=True %}
{% body %}{% for row in rows %}<tr class="govuk-table__row">
<th scope="row" class="govuk-table__header">{{ row.0.text }}</th>{% for cell in row|slice:"1:" %}
<td class="govuk-table__cell govuk-table__cell--numeric">{{ cell.text }}</td>{% endfor %}</tr>
{% endfor %}{% endtable %}"""
FACTS = """{% summary_list %}{% for row in rows %}{% summary_row %}{{ row.key.text }}{% value %}{{ row.value.text }}
{{ row.value.html|safe }}{% endsummary_row %}{% endfor %}{% endsummary_list %}"""


@pytest.mark.parametrize(
    ("component", "case", "source"),
    [
        ("breadcrumbs", "default", CRUMBS),
        ("breadcrumbs", "with last breadcrumb as current page", CRUMBS),
        ("button", "link", LINK),
        ("button", "prevent double click", BUTTON),
        ("inset-text", "default", "{% inset %}{{ text }}{% endinset %}"),
        ("warning-text", "default", "{% warning %}{{ text }}{% endwarning %}"),
        ("summary-list", "default", FACTS),
        ("table", "with head and caption", TABLE),
    ],
)
def test_component_is_drawn_as_the_package_draws_it(component, case, source):
    fixture = ORACLE[component][case]

    assert parse(drawn(source, **fixture["options"])) == parse(fixture["html"])


def test_page_without_crumbs_has_no_breadcrumbs():
    assert drawn("{% breadcrumbs %}\n  \n{% endbreadcrumbs %}") == ""


def test_crumb_names_an_address_its_arguments_and_its_query():
    page = parse(
        drawn("{% crumb 'admin:report-edition' 7 %}A{% endcrumb %}{% crumb 'work' year='2022-23' %}B{% endcrumb %}")
    )

    assert [link.get("href") for link in page.find_all(tag="a")] == [
        "/admin/reports/edition/7/",
        "/partner/?year=2022-23",
    ]


@pytest.mark.asvs("1.1.2", "1.2.1")
def test_what_people_typed_is_escaped_in_every_component():
    typed = "<script>alert(1)</script>"
    sources = [
        "{% crumb %}{{ typed }}{% endcrumb %}",
        "{% button name=typed value=typed %}{{ typed }}{% endbutton %}",
        "{% button_link '/' %}{{ typed }}{% endbutton_link %}",
        "{% inset %}{{ typed }}{% endinset %}",
        "{% warning %}{{ typed }}{% endwarning %}",
        "{% empty_state %}{{ typed }}{% endempty_state %}",
        "{% page_head %}{{ typed }}{% caption %}{{ typed }}{% endpage_head %}",
        "{% summary_list %}{% summary_row %}{{ typed }}{% value %}{{ typed }}{% endsummary_row %}{% endsummary_list %}",
        "{% table %}{{ typed }}{% head %}{% columns typed %}{% body %}{% endtable %}",
        "{% state_tag typed typed %}{% status_tag typed typed %}",
    ]

    for source in sources:
        html = drawn(source, typed=typed)
        assert "<script>" not in html, source
        assert "&lt;script&gt;" in html, source


def test_button_sends_its_name_even_with_the_value_nought():
    button = parse(
        drawn("{% button kind='warning' name='row' value=0 to='/there/' css_id='go' %}Go{% endbutton %}")
    ).find(tag="button")

    assert (button.get("name"), button.get("value"), button.get("formaction"), button.get("id")) == (
        "row",
        "0",
        "/there/",
        "go",
    )
    assert "govuk-button--warning" in button.classes


def test_page_head_has_a_caption_only_where_one_is_written():
    with_caption = parse(drawn("{% page_head size='xl' %}Title{% caption %}Above{% endpage_head %}"))
    without = parse(drawn("{% page_head %}Title{% caption %}{% if nothing %}Above{% endif %}{% endpage_head %}"))

    assert with_caption.find(tag="h1").text == "Title", "the caption is no part of the heading"
    assert (with_caption.find(tag="span").text, with_caption.find(tag="span").classes) == (
        "Above",
        {"govuk-caption-xl"},
    )
    assert (without.find(tag="h1").classes, without.find_all(tag="span")) == ({"govuk-heading-l"}, [])


def test_table_without_a_size_says_its_caption_to_screen_readers_alone():
    page = parse(
        drawn("{% table id='t' scrolls=True stacked=True %}Sent{% head %}{% columns 'A' %}{% body %}{% endtable %}")
    )

    assert page.find(role="region").get("aria-labelledby") == page.find(tag="caption").get("id") == "t"
    assert page.find(tag="caption").classes == {"govuk-visually-hidden"}
    assert page.find(tag="table").classes == {"govuk-table", "app-table-stacked"}


@pytest.mark.parametrize(
    "source",
    [
        "{% page_head colour='red' %}Title{% endpage_head %}",
        "{% page_head 'xl' %}Title{% endpage_head %}",
        "{% table %}Sent{% body %}{% head %}{% endtable %}",
        "{% page_head %}Title",
    ],
)
def test_component_that_is_written_wrongly_does_not_compile(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_blocks_of_a_page_can_be_replaced_inside_every_component():
    parent = """{% page_head %}{% block heading %}Old{% endblock %}{% endpage_head %}
        {% button %}{% block button %}Old{% endblock %}{% endbutton %}"""
    child = "{% extends parent %}{% block heading %}New head{% endblock %}{% block button %}New button{% endblock %}"

    html = drawn(child, parent=Template(parent))

    assert "New head" in html
    assert "New button" in html
    assert "Old" not in html


class Reason(forms.GovukForm):
    """A form with one field."""

    reason = forms.forms.CharField()


def test_form_carries_its_token_its_owner_its_fields_and_its_buttons():
    page = parse(
        drawn(
            "{% post_form form %}{% button %}Send{% endbutton %}{% endpost_form %}",
            form=Reason(),
            csrf_token="t" * 32,
            form_owner="somebody",
        )
    )
    form = page.find(tag="form")

    assert (form.get("method"), form.get("novalidate"), form.get("action")) == ("post", "", None)
    assert form.find(name="csrfmiddlewaretoken").get("value") == "t" * 32
    assert form.find(name="form_owner").get("value") == "somebody"
    assert form.find(name="reason").get("tag") == "input"
    assert form.find(tag="button").text == "Send"


def test_form_of_buttons_keeps_nothing_and_goes_where_it_is_sent():
    source = "{% action_form 'account_logout' %}{% button %}Sign out{% endbutton %}{% endaction_form %}"
    form = parse(drawn(source, csrf_token="t" * 32, form_owner="somebody")).find(tag="form")

    assert form.get("action") == "/account/logout/"
    assert form.find_all(name="form_owner") == []
    assert form.find(name="csrfmiddlewaretoken").get("value") == "t" * 32


def test_form_with_a_file_is_sent_in_parts():
    class Upload(forms.GovukForm):
        file = forms.forms.FileField()

    form = parse(drawn("{% post_form form %}{% endpost_form %}", form=Upload(), csrf_token="t" * 32)).find(tag="form")

    assert form.get("enctype") == "multipart/form-data"


def test_error_summary_says_nothing_where_nothing_is_wrong():
    wrong = parse(drawn("{% error_summary form %}", form=Reason({})))

    assert wrong.find(tag="a").get("href") == "#id_reason"
    assert drawn("{% error_summary form %}", form=Reason()).strip() == ""
    assert drawn("{% error_summary form %}").strip() == ""


def test_year_chooser_offers_years_and_further_choices_in_one_form():
    class Year:
        def __init__(self, slug):
            self.slug = slug

        def __str__(self):
            return f"Year {self.slug}"

    years = [Year("2023-24"), Year("2022-23")]
    source = "{% year_chooser years chosen label='Closed year' %}<input name='more'>{% endyear_chooser %}"
    form = parse(drawn(source, years=years, chosen=years[1])).find(tag="form")

    assert form.get("method") == "get"
    assert form.find(tag="label").text == "Closed year"
    assert [option.get("value") for option in form.find_all(tag="option")] == ["2023-24", "2022-23"]
    assert form.find(selected="").text == "Year 2022-23"
    assert form.find(name="more")
    assert form.find(tag="button").text == "Show"


def test_pagination_tag_keeps_the_address_of_the_page():
    page = Paginator(range(30), 10).page(2)
    request = RequestFactory().get("/list/?theme=police")

    html = drawn("{% pagination page parameter='p' label='Editions: pages' %}", page=page, request=request)

    assert parse(html).find(tag="nav").get("aria-label") == "Editions: pages"
    assert parse(html).find(rel="next").get("href") == "?theme=police&p=3"


def test_address_is_named_given_or_of_an_object():
    class Story:
        def get_absolute_url(self):
            return "/story/"

    assert address_of("home") == "/"
    assert address_of("/as/it/is/?x=1") == "/as/it/is/?x=1"
    assert address_of("#part") == "#part"
    assert address_of(Story()) == "/story/"


def test_every_template_knows_the_components_without_loading_them():
    assert {"button", "inset", "crumb"} <= {
        name for library in Engine.get_default().template_builtins for name in library.tags
    }
