"""Search, themes, and what is said to other search engines."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finding.limit import Limit
from finding.models import Entry
from finding.views import search as search_page
from reports.publishing.takedown import take_down
from tests.factories.learning import ThemeFactory, draft_briefing, publish
from tests.stages import Cast
from tests.world import World

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_page, "LIMIT", Limit(1000))


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def some_briefings(cast: Cast, count: int, title: str = "Neglect in families") -> None:
    for number in range(count):
        publish(
            draft_briefing(cast.year, cast.coordinator, title=f"{title} {number}"), cast.board_icb, cast.coordinator
        )


def test_words_are_marked_and_what_was_typed_is_escaped(client: Client, cast: Cast) -> None:
    draft = draft_briefing(cast.year, cast.coordinator, title="<b>Neglect</b> & harm")
    publish(draft, cast.board_icb, cast.coordinator)

    page = words(client, "/search/?q=neglect+%3Cscript%3E")

    assert "&lt;b&gt;<mark>Neglect</mark>&lt;/b&gt; &amp; harm" in page
    assert 'value="neglect &lt;script&gt;"' in page
    assert "<script>" not in page


def test_pages_filters_and_states(client: Client, cast: Cast) -> None:
    some_briefings(cast, 12)

    assert "12 results" in words(client, "/search/?q=neglect")
    assert words(client, "/search/?q=neglect&page=2").count('class="finding-hit"') == 2
    assert "these are results for <strong>neglect</strong>" in words(client, "/search/?q=negelct").lower()
    assert "some of them" in words(client, "/search/?q=neglect+lighthouse")
    nothing = words(client, "/search/?q=lighthouse&kind=briefing")
    assert "No results for “lighthouse”" in nothing
    assert 'href="/search/?q=lighthouse">clear the filters' in nothing
    assert "You can enter the start of a word" in words(client, "/search/")
    assert "No results" in words(client, "/search/?q=%E2%80%AE%27%22*&page=x&year=%27")


@pytest.mark.asvs("2.4.1")
def test_no_cookie_no_cache_and_a_limit(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_page, "LIMIT", Limit(1))
    first = client.get("/search/?q=abuse")
    assert not first.cookies
    assert "no-store" in first["Cache-Control"]
    assert first["X-Robots-Tag"] == "noindex"

    second = client.get("/search/?q=abuse")
    assert second.status_code == 429
    assert int(second["Retry-After"]) <= 60
    assert client.get("/search/").status_code == 200, "the empty box is always there"


def test_a_search_takes_as_many_queries_however_much_is_found(client: Client, cast: Cast) -> None:
    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    addresses = ["/search/?q=neglect", "/search/?q=negelct", "/search/", "/themes/", "/themes/neglect/", "/sitemap.xml"]
    theme = ThemeFactory(title="Neglect", slug="neglect")
    publish(draft_briefing(cast.year, cast.coordinator, title="Neglect", theme=theme), cast.board_icb, cast.coordinator)
    before = {address: queries(address) for address in addresses}
    some_briefings(cast, 11)
    assert {address: queries(address) for address in addresses} == before
    assert max(before.values()) <= 20


def test_a_theme_brings_together_what_belongs_together(client: Client, world: World) -> None:
    page = words(client, "/themes/domestic-abuse/")
    for heading in ("Briefings", "Figures", "Actions that mention it", "Newsletters that mention it"):
        assert f">{heading}</h2>" in page
    assert "Domestic abuse: the new Act" in page
    assert 'href="/themes/domestic-abuse/"' in words(client, "/themes/")
    assert client.get("/themes/nothing-of-the-kind/").status_code == 404


def test_the_map_has_every_page_that_is_found_and_each_answers(client: Client, world: World) -> None:
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    base = "http://testserver"
    found = {one.findtext(f"{MAP}loc", ""): one.findtext(f"{MAP}lastmod") for one in tree}
    paths = {address.split("/", 3)[3]: changed for address, changed in found.items()}

    assert {url[1:] for url in Entry.objects.exclude(url__contains="#").values_list("url", flat=True)} <= set(paths)
    assert all(changed for path, changed in paths.items() if path.startswith("learning/b"))
    assert [path for path in paths if client.get(f"/{path}").status_code != 200] == []
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /partner/" in robots
    assert "Disallow: /search/" in robots
    assert "/sitemap.xml" in robots
    assert base not in robots


def test_every_page_has_the_box(client: Client, db: None) -> None:
    for address in ("/", "/learning/", reverse("account_login"), "/nowhere/"):
        page = client.get(address).content.decode()
        assert 'action="/search/"' in page, address


FEEDS = ("/feeds/case-studies.atom", "/feeds/releases.atom", "/feeds/reports.atom", "/feeds/briefings.atom")


def test_feeds_are_announced_and_answer_whoever_has_them_already(client: Client, world: World) -> None:
    announced = "".join(words(client, page) for page in ("/learning/", "/releases/", "/reports/"))
    for address in FEEDS:
        first = client.get(address)
        entries = ET.fromstring(first.content).findall(f"{ATOM}entry")
        assert entries, address
        for entry in entries:
            assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert client.get(link.attrib["href"].split("8000")[-1]).status_code == 200
        assert f'href="{address}"' in announced
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304, address


def test_a_feed_leaves_out_what_readers_no_longer_see(client: Client, world: World) -> None:
    take_down(edition=world.edition, reason="It holds a mistake.", by=world.example.chair)
    feed = ET.fromstring(client.get("/feeds/reports.atom").content)
    assert [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")] == []
