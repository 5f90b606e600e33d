"""What pages say: heads, insets, warnings, tags of state, lists of facts, tables."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui.parts import block_of_parts, stripped

register = template.Library()

# {% page_head size="xl" %}Title{% caption %}What it belongs to{% endpage_head %}
register.tag("page_head", block_of_parts("components/page_head.html", "title", "caption", size="l"))
# {% summary_row %}Released{% value %}1 May 2024{% endsummary_row %}
register.tag("summary_row", block_of_parts("components/summary_row.html", "key", "value", classes=""))
# {% table size="m" %}Caption{% head %}{% columns "Figure" "Now" %}{% body %}…{% endtable %}
register.tag(
    "table",
    block_of_parts(
        # Without a size the caption is there for screen readers alone. What scrolls needs an `id` for its caption.
        "components/table.html",
        "caption",
        "head",
        "body",
        size="",
        id="",
        stacked=False,
        scrolls=False,
        classes="",
    ),
)


@register.simple_tag
def columns(*labels: str, numeric: bool = False, classes: str = "") -> SafeString:
    """Heads of the columns of a table, in a row."""
    given = {"labels": labels, "numeric": numeric, "classes": classes}
    return render_to_string("components/columns.html", given)


@register.simple_block_tag
def summary_list(content: str, classes: str = "") -> SafeString:
    """Facts about one thing, each a summary_row."""
    return render_to_string("components/summary_list.html", {"rows": stripped(content), "classes": classes})


@register.simple_block_tag
def inset(content: str, classes: str = "") -> SafeString:
    """Text that stands apart."""
    return render_to_string("components/inset.html", {"text": stripped(content), "classes": classes})


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """What must not be overlooked."""
    return render_to_string("components/warning.html", {"text": stripped(content)})


@register.simple_block_tag
def empty_state(content: str) -> SafeString:
    """What is not here yet, and what to do."""
    return render_to_string("components/empty.html", {"text": stripped(content)})


@register.simple_tag
def state_tag(state: str, label: Any) -> SafeString:
    """The state of a reviewed thing, or "none", in words; the colour only helps."""
    return render_to_string("components/state_tag.html", {"state": state, "label": label})


@register.simple_tag
def status_tag(status: str, label: Any) -> SafeString:
    """The status of an action (not_started, under_way, done, on_hold) in words; the colour only helps."""
    return render_to_string("components/status_tag.html", {"status": status, "label": label})
