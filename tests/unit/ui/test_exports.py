"""A list as a file: what the table holds, as data, and nothing that a spreadsheet runs."""

import csv
import datetime
import io

import django_tables2 as tables
from openpyxl import load_workbook

from ui.exports import csv_bytes, xlsx_bytes
from ui.tables import DateColumn, GovukTable, LinkColumn, NumberColumn, StateColumn, TextColumn

UTC = datetime.UTC
ROWS = [
    {
        "title": "=HYPERLINK(1)",
        "place": "<b>Bath</b>",
        "count": 1234,
        "day": datetime.date(2023, 5, 3),
        "moment": datetime.datetime(2023, 7, 3, 11, 5, tzinfo=UTC),
        "state": "draft",
        "words": "Draft",
        "secret": "Not in the file",
    },
    {"title": "Plain\x0btext", "place": "", "count": -5, "day": None, "moment": None, "state": "", "words": None},
]


class Things(GovukTable):
    caption = "Things"

    title = LinkColumn(address=lambda row: "/thing/", below="place", verbose_name="Title")
    place = TextColumn(verbose_name="Place", visible=False)
    count = NumberColumn(verbose_name="How many")
    day = DateColumn(verbose_name="Day", default="Ongoing")
    moment = DateColumn(verbose_name="Moment")
    words = StateColumn(key="state", verbose_name="Status")
    buttons = tables.Column(empty_values=(), exclude_from_export=True, orderable=False)


def test_csv_holds_every_page_as_data():
    table = Things(ROWS)
    table.paginate(page=1, per_page=1)
    content = csv_bytes(table)

    assert content.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["Title", "Place", "How many", "Day", "Moment", "Status"],
        ["'=HYPERLINK(1)", "<b>Bath</b>", "1234", "2023-05-03", "2023-07-03 12:05", "Draft"],
        ["Plain\x0btext", "", "-5", "", "", ""],
    ]


def test_workbook_holds_numbers_dates_and_texts_as_what_they_are():
    sheet = load_workbook(io.BytesIO(xlsx_bytes(Things(ROWS)))).active
    (header, first, second) = sheet.iter_rows()

    assert [cell.value for cell in header][:3] == ["Title", "Place", "How many"]
    assert all(cell.font.bold for cell in header)
    assert [(cell.value, cell.data_type) for cell in first] == [
        ("=HYPERLINK(1)", "s"),
        ("<b>Bath</b>", "s"),
        (1234, "n"),
        (datetime.datetime(2023, 5, 3), "d"),  # noqa: DTZ001 (a spreadsheet knows no time zones)
        (datetime.datetime(2023, 7, 3, 12, 5), "d"),  # noqa: DTZ001
        ("Draft", "s"),
    ]
    assert [cell.value for cell in second][:3] == ["Plain text", None, -5]


def test_an_empty_table_is_its_headings():
    assert csv_bytes(Things([])).decode("utf-8-sig") == "Title,Place,How many,Day,Moment,Status\r\n"
