"""What tells other search engines what there is: robots.txt and the map of the site."""

from xml.etree import ElementTree

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from finding.readable import readable_entries
from finding.themes import themes_to_show
from partnership.wording import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Nothing for readers: work, accounts, and what a search would answer.
CLOSED = ("/partner/", "/admin/", "/account/", "/accounts/", "/search/")
LISTS = (
    "home",
    "priorities:priority-list",
    "indicators:figure-index",
    "indicators:release-list",
    "indicators:symbols",
    "learning:learning-index",
    "learning:campaign-list",
    "learning:newsletter-list",
    "events:event-list",
    "reports:report-list",
    "partnership:structure",
    "finding:theme-list",
    "accessibility",
    "privacy",
)


def robots(request: HttpRequest) -> HttpResponse:
    """Which addresses a search engine leaves alone, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {absolute('/sitemap.xml')}"]
    answer = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page for readers, with the day on which it last changed. A place on a page is no page."""
    root = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for name in LISTS:
        _add(root, reverse(name))
    for theme in themes_to_show():
        _add(root, reverse("finding:theme", args=[theme.slug]))
    rows = readable_entries().exclude(url__contains="#").order_by("url").values_list("url", "dated")
    for url, dated in rows:
        _add(root, url, dated.isoformat())
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    answer = HttpResponse(body, content_type="application/xml")
    # Kept, but asked for again each time: the address of what is withdrawn is gone at once.
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


def _add(root: ElementTree.Element, path: str, changed: str = "") -> None:
    url = ElementTree.SubElement(root, "url")
    ElementTree.SubElement(url, "loc").text = absolute(path)
    if changed:
        ElementTree.SubElement(url, "lastmod").text = changed
