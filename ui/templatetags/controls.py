"""What people press and fill in: buttons, forms, and what was wrong with a form."""

import json
from collections.abc import Sequence
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ui.addresses import address_of
from ui.parts import stripped

register = template.Library()


@register.simple_block_tag
def button(
    content: str,
    *,
    kind: str = "",
    name: str = "",
    value: Any = "",
    to: str = "",
    classes: str = "",
    css_id: str = "",
    for_script: bool = False,
) -> SafeString:
    """A button that sends its form; a second click within a second sends nothing.

    `kind` is "secondary", "warning" or nothing; `to` sends the form to another address than its own. `for_script`: it
    sends nothing by itself.
    """
    given = {
        "text": stripped(content),
        "kind": kind,
        "name": name,
        "value": value,
        "to": to,
        "classes": classes,
        "css_id": css_id,
        "for_script": for_script,
    }
    return render_to_string("components/button.html", given)


@register.simple_block_tag
def button_link(content: str, target: Any, *args: Any, kind: str = "") -> SafeString:
    """A link that looks like a button: it opens the page where something begins."""
    given = {"text": stripped(content), "kind": kind, "url": address_of(target, *args)}
    return render_to_string("components/button_link.html", given)


@register.simple_block_tag(takes_context=True)
def post_form(context: Context, content: str, form: BaseForm, classes: str = "", autosave: str = "") -> SafeString:
    """A form with fields, sent to the page's own address. What it holds follows the fields: the buttons.

    What is typed into it outlives a session that has expired, where the page says whose form it is (`form_owner`). A
    page that may be shown at another address than its own names its own (`form_action`).
    `autosave` is the address to which `ui/autosave.js` sends what is typed.
    """
    given = {
        "action": context.get("form_action", ""),
        "autosave": autosave,
        "fields": render_crispy_form(form, context=context.flatten()),
        "content": stripped(content),
        "csrf_token": context.get("csrf_token"),
        "form_owner": context.get("form_owner"),
        "is_multipart": form.is_multipart(),
        "classes": classes,
    }
    return render_to_string("components/post_form.html", given)


@register.simple_block_tag(takes_context=True)
def action_form(
    context: Context, content: str, target: Any = "", *args: Any, keeps: bool = False, classes: str = ""
) -> SafeString:
    """A form that holds what the page writes into it, mostly a button: it is sent to this page or to another address.

    With `keeps` it says whose form it is, so that what was sent outlives a session that has expired.
    """
    given = {
        "content": stripped(content),
        "csrf_token": context.get("csrf_token"),
        "form_owner": context.get("form_owner") if keeps else None,
        "action": address_of(target, *args) if target else context.get("form_action", ""),
        "classes": classes,
    }
    return render_to_string("components/post_form.html", given)


@register.filter
def as_json(value: Any) -> str:
    """Data for a script, as the text of an attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag
def error_summary(form: BaseForm | None, *, links: Sequence[tuple[str, str]] = (), still: bool = False) -> SafeString:
    """What is wrong with a form, each message a link to its field. Nothing where nothing is wrong.

    It takes the focus when the page opens, unless it is to keep still. `links` are messages about other pages, each
    with the address where it is put right, instead of those of the form.
    """
    return render_to_string("components/error_summary.html", {"form": form, "given": links, "still": still})
