"""Canonical JSON: the same report is always the same bytes, and nothing else passes for it."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.content.freeze import NotCanonical, digest, freeze, thaw
from tests.factories.reports import sample_report

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé ", max_size=4), inner, max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True)
class Note:
    """Something to freeze."""

    words: str
    numbers: tuple[int, ...] = ()


@given(st.dictionaries(st.text("abcdef", max_size=4), PLAIN, max_size=4))
def test_freezing_what_was_thawed_gives_the_same_bytes(value: dict[str, Any]) -> None:
    frozen = freeze(value)

    assert freeze(thaw(frozen)) == frozen


@given(st.dictionaries(st.text("abcdef", max_size=4), st.integers(), min_size=2, max_size=6))
def test_the_order_in_which_keys_were_written_does_not_matter(value: dict[str, int]) -> None:
    assert freeze(dict(reversed(value.items()))) == freeze(value)


@given(TEXTS)
def test_a_text_comes_back_in_normal_form_with_plain_line_ends(words: str) -> None:
    expected = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))

    assert thaw(freeze({"words": words}))["words"] == expected


def test_the_form_is_compact_sorted_unescaped_and_ends_with_one_line_end() -> None:
    assert freeze({"b": [1, True, None], "a": "£ é €"}) == '{"a":"£ é €","b":[1,true,null]}\n'


def test_two_ways_to_write_a_letter_freeze_alike() -> None:
    assert freeze({"cafe\u0301": "e\u0301\r\n"}) == freeze({"café": "é\n"})


def test_dataclasses_freeze_by_their_fields_and_tuples_as_lists() -> None:
    assert freeze(Note("a", (1, 2))) == '{"numbers":[1,2],"words":"a"}\n'


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"a": [1, 2.5]}, "$.a[1]: float cannot be frozen."),
        ({"a": {"b": Decimal("1")}}, "$.a.b: Decimal cannot be frozen."),
        (Note, "$: type cannot be frozen."),
        ({1: "a"}, "$: the key 1 is not text."),
        ({"e\u0301": 1, "é": 2}, "$: the key 'é' appears twice."),
        (Note("\ud800"), "$.words: the text has half a character in it."),
    ],
)
def test_what_has_no_canonical_form_is_refused_by_name(value: Any, where: str) -> None:
    with pytest.raises(NotCanonical) as refusal:
        freeze(value)

    assert str(refusal.value) == where


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n',
        '{"a":1}',
        '{"b":1,"a":2}\n',
        '{"a":"\\u00e9"}\n',
        '{"a":1,"a":1}\n',
        '{"a":"e\u0301"}\n',
        "[]\n",
        "{",
        "",
        '{"a":1.5}\n',
        '{"a":NaN}\n',
        '{"a":"one\\r\\ntwo"}\n',
        '{"a":"\\ud800"}\n',
    ],
)
def test_bytes_that_freeze_would_not_write_are_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        thaw(text)


@pytest.mark.parametrize("words", ["\n\u0301", "a\\r", "C:\\reports", '"\u0338', "\u0301"])
def test_texts_that_look_odd_once_they_are_written_are_canonical_all_the_same(words: str) -> None:
    assert thaw(freeze({"words": words})) == {"words": words}


def test_the_digest_is_the_sha256_of_the_bytes() -> None:
    frozen = freeze({"a": "é"})

    assert digest(frozen) == hashlib.sha256(frozen.encode()).hexdigest() == digest(frozen.encode())


def test_a_report_that_differs_by_one_letter_has_another_digest() -> None:
    first, second = freeze(sample_report()), freeze(sample_report(year="2022-24"))

    assert digest(first) != digest(second)
    assert json.loads(first)["format"] == "annual-report/5"
