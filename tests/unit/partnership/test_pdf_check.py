"""Uploaded PDF files: only those that show pages and do nothing else are taken."""

import zlib

import pikepdf
import pytest

from partnership import pdf_check
from partnership.pdf_check import RejectedPdf, check_pdf
from tests.factories.hostile_pdfs import bookmark, encrypted, hostile_pdfs, on_click, picture
from tests.factories.pdfs import pdf_file, with_attachment, with_javascript, with_launch, with_link

MANY_PAGES = pdf_file(pages=12)


def test_pdf_of_pages_and_links_is_taken_and_its_pages_counted():
    assert check_pdf(pdf_file(pages=3)) == 3
    assert check_pdf(pdf_file(with_link)) == 1


@pytest.mark.parametrize(
    ("change", "named"), [(with_javascript, "JavaScript"), (with_launch, "Launch"), (with_attachment, "AF")]
)
def test_pdf_that_runs_or_carries_something_is_refused_by_name(change, named):
    data = pdf_file(change)
    assert named.encode() not in data, "hidden from a search of the bytes"
    with pytest.raises(RejectedPdf, match=named):
        check_pdf(data)


def test_script_inside_a_stream_is_refused():
    def change(pdf: pikepdf.Pdf) -> None:
        odd = pdf.make_stream(b"x", AA=pikepdf.Dictionary(O=pikepdf.Dictionary(JS="app.alert(1)")))
        pdf.Root.PieceInfo = pikepdf.Dictionary(Odd=odd)

    with pytest.raises(RejectedPdf, match="AA"):
        check_pdf(pdf_file(change))


def test_no_hostile_file_is_taken_and_each_refusal_says_what_to_do():
    taken, silent = [], []
    for name, data in hostile_pdfs().items():
        try:
            check_pdf(data)
        except RejectedPdf as refusal:
            if not any(word in str(refusal) for word in ("upload", "Upload")):
                silent.append(name)
        else:
            taken.append(name)
    assert (taken, silent) == ([], [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html></html>", "not a PDF"),
        (b"%PDF-1.7\nnothing follows", "damaged or cut off"),
        (b"\xef\xbb\xbf" + pdf_file(), "before the beginning"),
        (pdf_file()[:-40], "damaged or cut off"),
        (MANY_PAGES[: len(MANY_PAGES) * 55 // 100], "damaged or cut off"),
        (encrypted(owner="one", user="two"), "password"),
        (encrypted(owner="one", user=""), "password"),
        (pdf_file(on_click(S=pikepdf.Name.URI, URI="https://e.org/\u202egpj.exe")), "https://e.org/�gpj.exe"),
    ],
)
def test_refusal_names_what_is_wrong(data, words):
    with pytest.raises(RejectedPdf, match=words):
        check_pdf(data)


def with_the_work_of_a_word_processor(pdf: pikepdf.Pdf) -> None:
    """What reports have: a way in, bookmarks, names, tags, metadata, pictures, links to pages and to mail."""
    name, new = pikepdf.Name, pikepdf.Dictionary
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = pikepdf.Array([page, name.Fit])
    pdf.Root.Lang = "en-GB"
    pdf.Root.MarkInfo = new(Marked=True)
    pdf.Root.ViewerPreferences = new(DisplayDocTitle=True)
    pdf.Root.Names = new(Dests=new(Names=pikepdf.Array(["one", pikepdf.Array([page, name.Fit])])))
    pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=name.Metadata, Subtype=name.XML)
    pdf.Root.StructTreeRoot = pdf.make_indirect(new(Type=name.StructTreeRoot, K=new(Type=name.StructElem, S=name.P)))
    bookmark(A=new(S=name.GoTo, D="one"))(pdf)
    picture(zlib.compress(bytes(243)), ["/FlateDecode"], ColorSpace=name.DeviceRGB, BitsPerComponent=8)(pdf)
    links = [new(S=name.URI, URI="mailto:office@example.org"), new(S=name.GoTo, D=pikepdf.Array([page, name.Fit]))]
    page.Annots = pikepdf.Array(
        [new(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9], Border=[0, 0, 0], A=link) for link in links]
    )


def test_report_as_office_programs_write_it_is_taken():
    assert check_pdf(pdf_file(with_the_work_of_a_word_processor, pages=2)) == 2


def test_limits_of_size_and_pages_hold(monkeypatch):
    data = pdf_file(pages=2)
    monkeypatch.setattr(pdf_check, "MOST_PAGES", 1)
    with pytest.raises(RejectedPdf, match="1 to 1 pages"):
        check_pdf(data)
    monkeypatch.setattr(pdf_check, "MOST_BYTES", 10)
    with pytest.raises(RejectedPdf, match="larger than"):
        check_pdf(data)
