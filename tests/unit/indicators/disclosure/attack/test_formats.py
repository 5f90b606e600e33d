"""Every kind of file is read, and held against what the API prints."""

import csv
import io

import pytest

from tests.disclosure.attack.cells import read_text
from tests.disclosure.attack.formats import XLSX, Printed
from tests.disclosure.attack.pages import read_page
from tests.leaks import Artefact
from tests.unit.indicators.disclosure.attack.tables import BEFORE, YEAR, cell

CELLS = [
    cell("missing-children", "Children", YEAR, "[c]", column="Current"),
    cell("missing-children", "Children", BEFORE, "1204", column="Previous"),
]
HEADER = (
    *("release", "family", "table", "row_key", "row", "column_key", "column", "unit", "period", "period_start"),
    *("period_end", "value", "symbol"),
)


def printed() -> Printed:
    found = Printed()
    found.add(CELLS)
    return found


def page(current: str, previous: str = "1,204") -> bytes:
    return (
        "<main><h2>Missing children</h2><table><caption>Missing children</caption><thead><tr><th>Measure</th>"
        "<th>Current</th><th>Previous</th></tr></thead><tbody><tr><th scope='row'>Children</th>"
        f"<td>{current}</td><td>{previous}</td></tr></tbody></table></main>"
    ).encode()


def csv_of(value: str, symbol: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER)
    writer.writeheader()
    keys = {"release": "2022-23", "family": "missing-children", "table": "missing-children", "row_key": "Children"}
    column = {"row": "Children", "column_key": "Current", "column": "Current", "unit": "count", "period": "2022-23"}
    days = {"period_start": str(YEAR[0]), "period_end": str(YEAR[1]), "value": value, "symbol": symbol}
    writer.writerow(keys | column | days)
    return text.getvalue().encode()


def workbook_of(current: object) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Table 1"
    for line in (
        ["Missing children"],
        ["This worksheet"],
        ["Measure", "Current", "Previous"],
        ["Children", current, 1204],
    ):
        sheet.append(line)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("text/html", page("[c]"), page("3")),
        ("text/html", page("[c] [p]"), page("[c]", "1,205")),
        ("text/csv", csv_of("", "[c]"), csv_of("3", "")),
        (XLSX, workbook_of("[c]"), workbook_of(3)),
        (
            "image/svg+xml",
            b"<svg><g aria-label='Children, Previous: 1,204'></g></svg>",
            b"<svg><g aria-label='Children, Current: 3'></g></svg>",
        ),
    ],
)
def test_a_file_that_prints_more_is_found(kind: str, right: bytes, wrong: bytes) -> None:
    assert list(printed().wrong([Artefact("a file", kind, right)])) == []
    found = list(printed().wrong([Artefact("a file", kind, wrong)]))
    assert len(found) == 1
    assert found[0].startswith("a file: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [("1,204 [p]", "1204"), ("+3.0%", "3"), ("-36.9%", "-36.9"), ("[c]", "[c]"), ("0", "0"), ("[x] [r]", "[x]")],
)
def test_printed_texts_are_read(text: str, says: str) -> None:
    assert read_text(text) == says


def test_a_page_is_read_with_its_links() -> None:
    found = read_page(page("[c]") + b"<a href='/releases/'>All</a><p>Said.</p>")
    assert [(one.above, one.caption, one.headings, one.rows) for one in found.tables] == [
        (
            "Missing children",
            "Missing children",
            ["Measure", "Current", "Previous"],
            [("Children", ["[c]", "1,204"])],
        )
    ]
    assert found.links == ["/releases/"]
    assert found.texts == [("Missing children", "Said.")]
