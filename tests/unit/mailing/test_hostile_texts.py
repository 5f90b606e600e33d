"""What people type runs nowhere: on a page, in a feed, in an email."""

import functools
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest

from learning.feeds import for_xml, summary
from mailing.letter import Drawn, Letter, Links, Part
from tests.hostile import texts
from ui.prose.html import ALLOWED, SCHEMES, render

# Other tests cover what is run here many times.
pytestmark = pytest.mark.no_cover
EVERY = list(texts())
# Each text is read once for the three of them.
once = functools.cache(render)


def rendered(text: str, pictures: object = None) -> str:
    """Without pictures: nothing stands for one in these texts."""
    return once(text)


OF_A_LETTER = {"html", "head", "meta", "title", "style", "body"}
OF_A_PAGE = set(ALLOWED)


class Tags(HTMLParser):
    """What a browser makes of a page: each tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def wrong(html: str, also: set[str] = set()) -> list[str]:  # noqa: B006 (never changed)
    """Tags, attributes and addresses that may not be there."""
    found = []
    for tag, attributes in Tags(html).found:
        if tag not in OF_A_PAGE | also:
            found.append(tag)
        allowed = ALLOWED.get(tag, set()) | {"rel"} | ({"charset", "name", "content", "lang"} if tag in also else set())
        found += [f"{tag} {name}" for name in attributes if name not in allowed]
        href = attributes.get("href") or ""
        # Browsers drop spaces and what nobody sees at the start, and tabs and lines anywhere.
        scheme, colon, _ = re.sub(r"[\x00-\x20]", "", href).partition(":")
        if colon and not re.search(r"[/?#%]", scheme) and scheme.lower() not in SCHEMES:
            found.append(href)
    return found


def test_there_are_thousands() -> None:
    assert len(EVERY) >= 5_000


def test_nothing_runs_on_a_page() -> None:
    assert [(text, found) for text in EVERY if (found := wrong(rendered(text)))] == []


def test_a_feed_stays_well_formed_and_holds_no_tag_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learning.feeds.render", rendered)
    broken = []
    for text in EVERY:
        # As the feed's writer puts it into the file.
        entry = ET.fromstring(f"<summary>{escape(summary(text))}</summary>")
        if wrong(entry.text or ""):
            broken.append(text)
        ET.fromstring(f"<title>{escape(for_xml(text))}</title>")
    assert broken == []


def test_nothing_runs_in_an_email(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learning.feeds.render", rendered)
    for start in range(0, len(EVERY), 250):
        some = EVERY[start : start + 250]
        parts = tuple(Part(title=text, markdown=text, label=text[:40]) for text in some)
        drawn = Drawn(
            Letter(subject=some[0], title=some[0], caption=some[1], address="https://example.org", parts=parts)
        )
        links = Links("https://example.org/p", "https://example.org/u")
        assert wrong(drawn.html(links), OF_A_LETTER) == []
        assert "\n" not in drawn.subject
        assert "https://example.org/u" in drawn.text(links)
