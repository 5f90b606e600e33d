"""Every component in every state, as templates write it: what the page /style-guide/ shows, and its pictures are of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.safestring import SafeString

from ui.forms import DateField, GovukForm


@dataclass(frozen=True)
class Example:
    """One state of a component. The name is the name of its pictures, too."""

    name: str
    title: str
    source: str


@dataclass(frozen=True)
class Component:
    """A component, when to use it, and its states."""

    title: str
    use: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Drawn:
    """An example as readers see it."""

    example: Example
    html: SafeString


class Sample(GovukForm):
    """A form for the examples."""

    title = forms.CharField(label="Title", help_text="Shown at the top of the page.")
    day = DateField(label="Date")


@dataclass(frozen=True)
class Year:
    """A reporting year for the examples."""

    slug: str

    def __str__(self) -> str:
        return self.slug


TABLE_ROWS = """{% body %}
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">Missing children</th>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="2022-23">1,204</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="2023-24">1,187</td>
    </tr>
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">Return interviews</th>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="2022-23">963</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="2023-24">[c]</td>
    </tr>
{% endtable %}"""
TABLE_HEAD = '  {% head %}{% columns "Measure" %}{% columns "2022-23" "2023-24" numeric=True %}\n  '
NOTIFICATION = '{{% include "components/notification.html" with kind="{}" title="{}" text="{}" number={} still=True %}}'

COMPONENTS: tuple[Component, ...] = (
    Component(
        "Breadcrumbs",
        "Write the crumbs in the block breadcrumbs. base.html puts the list round them.",
        (
            Example(
                "breadcrumbs",
                "Links and the current page",
                "{% breadcrumbs %}\n"
                '  {% crumb "home" %}Home{% endcrumb %}\n'
                '  {% crumb "style-guide" from="example" %}Components{% endcrumb %}\n'
                "  {% crumb %}Breadcrumbs{% endcrumb %}\n"
                "{% endbreadcrumbs %}",
            ),
        ),
    ),
    Component(
        "Page head",
        "The main heading of a page, with what the page belongs to above it.",
        (
            Example("page-head", "Large", "{% page_head %}Review queue{% endpage_head %}"),
            Example(
                "page-head-caption",
                "Large, with a caption",
                "{% page_head %}One plan for Sam{% caption %}Case study{% endpage_head %}",
            ),
            Example(
                "page-head-xl",
                "Extra large, with a caption",
                '{% page_head size="xl" %}Annual report 2023-24{% caption %}The partnership{% endpage_head %}',
            ),
        ),
    ),
    Component(
        "Button",
        "One main button on a page. A second click within a second sends nothing.",
        (
            Example("button", "Main", "{% button %}Save{% endbutton %}"),
            Example(
                "button-secondary", "Secondary", '{% button kind="secondary" name="save" %}Save draft{% endbutton %}'
            ),
            Example("button-warning", "Warning", '{% button kind="warning" %}Withdraw{% endbutton %}'),
            Example(
                "button-link",
                "Link to where something begins",
                '{% button_link "home" %}Add a story{% endbutton_link %}',
            ),
            Example(
                "button-group",
                "Group",
                '<div class="govuk-button-group">\n'
                "  {% button %}Submit for review{% endbutton %}\n"
                '  {% button kind="secondary" %}Save draft{% endbutton %}\n'
                '  <a class="govuk-link" href="#button">Cancel</a>\n'
                "</div>",
            ),
        ),
    ),
    Component(
        "Inset text",
        "Sets something apart from the text around it.",
        (
            Example("inset", "Sentence", "{% inset %}The year 2021-22 is closed.{% endinset %}"),
            Example(
                "inset-list",
                "Heading and text",
                "{% inset %}\n"
                '  <h2 class="govuk-heading-s">Returned on 3 May 2024</h2>\n'
                '  <p class="govuk-body">Say what changed for children.</p>\n'
                "{% endinset %}",
            ),
        ),
    ),
    Component(
        "Warning text",
        "For something that has consequences.",
        (Example("warning", "Warning", "{% warning %}You cannot undo this.{% endwarning %}"),),
    ),
    Component(
        "Empty state",
        "Says what will be here, and what to do.",
        (Example("empty", "Empty", "{% empty_state %}No case studies yet.{% endempty_state %}"),),
    ),
    Component(
        "State and status tags",
        "The state of something that is reviewed, or the status of an action. The words say it; colour only helps.",
        (
            Example(
                "state-tags",
                "States",
                "\n".join(
                    f'<p class="govuk-body">{{% state_tag "{key}" "{label}" %}}</p>'
                    for key, label in (
                        ("none", "Not started"),
                        ("draft", "Draft"),
                        ("submitted", "Waiting for review"),
                        ("returned", "Returned"),
                        ("approved", "Approved"),
                        ("published", "Published"),
                        ("withdrawn", "Withdrawn"),
                    )
                ),
            ),
            Example(
                "status-tags",
                "Statuses of actions",
                "\n".join(
                    f'<p class="govuk-body">{{% status_tag "{key}" "{label}" %}}</p>'
                    for key, label in (
                        ("not_started", "Not started"),
                        ("under_way", "Under way"),
                        ("done", "Done"),
                        ("on_hold", "On hold"),
                    )
                ),
            ),
            Example("illustrative", "Illustrative figures", '{% include "components/illustrative.html" %}'),
        ),
    ),
    Component(
        "Notification",
        "What happened to what was just sent. Views write Django's messages; base_signed_in.html shows them.",
        (
            Example(
                "notification-success", "Success", NOTIFICATION.format("success", "Success", "Your draft is saved.", 1)
            ),
            Example(
                "notification-problem",
                "Problem",
                NOTIFICATION.format("alert", "There is a problem", "Someone else saved this first.", 2),
            ),
            Example("notification", "Note", NOTIFICATION.format("", "Important", "The year closes on 31 May.", 3)),
        ),
    ),
    Component(
        "Error summary",
        "At the top of a page whose form has errors. Writes nothing where there are none.",
        (Example("error-summary", "Two errors", "{% error_summary wrong_form still=True %}"),),
    ),
    Component(
        "Form",
        "post_form writes a form, its token and its fields. action_form writes a form that has no fields of its own.",
        (
            Example("form", "Fields", "{% post_form form %}\n  {% button %}Save{% endbutton %}\n{% endpost_form %}"),
            Example(
                "form-errors",
                "Fields with errors",
                "{% post_form wrong_form %}\n  {% button %}Save{% endbutton %}\n{% endpost_form %}",
            ),
            Example(
                "form-action",
                "A button alone",
                '{% action_form %}{% button kind="secondary" %}Remind{% endbutton %}{% endaction_form %}',
            ),
        ),
    ),
    Component(
        "Table",
        "Without a size the caption is for screen readers only. On a narrow screen a stacked table shows a row as a "
        "list; a table that scrolls needs an id for its caption.",
        (
            Example(
                "table",
                "Numbers, scrolling",
                '{% table size="m" id="example-table" scrolls=True %}Figures of two years\n' + TABLE_HEAD + TABLE_ROWS,
            ),
            Example(
                "table-stacked",
                "Stacked on a narrow screen",
                '{% table size="s" stacked=True %}Figures of two years\n' + TABLE_HEAD + TABLE_ROWS,
            ),
            Example(
                "table-hidden-caption",
                "Caption for screen readers only",
                "{% table %}Figures of two years\n" + TABLE_HEAD + TABLE_ROWS,
            ),
        ),
    ),
    Component(
        "Summary list",
        "Facts about one thing.",
        (
            Example(
                "summary-list",
                "Facts",
                "{% summary_list %}\n"
                "  {% summary_row %}Released{% value %}3 May 2024{% endsummary_row %}\n"
                "  {% summary_row %}Next release{% value %}Not announced yet{% endsummary_row %}\n"
                "{% endsummary_list %}",
            ),
        ),
    ),
    Component(
        "Year chooser",
        "Chooses the year that a page is about. Further choices go inside.",
        (Example("year-chooser", "Years", "{% year_chooser years chosen_year %}{% endyear_chooser %}"),),
    ),
    Component(
        "Pagination",
        "Links to the pages of a list. Keeps the filters in the address. Writes nothing where there is one page.",
        (
            Example("pagination", "In the middle", '{% pagination middle_page label="Pages, in the middle" %}'),
            Example("pagination-first", "First page", '{% pagination first_page label="Pages, the first" %}'),
        ),
    ),
)


def drawn_components(context: Context) -> Sequence[tuple[Component, Sequence[Drawn]]]:
    """Each component with its examples as readers see them. The context is that of the page: request and token."""
    years = [Year("2023-24"), Year("2022-23")]
    pages = Paginator(range(100), 10)
    samples = {
        "form": Sample(),
        # Two forms stand on one page, so that one of them has a prefix.
        "wrong_form": Sample({"wrong-day-day": "31", "wrong-day-month": "2", "wrong-day-year": "2024"}, prefix="wrong"),
        "years": years,
        "chosen_year": years[1],
        "middle_page": pages.page(5),
        "first_page": pages.page(1),
    }
    with context.push(**samples):
        return [
            (component, [Drawn(example, Template(example.source).render(context)) for example in component.examples])
            for component in COMPONENTS
        ]
