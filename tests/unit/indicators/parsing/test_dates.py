"""Dates as people in the United Kingdom write them."""

import datetime

import pytest

from indicators.parsing.dates import read_date

END = datetime.date(2023, 3, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "31/03/2023",
        "31/3/23",
        "31-03-2023",
        "31.3.2023",
        "31 March 2023",
        "31st march 2023",
        " 31 Mar 2023 ",
        "31-Mar-23",
        "31 mar. 2023",
        "2023-03-31",
        "2023-03-31 00:00:00",
        "2023-03-31T00:00:00",
        END,
        datetime.datetime.fromisoformat("2023-03-31"),
    ],
)
def test_the_day_comes_before_the_month(cell: object) -> None:
    assert read_date(cell) == END


def test_september_has_two_short_forms() -> None:
    assert read_date("1 Sept 2022") == read_date("1 sep 2022") == datetime.date(2022, 9, 1)


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("03/31/2023", "month before its day"),
        ("2023-31-03", "month before its day"),
        ("31/02/2023", "not a real date"),
        ("31 Foo 2023", "not a real date"),
        ("0/1/2023", "not a real date"),
        ("March 2023", "not a date"),
        ("soon", "not a date"),
        (45016.0, "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(cell: object, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        read_date(cell)
