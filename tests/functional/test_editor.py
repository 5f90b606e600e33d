"""Writing with the toolbar: what it makes, what the preview shows, what pasting leaves, and what never runs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.factories.learning import draft_briefing
from tests.functional.conftest import MakeContext, assert_no_violations, watched
from tests.hostile import texts
from tests.stages import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=15_000)
AREA = "[name=background]"
WORD = """<html><head><style>p {color: red}</style></head><body><!--StartFragment-->
<h1 style='mso-style: x'>What <b>changed</b></h1>
<p class=MsoNormal>Two&nbsp; words <i>of</i> <a href="https://example.org/a_b">a page</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst><span>·<span>&nbsp;&nbsp; </span></span>Ask</p>
<p class=MsoListParagraphCxSpLast><span>·<span>&nbsp;&nbsp; </span></span>Listen</p>
<table><tr><td><p>Year</p></td><td><p>Number</p></td></tr><tr><td>2023</td><td>4</td></tr></table>
<script>window.ran = true</script><img src=x onerror="window.ran = true">
<!--EndFragment--></body></html>"""
MARKDOWN = """## What **changed**

Two words *of* [a page](https://example.org/a_b).

- Ask
- Listen

| Year | Number |
| --- | --- |
| 2023 | 4 |"""


def paste(page: Page, html: str) -> None:
    page.locator(AREA).evaluate(
        """(area, html) => {
            const given = new DataTransfer();
            given.setData("text/html", html);
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_writing_with_toolbar_preview_and_word(make_context: MakeContext) -> None:
    cast = make_cast()
    draft = draft_briefing(cast.year, cast.coordinator, background="")
    with watched(make_context(cast.coordinator).new_page()) as page:
        page.goto(f"{draft.get_edit_url()}steps/boxes/")
        bar = page.locator(".app-editor__bar").first
        bar.get_by_role("button", name="Preview").click()
        shown = page.locator("#id_background-preview")
        # By keyboard alone: what is selected becomes bold.
        page.fill(AREA, "clear")
        page.locator(AREA).select_text()
        bar.get_by_role("button", name="Bold").press("Enter")
        assert page.input_value(AREA) == "**clear**"
        expect(shown.locator("strong")).to_have_text("clear")
        assert_no_violations(page)

        page.fill(AREA, "")
        paste(page, WORD)
        assert page.input_value(AREA) == MARKDOWN
        expect(shown.locator("td").first).to_have_text("2023")
        expect(shown.locator("li")).to_have_text(["Ask", "Listen"])

    draft.refresh_from_db()
    assert (draft.revision, draft.texts["background"]) == (1, "")


def together(most: int) -> Iterator[str]:
    """All hostile texts, as many at a time as fit into so many letters."""
    some: list[str] = []
    for text in texts():
        if some and sum(map(len, some)) + 2 * len(some) + len(text) > most:
            yield "\n\n".join(some)
            some = []
        some.append(text)
    yield "\n\n".join(some)


@pytest.mark.asvs("3.2.2", "1.3.1")
def test_nothing_runs_in_the_preview_or_when_it_is_pasted(make_context: MakeContext) -> None:
    cast = make_cast()
    draft = draft_briefing(cast.year, cast.coordinator)
    with watched(make_context(cast.coordinator).new_page()) as page:
        page.add_init_script(
            """window.ran = [];
            window.alert = window.msgbox = () => window.ran.push("script");
            document.addEventListener("securitypolicyviolation", (event) => window.ran.push(event.blockedURI));"""
        )
        page.goto(f"{draft.get_edit_url()}steps/boxes/")
        page.locator(".app-editor__bar").first.get_by_role("button", name="Preview").click()
        shown = page.locator("#id_background-preview")
        for number, some in enumerate(together(19_000)):
            paste(page, some)
            page.fill(AREA, f"The end {number}\n\n{some}")
            expect(shown).to_contain_text(f"The end {number}")
        assert number > 10
        assert page.evaluate("window.ran") == []
        assert shown.locator("script, iframe, img, style, form").count() == 0
