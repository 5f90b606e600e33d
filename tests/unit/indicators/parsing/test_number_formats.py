"""What a format shows of a number, for columns that may be below zero and formats with letters of their own."""

import pytest

from indicators.parsing.number_formats import is_faithful, shown


@pytest.mark.parametrize(
    ("code", "number", "is_other"),
    [
        ("#,##0;[Red]#,##0", -5, True),
        ("#,##0;[Red]#,##0", 5, False),
        ("#,##0;-#,##0", -5, False),
        ("#,##0_);(#,##0)", -1048, False),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', -5, False),
        ("0.0;-0%", -5, True),
        ("0;;0", -5, True),
        ("0", -5, False),
        ('0" hundred"', 5, True),
        ('General" thousand"', 5, True),
        ("General", 5, False),
        ("0\\.000", 1048, True),
    ],
)
def test_a_cell_shows_its_number_or_another(code: str, number: int, is_other: bool) -> None:
    assert shown(number, code).is_other == is_other


@pytest.mark.parametrize("code", ["#,##0;[Red]#,##0", "0;;0", 'General"%"', '0" dozen"'])
def test_a_format_that_may_mislead_is_looked_at(code: str) -> None:
    assert not is_faithful(code)


@pytest.mark.parametrize("code", ["General", "#,##0;-#,##0", "#,##0_);(#,##0)", "dd/mm/yyyy", "0.00E+00"])
def test_a_format_that_shows_every_number_is_not(code: str) -> None:
    assert is_faithful(code)
