"""The grid of a return in a real browser: what it works out as one types is what the server works out."""

import pytest
from playwright.sync_api import Page

from indicators.models import Submission
from partnership.models import ReportingYear
from tests.functional.conftest import MakeContext
from tests.people import People

pytestmark = pytest.mark.django_db(transaction=True)
POLICE = "/partner/figures/2022-23/child-sexual-exploitation/"
RISK = "/partner/figures/2022-23/enquiry-outcomes/"
DESIRED = "/partner/figures/2022-23/desired-outcomes/"
ROW = "cell_number-of-child-sexual-exploitation-crimes"
PAIRS = (
    ("128", "203"),
    ("1,048", "1116"),
    ("5", "0"),
    ("0", "0"),
    ("1", "16"),
    ("0", "7"),
    ("9", "8"),
    ("nil", "4"),
    ("[z]", "4"),
    ("12 [p]", "10p"),
    ("[x] New system", "4"),
    ("", "4"),
    ("x", "4"),
)


def outputs(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("output").all_inner_texts()]


def test_changes_are_worked_out_as_one_types_and_the_server_agrees(
    make_context: MakeContext, people: People, year: ReportingYear
) -> None:
    page = make_context(people.partner_police).new_page()
    page.goto(POLICE)
    assert outputs(page) == ["[x]", "[x]"]
    for current, previous in PAIRS:
        page.fill(f"#{ROW}_current", current)
        page.fill(f"#{ROW}_previous", previous)
        as_typed = outputs(page)
        page.click("text=Save draft")
        page.wait_for_load_state()
        assert outputs(page) == as_typed, (current, previous)
    assert page.input_value(f"#{ROW}_current") == "x"


def test_totals_and_shares_are_worked_out_as_one_types_and_the_server_agrees(
    make_context: MakeContext, people: People, year: ReportingYear
) -> None:
    page = make_context(people.partner_council).new_page()
    for address, numbers in ((RISK, ("1,000", "500", "2")), (RISK, ("0", "0", "0")), (DESIRED, ("7", "3", "1"))):
        page.goto(address)
        for box, number in zip(page.locator("input[data-column=count]").all(), numbers, strict=False):
            box.fill(number)
        as_typed = outputs(page)
        page.click("text=Save draft")
        page.wait_for_load_state()
        assert outputs(page) == as_typed
    page.goto(RISK)
    page.locator("input[data-column=count]").first.fill("")
    assert set(outputs(page)) == {"[x]", ""}


def test_a_return_is_sent_without_javascript(make_context: MakeContext, people: People, year: ReportingYear) -> None:
    page = make_context(people.partner_police, javascript=False, width=320).new_page()
    page.goto("/partner/figures/")
    page.click("text=Child sexual exploitation")
    page.fill(f"#{ROW}_current", "128")
    page.fill(f"#{ROW}_previous", "203")
    page.click("text=Save and submit for review")
    assert page.locator("text=waiting for review").count() == 1
    assert Submission.objects.get().state == "submitted"
