"""The PDF as machines read it: tags, language, titles, alternative texts, letters, and the same bytes each time."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest
import typst

from reports.content.freeze import digest, freeze
from reports.document.render import pdf as pdf_module
from reports.document.render.errors import RenderError
from reports.document.render.pdf import render_pdf
from tests.factories.report_figures import DATA
from tests.factories.reports import sample_report
from tests.pdf import bookmarks, elements, fonts, letters, opened, text_of

FRESH = (
    "import sys; from reports.document.render.pdf import render_pdf;"
    "sys.stdout.buffer.write(render_pdf(sys.stdin.read()))"
)


@pytest.fixture(scope="module")
def pdf(pdf_bytes: bytes) -> Iterator[pikepdf.Pdf]:
    with opened(pdf_bytes) as made:
        yield made


@pytest.fixture(scope="module")
def text(pdf: pikepdf.Pdf) -> str:
    return text_of(pdf)


def test_the_file_says_that_it_is_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_title_names_the_report_and_the_partnership(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == (
        "Annual report 2022 to 2023, Bath & North East Somerset Community Safety & Safeguarding Partnership"
    )


def test_every_picture_has_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    told = [str(figure.Alt) for figure in elements(pdf.Root.StructTreeRoot, "/Figure")]

    assert len(told) == 6  # the structure, four police charts, one of adults
    assert "The Strategic Board leads two groups: the Delivery Group and the Practice Review Group." in told
    assert sum(one.startswith("Bar chart of ") for one in told) == 5


def test_every_column_head_is_tagged_as_the_head_of_its_column(pdf: pikepdf.Pdf) -> None:
    heads = list(elements(pdf.Root.StructTreeRoot, "/TH"))
    tables = list(elements(pdf.Root.StructTreeRoot, "/Table"))

    assert len(tables) == 13  # organisations, priorities counted, four priorities, four police, two of adults, training
    assert len(heads) == 3 + 5 + 4 * 4 + 4 * 5 + 2 * 3 + 2
    for head in heads:
        attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
        assert any(item.get("/Scope") == "/Column" for item in attributes)


def test_headings_never_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in elements(pdf.Root.StructTreeRoot) if str(one.S)[2:].isdigit()]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_bookmarks_are_the_headings_of_the_contents(pdf: pikepdf.Pdf) -> None:
    report = sample_report()
    titles = [title for depth, title in bookmarks(pdf) if depth == 0]

    assert titles == [section.title for section in report.sections] + ["About this edition"]
    assert (2, "Missing Children") in bookmarks(pdf)
    assert (1, "Domestic abuse: the new Act") in bookmarks(pdf)


def test_only_our_font_is_used(pdf: pikepdf.Pdf) -> None:
    used = fonts(pdf)

    assert used
    assert all(name.startswith("AtkinsonHyperlegibleNext-") for name in used)


def test_all_sixteen_police_rows_are_in_the_text_layer(text: str) -> None:
    with (DATA / "police_rolling_12_months.csv").open(encoding="utf-8") as file:
        records = list(csv.DictReader(file))

    assert len(records) == 16
    for record in records:
        current, previous = int(record["current"]), int(record["previous"])
        row = f"{record['indicator']}{current:,}{previous:,}{current - previous:+,}"
        assert letters(row) in text, record["indicator"]


@pytest.mark.parametrize(
    "words",
    [
        "Illustrative: not real figures",
        "12 months to 31 March 2022",
        "The windows are assumed to be the years to 31 March 2023 and 2022: the source does not date them.",
        "[x] [z]",
        "Each area, 2022 to 2023",
        "Enquiries and their outcomes",
        "On hold: The funding has not been agreed.",
        "Evidence. Voice: what people said about it",
        "No approved report.",
        "None recorded.",
        "Practice Review Group (illustrative)",
        "Local authority, statutory safeguarding partner",
        "No seat recorded",
        "Page 2 of ",
        "1 June 2023",
    ],
)
def test_the_text_layer_says(text: str, words: str) -> None:
    assert letters(words) in text


def test_both_print_what_may_be_said_of_each_table_word_for_word(text: str, html: str) -> None:
    said = "Missing Children: chance alone can explain this *change*."
    assert letters(said) in text
    assert said in " ".join(html.split())


def test_the_last_page_prints_the_digest_of_the_frozen_report(text: str, frozen: str) -> None:
    assert digest(frozen) in text


def test_the_same_report_gives_the_same_bytes_in_this_process_and_in_a_fresh_one(frozen: str, pdf_bytes: bytes) -> None:
    fresh = subprocess.run([sys.executable, "-c", FRESH], input=frozen.encode(), capture_output=True, check=True)

    assert render_pdf(frozen) == pdf_bytes
    assert fresh.stdout == pdf_bytes


def test_a_report_without_sections_is_still_a_report() -> None:
    with opened(render_pdf(freeze(sample_report(sections=())))) as made:
        assert [title for _, title in bookmarks(made)] == ["About this edition"]


def test_what_cannot_be_typeset_is_refused_with_a_sentence() -> None:
    broken = freeze(sample_report()).replace("<svg xmlns", "<svq xmlns")

    with pytest.raises(RenderError, match="The PDF could not be created: "):
        render_pdf(broken)


def test_a_reader_whose_name_no_font_has_is_named_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what cannot be helped ends at once: each attempt keeps a thread of the server busy."""
    with opened(render_pdf(freeze(sample_report(sections=())), mark="For Jo \N{GRINNING FACE} only")) as made:
        assert letters("For Jo [grinning face] only") in text_of(made)
    attempts: list[str] = []

    def refuse(*_: object) -> bytes:
        attempts.append("one more")
        raise typst.TypstError('the text `"\\u{1f600}"` could not be displayed')

    monkeypatch.setattr(pdf_module, "_typeset", refuse)
    with pytest.raises(RenderError):
        render_pdf(freeze(sample_report(sections=())))
    assert len(attempts) == 1


def test_end_of_the_audit_trail_is_printed_with_how_to_check_it(text: str) -> None:
    assert "line4096" in text
    assert "manage.pyverify_audit--line4096" in text
