"""Every link that a page draws for somebody can be followed by that person: a crawler for each role."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from tests.integration.test_access import client_of
from tests.world import World

# Pages of one kind have links of one kind: so many of each are read.
PAGES_OF_A_KIND = 2
# Kept by the web server, which is not asked here; and leaving would end the walk.
NOT_FOLLOWED = ("/static/", "/media/", "/accounts/logout/")
START = ("/", "/partner/", "/admin/")


def links(page: HttpResponse, address: str) -> Iterator[str]:
    """The addresses of this site that a page leads to or shows, without the part within the page."""
    tree = html.fromstring(page.content)
    for element in tree.iter("a", "link", "img", "area", "iframe"):
        target = element.get("href") or element.get("src") or ""
        parts = urlsplit(urljoin(f"http://testserver{address}", target))
        if target and parts.netloc == "testserver" and not parts.path.startswith(NOT_FOLLOWED):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def kind(address: str) -> str:
    """Which kind of page an address is: its name, or the address itself where the portal has none."""
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def dead_links(client: Client) -> list[str]:
    """Walk from page to page; every link that ends in an error, with the page that draws it."""
    waiting = deque((address, "the start") for address in START)
    seen, read, dead = set(START), Counter[str](), []
    while waiting:
        address, drawn_on = waiting.popleft()
        read[kind(address)] += 1
        if read[kind(address)] > PAGES_OF_A_KIND:
            continue
        response = client.get(address, follow=True)
        if response.status_code >= 400 and drawn_on != "the start":
            dead.append(f"{response.status_code} {address}, a link on {drawn_on}")
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            continue
        for link in links(response, response.request["PATH_INFO"]):
            if link not in seen:
                seen.add(link)
                waiting.append((link, address))
    return dead


@pytest.mark.parametrize("role", ["partner_police", "board", "coordinator", "chair"])
def test_no_link_ends_in_an_error(world: World, role: str) -> None:
    assert dead_links(client_of(world, role)) == []
