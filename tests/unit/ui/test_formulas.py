"""Texts that no spreadsheet runs."""

import re

import pytest

from ui.formulas import escape_formula


@pytest.mark.parametrize("text", ["=1+1", "+44", "-a", "@x", "\t=1", "\r=1", "\n=1", "-7+1", "-5\n"])
def test_no_text_becomes_a_formula(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-7", "-70.5", "95", "[x]", "A title", "", "a=b"])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert escape_formula(text) == text


def test_what_counts_as_a_number_can_be_told():
    assert escape_formula("+12%", re.compile(r"[+-]?[0-9]+%")) == "+12%"
    assert escape_formula("+12%") == "'+12%"
