"""A frozen report to one page for each of its sections, with links that find their way from page to page."""

import json
from typing import Any

from django.template.loader import render_to_string

from reports.content.freeze import thaw
from reports.document.render.inner_links import led, names_in
from reports.editions.addresses import files_of

# What stands on the page of the whole report alone.
OF_THE_WHOLE = frozenset({"report-contents", "edition"})


def render_sections(frozen: str) -> str:
    """JSON text: a list of the sections in their order, each with its anchor, title, contents and body as HTML.

    The same report gives the same text. Anchors are those of the whole page: a link to one that stands in another
    section leads to that section's page, one to what the whole page alone has leads there, and a link to what the
    report has not is words.
    """
    report = thaw(frozen)
    bodies = {section["anchor"]: _body(report, section) for section in report["sections"]}
    home = {name: anchor for anchor, body in bodies.items() for name in names_in(body)}
    pages = [
        {
            "anchor": section["anchor"],
            "title": section["title"],
            "contents": _contents(section),
            "body": _with_links(bodies[section["anchor"]], section["anchor"], home),
        }
        for section in report["sections"]
    ]
    return json.dumps(pages, ensure_ascii=False, separators=(",", ":")) + "\n"


def _body(report: dict[str, Any], section: dict[str, Any]) -> str:
    context = {"report": report, "section": section, "files": files_of(report["year"])}
    return render_to_string("reports/document/section.html", context)


def _contents(section: dict[str, Any]) -> str:
    return render_to_string("reports/document/contents.html", {"section": section})


def _with_links(body: str, here: str, home: dict[str, str]) -> str:
    def address(name: str) -> str | None:
        section = home.get(name)
        if section is None:
            return f"../../whole/#{name}" if name in OF_THE_WHOLE else None
        return f"#{name}" if section == here else f"../{section}/#{name}"

    return led(body, address)
