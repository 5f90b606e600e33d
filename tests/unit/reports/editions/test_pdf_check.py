"""Uploaded PDF files: only those that show pages and do nothing else are taken."""

import io

import pikepdf
import pytest

from reports.editions import pdf_check
from reports.editions.pdf_check import UnfitPdf, check_pdf
from tests.factories.pdfs import pdf_file, with_attachment, with_javascript, with_launch, with_link


def encrypted(**passwords: str) -> bytes:
    data = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(data, encryption=pikepdf.Encryption(**passwords))
    return data.getvalue()


def test_pdf_of_pages_and_links_is_taken_and_its_pages_counted():
    assert check_pdf(pdf_file(pages=3)) == 3
    assert check_pdf(pdf_file(with_link)) == 1


@pytest.mark.parametrize(
    ("change", "named"), [(with_javascript, "JavaScript"), (with_launch, "Launch"), (with_attachment, "EmbeddedFiles")]
)
def test_pdf_that_runs_or_carries_something_is_refused_by_name(change, named):
    data = pdf_file(change)
    assert named.encode() not in data, "hidden from a search of the bytes"
    with pytest.raises(UnfitPdf, match=named):
        check_pdf(data)


def test_script_inside_a_stream_is_refused():
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Odd = pdf.make_stream(b"x", AA=pikepdf.Dictionary(O=pikepdf.Dictionary(JS="app.alert(1)")))

    with pytest.raises(UnfitPdf, match="JS"):
        check_pdf(pdf_file(change))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a PDF"),
        (b"<html></html>", "not a PDF"),
        (b"%PDF-1.7\nnothing follows", "damaged"),
        (encrypted(owner="one", user="two"), "password"),
        (encrypted(owner="one", user=""), "password"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data, words):
    with pytest.raises(UnfitPdf, match=words):
        check_pdf(data)


def test_limits_of_size_and_pages_hold(monkeypatch):
    data = pdf_file(pages=2)
    monkeypatch.setattr(pdf_check, "MOST_PAGES", 1)
    with pytest.raises(UnfitPdf, match="1 to 1 pages"):
        check_pdf(data)
    monkeypatch.setattr(pdf_check, "MOST_BYTES", 10)
    with pytest.raises(UnfitPdf, match="larger than"):
        check_pdf(data)
