"""Texts that no spreadsheet runs."""

import datetime
import re

import pytest

from ui.csv_file import CsvColumn, csvw_schema, escape_formula, write_csv


@pytest.mark.asvs("1.3.3")
@pytest.mark.parametrize("text", ["=1+1", "+44", "-a", "@x", "\t=1", "\r=1", "\n=1", "-7+1", "-5\n"])
def test_no_text_becomes_a_formula(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-7", "-70.5", "95", "[x]", "A title", "", "a=b"])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert escape_formula(text) == text


def test_what_counts_as_a_number_can_be_told():
    assert escape_formula("+12%", re.compile(r"[+-]?[0-9]+%")) == "+12%"
    assert escape_formula("+12%") == "'+12%"


def test_values_are_written_as_programs_read_them():
    day = datetime.date(2023, 3, 31)
    moment = datetime.datetime(2023, 3, 31, 9, 5, tzinfo=datetime.UTC).replace(tzinfo=None)

    assert write_csv([["A", "B"], [True, False], [day, moment], [-7, None], ["=1", 'x, "y"']]) == (
        'A,B\r\ntrue,false\r\n2023-03-31,2023-03-31 09:05\r\n-7,\r\n\'=1,"x, ""y"""\r\n'
    )


def test_a_schema_says_which_columns_may_be_empty_and_leaves_out_a_title_that_is_not_given():
    schema = csvw_schema(
        [CsvColumn("area", "string", "The area.", title="Area"), CsvColumn("value", "decimal", "The number.", True)],
        ("area",),
    )

    area, value = schema["columns"]
    assert schema["primaryKey"] == ["area"]
    assert (area["dc:title"], area["required"], "null" in area) == ("Area", True, False)
    assert ("dc:title" in value, value["null"], "required" in value) == (False, "", False)
