"""The hash chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.chain import CHAINED_FIELDS, canonical, content_hash, first_break, link


def chain(length: int) -> list[dict]:
    lines, previous = [], ""
    for number in range(1, length + 1):
        line = dict.fromkeys(CHAINED_FIELDS, "x") | {"sequence": number, "previous_hash": previous}
        line["hash"] = previous = link(previous, line)
        lines.append(line)
    return lines


def test_whole_chain_holds():
    assert first_break(chain(5)) is None
    assert first_break([]) is None


@given(st.integers(0, 4), st.sampled_from(CHAINED_FIELDS[1:]))
def test_any_changed_field_is_found_at_its_line(index, field):
    lines = chain(5)
    lines[index][field] = "forged"
    assert first_break(lines) == f"Line {index + 1} has been changed since it was written."


@pytest.mark.parametrize("index", [0, 2])
def test_removed_line_is_found(index):
    lines = chain(5)
    del lines[index]
    assert first_break(lines) == f"Line {index + 1} is missing: line {index + 2} follows line {index}."


def test_replaced_line_that_hashes_right_breaks_the_next():
    lines = chain(3)
    lines[1]["note"] = "forged"
    lines[1]["hash"] = link(lines[1]["previous_hash"], lines[1])
    assert first_break(lines) == "Line 3 does not follow from line 2: a line has been changed or replaced."


def test_same_content_gives_same_hash_whatever_the_order_of_keys():
    assert content_hash({"a": 1, "b": "ü"}) == content_hash({"b": "ü", "a": 1})
    assert canonical({"b": 1, "a": "£"}) == '{"a":"£","b":1}'
