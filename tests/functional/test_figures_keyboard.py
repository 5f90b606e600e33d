"""The table of a return with the keyboard and with a block from a spreadsheet, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from partnership.models import ReportingYear
from tests.functional.conftest import MakeContext, watched
from tests.people import People

pytestmark = pytest.mark.django_db(transaction=True)
MISSING = "/partner/figures/2022-23/missing-children/"
SOURCES = "/partner/figures/2022-23/enquiry-outcomes/"
ROWS = (
    "number-of-missing-children",
    "number-of-missing-children-reports",
    "number-of-repeat-missing-children",
    "number-of-children-missing-from-care",
    "number-of-repeat-children-missing-from-care",
)


def cell(row: int, column: str) -> str:
    return f"#cell_{ROWS[row]}_{column}"


def paste(page: Page, selector: str, text: str) -> None:
    """Paste as the browser does: from its clipboard's plain text, into the field that has the focus."""
    page.focus(selector)
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            );
        }""",
        text,
    )


def told(page: Page) -> str:
    return page.locator("[data-grid-status]").inner_text().strip()


def values(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator("input[data-column]").all()]


@pytest.fixture
def grid(make_context: MakeContext, people: People, year: ReportingYear) -> Iterator[Page]:
    with watched(make_context(people.partner_police).new_page()) as page:
        page.goto(MISSING)
        yield page


def test_arrows_and_enter_lead_from_cell_to_cell(grid: Page) -> None:
    steps = [
        ("ArrowDown", 1, "current"),
        ("ArrowRight", 1, "previous"),
        ("ArrowRight", 1, "previous"),
        ("Enter", 2, "previous"),
        ("Shift+Enter", 1, "previous"),
        ("ArrowUp", 0, "previous"),
        ("ArrowUp", 0, "previous"),
        ("ArrowLeft", 0, "current"),
    ]
    grid.focus(cell(0, "current"))
    for key, row, column in steps:
        grid.keyboard.press(key)
        expect(grid.locator(cell(row, column))).to_be_focused()
    for _ in range(9):
        grid.keyboard.press("Enter")
    expect(grid.locator(cell(4, "current"))).to_be_focused()
    assert grid.url.endswith(MISSING), "Enter in the last row submits nothing"


def test_inside_a_number_left_and_right_move_the_caret(grid: Page) -> None:
    grid.focus(cell(0, "current"))
    grid.keyboard.type("128")
    grid.keyboard.press("ArrowLeft")
    expect(grid.locator(cell(0, "current"))).to_be_focused()
    grid.keyboard.type("9")
    assert grid.input_value(cell(0, "current")) == "1298"
    grid.keyboard.press("ArrowRight")
    grid.keyboard.press("ArrowRight")
    expect(grid.locator(cell(0, "previous"))).to_be_focused()
    grid.keyboard.press("Shift+ArrowLeft")
    expect(grid.locator(cell(0, "previous"))).to_be_focused()


def test_a_block_fills_the_table_and_leaves_out_what_is_worked_out(grid: Page) -> None:
    block = '\ufeff1,048\t1116\t-68\t-6.1%\r\n1,200\t"1,300"\t-100\t-7.7%\r\n[x] New system\tnil\t\t\r\n'
    paste(grid, cell(0, "current"), block)
    assert told(grid) == "6 cells filled."
    assert values(grid)[:6] == ["1,048", "1116", "1,200", "1,300", "[x] New system", "nil"]
    outputs = [text.strip() for text in grid.locator("output").all_inner_texts()]
    assert outputs[:6] == ["-68", "-6.1%", "-100", "-7.7%", "[x]", "[x]"]
    assert grid.locator("[data-grid-status]").get_attribute("role") == "status"


def test_a_paste_is_taken_back_and_what_was_typed_since_stays(grid: Page) -> None:
    grid.fill(cell(0, "current"), "7")
    paste(grid, cell(0, "current"), "1\t2\n3\t4")
    grid.fill(cell(1, "previous"), "44")
    grid.click("text=Undo paste")
    assert values(grid)[:4] == ["7", "", "", "44"]
    assert told(grid) == "Paste undone. 1 cell that you have changed since were kept."
    expect(grid.locator("text=Undo paste")).to_be_hidden()


@pytest.mark.parametrize("key", ["Escape", "Control+z"])
def test_a_key_takes_back_a_paste_only_right_after_it(grid: Page, key: str) -> None:
    grid.fill(cell(0, "current"), "7")
    paste(grid, cell(0, "current"), "1\t2\n3\t4")
    paste(grid, cell(2, "current"), "5\t6\n7\t8")
    grid.keyboard.press(key)
    assert values(grid)[:8] == ["1", "2", "3", "4", "", "", "", ""]
    grid.keyboard.press(key)
    assert values(grid)[:4] == ["7", "", "", ""]
    paste(grid, cell(0, "current"), "1\t2\n3\t4")
    grid.keyboard.type("9")
    grid.keyboard.press("Escape")
    assert values(grid)[1:4] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("1\t30.9%\n2\t3", "“30.9%” is a percentage"),
        ("Current\tPrevious\n2\t3", "“Current” is not a number. Copy the figures without their headings."),
        ("1\t-\n2\t3", "“-” is not a number"),
    ],
)
def test_a_block_with_something_else_changes_nothing(grid: Page, block: str, says: str) -> None:
    grid.fill(cell(0, "current"), "7")
    paste(grid, cell(0, "current"), block)
    assert told(grid).startswith("Nothing was pasted.")
    assert says in told(grid)
    assert values(grid)[:4] == ["7", "", "", ""]
    expect(grid.locator("text=Undo paste")).to_be_hidden()


def test_what_does_not_fit_and_what_is_blank_is_said(grid: Page) -> None:
    grid.fill(cell(3, "previous"), "5")
    paste(grid, cell(3, "current"), "1\t\n2\t3\n4\t5\n")
    assert told(grid) == "3 cells filled, 1 cell left blank, 2 values did not fit and were not pasted."
    assert values(grid)[6:] == ["1", "", "2", "3"]


def test_quotes_hold_tabs_and_a_lone_quote_is_refused(grid: Page) -> None:
    paste(grid, cell(0, "current"), '1\t"[x] It was ""lost"",\tall of it"\n')
    assert values(grid)[:2] == ["1", '[x] It was "lost",\tall of it']
    paste(grid, cell(0, "current"), '"1\t2')
    assert '“"1” is not a number' in told(grid)


def test_one_cell_is_pasted_into_what_is_typed(grid: Page) -> None:
    paste(grid, cell(0, "current"), "128\r\n")
    assert told(grid) == ""


def test_the_row_of_totals_in_a_block_is_left_out(
    make_context: MakeContext, people: People, year: ReportingYear
) -> None:
    page = make_context(people.partner_council).new_page()
    page.goto(SOURCES)
    first = f"#{page.locator('input[data-column]').first.get_attribute('id')}"
    paste(page, first, "1,000\t50.0%\n500\t25.0%\n500\t25.0%\n2,000\t100.0%")
    assert told(page) == "3 cells filled."
    assert values(page) == ["1,000", "500", "500"]
    assert [text.strip() for text in page.locator("output").all_inner_texts()] == [
        "50.0%",
        "25.0%",
        "25.0%",
        "2,000",
        "",
    ]
