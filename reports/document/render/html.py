"""A frozen report to HTML: a fragment for the public page, or one whole file to keep."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from partnership.days import stored_day_in_words
from reports.content.freeze import digest, thaw
from reports.document.authorship_notice import BASIS
from reports.document.render.inner_links import only_live
from reports.editions.addresses import files_of

STYLES = ("ui/tiles.css", "reports/document.css", "reports/standalone.css")


def render_html(frozen: str) -> str:
    """The body of the report, without page, script or style. Headings start at the second level."""
    context = _context(frozen)
    context["files"] = files_of(context["report"]["year"])
    return only_live(render_to_string("reports/document/document.html", context))


def render_standalone(frozen: str) -> str:
    """The whole report as one file that needs no other: it brings its own style and falls back to known fonts."""
    folder = settings.BASE_DIR / "static"
    context = _context(frozen)
    # On the portal's own page the colours come from /theme.css.
    colours = context["report"]["partnership"]["colours"]
    theme = f":root {{ --brand: {colours['brand']}; --accent: {colours['accent']}; }}"
    style = "\n".join([theme, *((folder / name).read_text(encoding="utf-8") for name in STYLES)])
    return only_live(render_to_string("reports/document/standalone.html", context | {"style": style}))


def _context(frozen: str) -> dict[str, Any]:
    report = thaw(frozen)
    written = stored_day_in_words(report["approved_to"])
    correction = report.get("correction")
    replaced = stored_day_in_words(correction["published_on"]) if correction else ""
    return {
        "report": report,
        "basis": BASIS,
        "sha256": digest(frozen),
        "written_on": written,
        "replaced_on": replaced,
    }
