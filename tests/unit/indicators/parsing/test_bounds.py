"""A file is read as far as ten times its return, and no further than a thousand findings."""

from indicators.parsing.bounds import FEWEST_COLUMNS, FEWEST_LINES, MOST_FINDINGS
from indicators.parsing.files import read_file
from tests.unit.indicators.parsing.forms import HEAD, book_bytes, csv_bytes, form, numbers, only_sentence

LINES: list[list[object]] = [[*HEAD], ["a", "First row", 1, 2], ["b", "Second row", 3, 4]]
READ = {("a", "current"): 1, ("a", "previous"): 2, ("b", "current"): 3, ("b", "previous"): 4}


def test_reading_stops_at_a_thousand_findings() -> None:
    lines = [*LINES, *([["c", "Other", 1, 2]] * (FEWEST_LINES + 100))]
    for name, content in (("a.csv", csv_bytes(lines)), ("a.xlsx", book_bytes({"Two windows": lines}))):
        reading = read_file(name, content, form())
        assert "We stopped reading at 1,000 findings" in reading.parsed.problems[-1].sentence
        assert len(reading.parsed.problems) == MOST_FINDINGS


def test_far_more_lines_than_the_return_are_refused() -> None:
    """Spaces alone are in a cell of a workbook; behind the separator of a CSV file they are nothing."""
    told = [*LINES, *[["", " ", "", " "]] * (FEWEST_LINES + 100)]
    content = book_bytes({"Two windows": told})
    assert "lines, far more than the return" in only_sentence(read_file("a.xlsx", content, form()))


def test_blank_lines_do_not_count() -> None:
    content = csv_bytes(LINES) + b",,,\r\n" * 20_000
    assert numbers(read_file("a.csv", content, form())) == READ


def test_far_more_columns_than_the_return_are_refused_and_blank_ones_are_not() -> None:
    wide = [[*line, *([""] * FEWEST_COLUMNS * 2), "x"] for line in LINES]
    assert "columns, far more than the return" in only_sentence(read_file("a.csv", csv_bytes(wide), form()))
    blank = [[*line, *([""] * FEWEST_COLUMNS * 2)] for line in LINES]
    assert numbers(read_file("a.csv", csv_bytes(blank), form())) == READ


def test_ten_megabytes_of_anything_are_answered() -> None:
    cells = [b"a,First row,x,y\r\n" * 600_000, b"," * 10_000_000, b"\n" * 10_000_000, b'"' * 10_000_000]
    for filler in (*cells, b"a" * 10_000_000, b'"a\n",' * 1_600_000):
        reading = read_file("a.csv", csv_bytes(LINES) + filler, form())
        assert 0 < len(reading.parsed.problems) <= MOST_FINDINGS, filler[:20]
