"""Tags that templates of every room use."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django_tables2 import Table
from django_tables2.columns.base import BoundColumn

from ui.fields import describe, error_target, error_texts
from ui.prose import html as prose_html
from ui.tables import GovukTable

register = template.Library()


@dataclass(frozen=True)
class ErrorLink:
    """One message of the error summary, and the address of the control that it is about."""

    text: str
    address: str = ""


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as safe HTML, headings from level 3."""
    return prose_html.render(str(text or ""))


@register.simple_tag(takes_context=True)
def govuk_field(context: Context, field: BoundField) -> SafeString:
    """One field with its label, hint and messages."""
    if field.is_hidden:
        return SafeString(field.as_widget())
    view = describe(field)
    return render_to_string(view.template, {"view": view, "size": context.get("label_size", "s")})


@register.simple_tag
def error_links(form: BaseForm | None, given: Iterable[tuple[str, str]] = ()) -> list[ErrorLink]:
    """Everything that is wrong with a form: first what concerns the whole, then field by field; or what is given."""
    if given:
        return [ErrorLink(text, address) for text, address in given]
    if not form or not form.errors:
        return []
    links = [ErrorLink(str(text)) for text in form.non_field_errors()]
    for bound in form:
        address = "" if bound.is_hidden else f"#{error_target(bound)}"
        links += [ErrorLink(text, address) for text in error_texts(bound)]
    return links


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """The address's query with some values changed; None takes one out. Works without a request, too."""
    request = context.get("request")
    values = dict(request.GET.lists()) if request else {}
    for name, value in changes.items():
        values[name] = [] if value is None else [str(value)]
    return f"?{urlencode(values, doseq=True)}"


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The pages to link to, with the paginator's ellipsis for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    """The address of one page of a list; the rest of the query stays."""
    return query_string(context, **{parameter: number})


@register.simple_tag(takes_context=True)
def data_table(context: Context, table: GovukTable) -> str:
    """A table of `ui.tables`. django-tables2's own tag would run every context processor again."""
    return table.draw(context)


@register.simple_tag
def sort_state(column: BoundColumn) -> str:
    """How a table is sorted by a column, in the words of `aria-sort`."""
    if not column.is_ordered:
        return "none"
    return "descending" if column.order_by_alias.is_descending else "ascending"


@register.simple_tag(takes_context=True)
def sort_address(context: Context, table: Table, column: BoundColumn) -> str:
    """The address that sorts a table by a column, from its first page."""
    changes = {table.prefixed_order_by_field: column.order_by_alias.next, table.prefixed_page_field: None}
    return query_string(context, **changes)
