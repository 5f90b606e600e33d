"""Filters over rows that are worked out."""

import pytest
from django.http import QueryDict

from ui.filters import FilterSet, RowFilter, Rows

ROWS = Rows([("police", "late"), ("council", "late"), ("police", "sent")])


class Filters(FilterSet):
    who = RowFilter(value=lambda row: row[0], text=lambda row: row[0].title(), label="Organisation")
    status = RowFilter(value=lambda row: row[1], label="Status")


def filters(query, rows=ROWS):
    return Filters(QueryDict(query), rows)


def test_options_are_those_that_the_rows_leave_in_the_order_of_their_words():
    assert list(filters("").form.fields["who"].choices) == [("", "All"), ("council", "Council"), ("police", "Police")]


@pytest.mark.parametrize(
    ("query", "left", "is_filtered"),
    [
        ("", list(ROWS), False),
        ("who=", list(ROWS), False),
        ("who=police", [("police", "late"), ("police", "sent")], True),
        ("who=police&status=late", [("police", "late")], True),
        ("other=1", list(ROWS), False),
    ],
)
def test_rows_are_narrowed(query, left, is_filtered):
    found = filters(query)

    assert list(found.qs) == left
    assert found.is_filtered is is_filtered


def test_a_wrong_filter_says_so_and_none_is_applied():
    found = filters("who=nobody&status=late")

    assert list(found.qs) == list(ROWS)
    assert not found.is_filtered
    assert found.form.errors == {"who": ["Select an option in the list “Organisation”"]}


def test_where_there_is_no_choice_nothing_is_asked():
    assert list(filters("who=police", Rows(ROWS[:1])).filters) == []
    assert list(filters("", Rows(ROWS[:2])).filters) == ["who"]
