"""The page of an indicator in a real browser: it holds its block of data, and the content policy refuses nothing."""

import json

from playwright.sync_api import Page

from partnership.models import ReportingYear
from tests.factories.indicators import a_release, approved_return
from tests.people import People

ADDRESS = "/figures/police/missing-children/"


def test_a_block_of_data_breaks_no_policy(page: Page, people: People, year: ReportingYear) -> None:
    approved_return("missing-children", year, people.partner_police.organisation)
    a_release(year)

    response = page.goto(ADDRESS)

    assert response is not None
    assert response.status == 200
    assert "script-src 'self'" in response.headers["content-security-policy"]
    (block,) = page.locator('script[type="application/ld+json"]').all_inner_texts()
    assert json.loads(block)["name"] == "Missing children"
