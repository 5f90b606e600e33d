"""Every component looks as it did when somebody looked at it last, on a wide and on a narrow screen.

`make pictures` updates the pictures. Look at them before you commit them: `git diff` shows which have changed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.functional.conftest import assert_no_violations, drawn_width
from tests.people import make_people
from tests.pictures import difference, keep, opened
from ui.style_guide import COMPONENTS

PICTURES = Path(__file__).parent / "pictures"
WIDTHS = (1280, 320)
EXAMPLES = [example.name for component in COMPONENTS for example in component.examples]

MakeContext = Callable[..., BrowserContext]


@pytest.fixture
def guide(make_context: MakeContext) -> Callable[[int], Page]:
    """The style guide as the coordinator sees it, on a screen of a certain width."""
    coordinator = make_people()["coordinator"]

    def opened_at(width: int) -> Page:
        page = make_context(coordinator, width=width, for_axe=True).new_page()
        page.emulate_media(reduced_motion="reduce")
        page.goto("/style-guide/")
        page.evaluate("document.fonts.ready")
        return page

    return opened_at


def changed(page: Page, width: int, *, renew: bool = False) -> dict[str, str]:
    """The examples that look different from their pictures, and how."""
    found = {}
    for name in EXAMPLES:
        path = PICTURES / f"{name}-{width}.png"
        now = opened(page.locator(f"[data-example='{name}']").screenshot(animations="disabled"))
        if renew and (not path.exists() or difference(now, opened(path.read_bytes()))):
            keep(now, path)
        how = difference(now, opened(path.read_bytes())) if path.exists() else "has no picture: make pictures"
        if how:
            found[name] = how
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_looks_as_in_its_picture(guide: Callable[[int], Page], width: int) -> None:
    page = guide(width)

    assert changed(page, width, renew=bool(os.environ.get("RENEW_PICTURES"))) == {}
    assert drawn_width(page) <= width
    assert_no_violations(page)


@pytest.mark.parametrize(
    ("broken", "seen"),
    [
        (".govuk-button { padding: 3px }", {"button", "button-secondary", "button-warning", "button-link"}),
        (".govuk-button { background: #d4351c !important }", {"button", "form"}),
        (".govuk-button { box-shadow: none }", {"button-warning"}),
        (".govuk-inset-text { border-left: 0 }", {"inset", "inset-list"}),
        (".app-empty { border: 0; padding: 0 }", {"empty"}),
        (".govuk-body, .govuk-inset-text { font-family: monospace }", {"empty", "inset"}),
        (".govuk-error-message, .govuk-error-summary__title { color: #0b0c0c }", {"form-errors"}),
        (".govuk-breadcrumbs { margin: 0 }", {"breadcrumbs"}),
        (".govuk-table__header { border-bottom: 0 }", {"table-stacked"}),
    ],
)
def test_a_broken_style_is_seen(guide: Callable[[int], Page], broken: str, seen: set[str]) -> None:
    page = guide(1280)
    page.add_style_tag(content=broken)

    assert seen <= changed(page, 1280).keys()


def test_there_is_no_picture_of_what_is_not_shown_any_more() -> None:
    assert {path.name for path in PICTURES.glob("*.png")} == {
        f"{name}-{width}.png" for name in EXAMPLES for width in WIDTHS
    }
