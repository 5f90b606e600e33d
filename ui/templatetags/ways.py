"""The way to other pages: breadcrumbs, pagination, the year chooser."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui.addresses import address_of
from ui.parts import stripped

register = template.Library()


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The way back, from its crumbs. base.html writes it round the block `breadcrumbs`; without crumbs, nothing."""
    crumbs = stripped(content)
    return render_to_string("components/breadcrumbs.html", {"crumbs": crumbs}) if crumbs else SafeString()


@register.simple_block_tag
def crumb(content: str, target: Any = "", *args: Any, **query: Any) -> SafeString:
    """One page on the way: a link to it, or the page itself where no address is named."""
    url = address_of(target, *args, **query) if target else ""
    return render_to_string("components/crumb.html", {"text": stripped(content), "url": url})


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page", label: str = "Pagination") -> SafeString:
    """Links to the pages of a list, and nothing where it has one page. Keeps the rest of the address."""
    given = {"page": page, "parameter": parameter, "label": label, "request": context.get("request")}
    return render_to_string("components/pagination.html", given)


@register.simple_block_tag
def year_chooser(
    content: str, years: Iterable[Any], chosen: Any, label: str = "Reporting year", button: str = "Show"
) -> SafeString:
    """A choice of the year that a page is about. What it holds are further choices of the same form."""
    given = {"years": years, "chosen": chosen, "label": label, "button": button, "more": stripped(content)}
    return render_to_string("components/year_chooser.html", given)
