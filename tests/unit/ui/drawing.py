"""Drawing a form and reading it back."""

from django.template import Context, Template
from django.template.loader import render_to_string

from tests.unit.ui.markup import parse


def drawn(form, template="{% load crispy_forms_tags %}{% crispy form %}", **context):
    return parse(Template(template).render(Context({"form": form, **context})))


def links(form):
    """The error summary: the message and what its link reaches."""
    summary = parse(render_to_string("components/error_summary.html", {"form": form}))
    return [
        (item.text, item.find_all(tag="a")[0].get("href") if item.find_all(tag="a") else None)
        for item in summary.find_all(tag="li")
    ]
