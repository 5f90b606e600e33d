"""The way back from a page."""

from django.template.loader import render_to_string

from tests.unit.ui.markup import parse
from ui.breadcrumbs import Crumb, crumbs


def test_pairs_become_the_way_and_a_text_the_page_itself():
    assert crumbs(("Home", "/"), "Here") == (Crumb("Home", "/"), Crumb("Here"))


def test_way_is_a_list_of_links_that_ends_at_the_page():
    page = parse(render_to_string("components/breadcrumbs.html", {"crumbs": crumbs(("A & B", "/a/?b=1&c=2"), "Here")}))

    assert page.find(tag="nav").get("aria-label") == "Breadcrumb"
    assert (page.find(tag="a").text, page.find(tag="a").get("href")) == ("A & B", "/a/?b=1&c=2")
    assert page.find(aria_current="page").text == "Here"
