"""The PDF beside the page: the same contents and order of reading; notes at the foot, wide tables on their side."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest
from lxml import html as parser

from reports.content import Column, FiguresSection, FigureTheme, NarrativePart, NarrativeSection, PlainTable
from reports.content.freeze import freeze
from reports.document.render.pdf import render_pdf
from tests.factories.report_figures import police_tables
from tests.factories.reports import sample_report
from tests.pdf import bookmarks, elements, letters, opened, text_of
from tests.pdf_reading import read_along_tags

NOTE = "The windows are assumed to be the years to 31 March 2023 and 2022: the source does not date them."
# The order of headings: version 0.1.3 asks an array for a number's property and gives up. We test it ourselves.
STUMBLES = "UA-14-001"


@pytest.fixture(scope="module")
def pdf(pdf_bytes: bytes) -> Iterator[pikepdf.Pdf]:
    with opened(pdf_bytes) as made:
        yield made


def contents_of(html: str) -> list[tuple[int, str]]:
    """The contents of the page as depth and title."""
    found: list[tuple[int, str]] = []

    def walk(items: list[parser.HtmlElement], depth: int) -> None:
        for item in items:
            found.append((depth, item.find("a").text_content().strip()))
            walk(item.xpath("./ul/li"), depth + 1)

    walk(parser.fromstring(html).xpath("//nav[@class='report-contents']/ol/li"), 0)
    return found


def test_the_bookmarks_are_the_contents_of_the_page(pdf: pikepdf.Pdf, html: str) -> None:
    assert bookmarks(pdf) == contents_of(html)
    assert len(bookmarks(pdf)) > 20


def test_the_printed_contents_are_the_bookmarks_with_pages_that_have_them(pdf: pikepdf.Pdf) -> None:
    entries = list(elements(pdf.Root.StructTreeRoot, "/TOCI"))

    assert len(entries) == len(bookmarks(pdf))


def test_headings_and_cells_come_in_the_order_of_the_page(pdf: pikepdf.Pdf, html: str) -> None:
    """Along the tags: where a commitment spans rows, its cell is drawn after them and read before them."""
    text = read_along_tags(pdf)
    body = parser.fromstring(html).xpath("//section[contains(@class, 'report-section')]")
    first, second = (letters(title) for _, title in bookmarks(pdf)[:2])
    # Not the entry of the contents, but the heading itself.
    place, read = text.index(first, text.index(second)), 0

    for section in body:
        for element in section.iter("h2", "h3", "h4", "h5", "th", "td"):
            words = letters(element.text_content())
            if not words:
                continue
            found = text.find(words, place)
            assert found >= 0, f"“{element.text_content()}” does not follow “{text[place - 60 : place]}”"
            place = found + len(words)
            read += 1
    assert read > 200


def test_the_notes_of_a_table_stand_at_the_foot_as_notes_of_its_title(pdf: pikepdf.Pdf) -> None:
    notes = list(elements(pdf.Root.StructTreeRoot, "/Note"))

    # One for each of the four police tables; a reader of the tags is led from each to the place that it explains.
    assert len(notes) == 4
    assert len({bytes(note.ID) for note in notes}) == 4
    assert text_of(pdf).count(letters(NOTE)) == 4


def checked(data: bytes, folder: Path) -> pdfua.Report:
    """What the checker says; a rule that it could not try is no answer."""
    path = folder / "report.pdf"
    path.write_bytes(data)
    report = pdfua.validate(str(path))
    assert {one.rule_id for one in report.skipped} <= {STUMBLES}
    return report


def sizes(data: bytes) -> list[tuple[int, int]]:
    with opened(data) as made:
        return [(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in made.pages]


def wide_figures(columns: int) -> FiguresSection:
    table = police_tables()[0]
    heads = tuple(Column(f"year-{number}", f"Year {number}") for number in range(columns))
    rows = tuple(replace(row, cells=tuple(replace(row.cells[0], key=head.key) for head in heads)) for row in table.rows)
    wide = replace(table, columns=heads, rows=rows)
    return FiguresSection("figures", "The figures", (), "", (FigureTheme("theme-police", "Police", (wide,)),))


def wide_words(columns: int) -> NarrativeSection:
    heads = tuple(f"Column {number}" for number in range(columns))
    table = PlainTable("wide", "Wide", heads, (heads,))
    return NarrativeSection("costs", "Costs", (), (NarrativePart(anchor="part", title="Part", tables=(table,)),))


@pytest.mark.parametrize(
    ("section", "turned"), [(wide_figures(8), 0), (wide_figures(9), 1), (wide_words(8), 0), (wide_words(9), 1)]
)
def test_a_table_of_more_than_eight_columns_lies_on_its_side(
    section: FiguresSection | NarrativeSection, turned: int, tmp_path: Path
) -> None:
    data = render_pdf(freeze(sample_report(sections=(section,))))

    assert [width > height for width, height in sizes(data)].count(True) == turned
    assert checked(data, tmp_path).findings == ()


def test_an_independent_checker_of_pdf_ua_1_finds_nothing(pdf_bytes: bytes, tmp_path: Path) -> None:
    report = checked(pdf_bytes, tmp_path)

    assert report.findings == ()
    assert len(report.outcomes) >= 12


def test_the_checker_does_find_a_picture_without_words(pdf_bytes: bytes, tmp_path: Path) -> None:
    with opened(pdf_bytes) as broken:
        del next(elements(broken.Root.StructTreeRoot, "/Figure")).Alt
        out = io.BytesIO()
        broken.save(out)

    assert checked(out.getvalue(), tmp_path).findings
