"""Files that mean harm: each is answered within the limits, in the process that was made for it."""

import time
from functools import cache

import pytest

from indicators.parsing.files import FileReading
from indicators.parsing.national import Places
from indicators.parsing.upload import National, read_upload
from partnership.children import MOST_SECONDS, NotRead, in_child
from partnership.pdf_check import RejectedPdf, check_pdf
from tests.factories.hostile_pdfs import hostile_pdfs
from tests.factories.hostile_tables import hostile_others, hostile_workbooks
from tests.unit.indicators.parsing.books import GOOD
from tests.unit.indicators.parsing.forms import form

NOTHING_NATIONAL = National((), Places({}, ""), None)

# What is odd in them is not read.
HARMLESS = {"format-of-brackets.xlsx", "part-outside.xlsx", "spaces.csv"}


def _figures(name: str, content: bytes) -> FileReading:
    return in_child(read_upload, name, content, form(), NOTHING_NATIONAL)


def _corpus() -> dict[str, bytes]:
    return {f"{name}.pdf": data for name, data in hostile_pdfs().items()} | _tables()


@cache
def _tables() -> dict[str, bytes]:
    return hostile_workbooks(GOOD) | hostile_others(GOOD)


def test_there_are_enough_of_them() -> None:
    assert len(_corpus()) >= 120


@pytest.mark.asvs("1.5.1", "5.2.1", "15.2.2")
def test_no_table_ends_or_blocks_a_process() -> None:
    stored, told = set(), []
    for name, content in _tables().items():
        began = time.monotonic()
        try:
            reading = _figures(name, content)
        except NotRead as error:
            told.append(str(error))
        else:
            problems = reading.parsed.problems
            assert len(problems) <= 1_000, name
            if not problems:
                stored.add(name)
        assert time.monotonic() - began < 2 * MOST_SECONDS, name
    assert stored <= HARMLESS
    assert all("Remove anything you do not need" in sentence for sentence in told)


def test_no_report_ends_or_blocks_a_process() -> None:
    for name, content in hostile_pdfs().items():
        began = time.monotonic()
        with pytest.raises((RejectedPdf, NotRead)):
            in_child(check_pdf, content, raises=(RejectedPdf,))
        assert time.monotonic() - began < 2 * MOST_SECONDS, name


@pytest.mark.parametrize("name", ["a.png", "a.zip", "a.pdf"])
@pytest.mark.asvs("5.2.2")
def test_a_table_in_place_of_a_report_and_the_other_way_round(name: str) -> None:
    with pytest.raises(RejectedPdf):
        in_child(check_pdf, b"Code,Row\r\n", raises=(RejectedPdf,))
    assert _figures(name, b"%PDF-1.7 ...").parsed.problems
