"""Links to the plain versions of a report, and the pictures of Easy Read."""

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString

from partnership.models import ReportingYear
from reports.content.pictures import words_for
from reports.contributions.plain_queries import versions_of
from ui.prose.html import render

register = template.Library()


@register.simple_tag
def plain_versions(year: ReportingYear) -> list[tuple[str, str]]:
    """Name and address of each plain version that is approved."""
    return versions_of(year)


@register.filter
def summary_html(text: str) -> SafeString:
    """The summary; its first headings stand right below that of the page."""
    return render(text, heading_shift=1)


@register.filter
def picture_url(picture: str) -> str:
    """Where the drawing lies."""
    return static(f"reports/pictures/{picture}.svg")


@register.filter
def picture_words(picture: str) -> str:
    """What a screen reader says in place of the drawing."""
    return words_for(picture)
