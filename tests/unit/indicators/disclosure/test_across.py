"""Counts that two families print of the same thing are data that somebody signs."""

from pathlib import Path

import pytest

from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import TOTAL
from indicators.disclosure.across import SAME, Row, load_same, same

TEXT = SAME.read_text(encoding="utf-8")


def changed(tmp_path: Path, before: str, after: str) -> Path:
    assert before in TEXT
    path = tmp_path / "same.toml"
    path.write_text(TEXT.replace(before, after), encoding="utf-8")
    return path


def test_the_enquiries_that_were_concluded_are_counted_twice() -> None:
    first, second = Row("adult-safeguarding-summary", "section-42-concluded"), Row("section-42-outcomes", TOTAL)
    assert [(one.first, one.second) for one in same()] == [(first, second)]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("second reader", "data definitions", "must be two"),
        ("section-42-outcomes", "section-43", "section-43"),
        ("section-42-concluded", "section-42-begun", "names the row section-42-begun"),
        ('family = "section-42-outcomes"', 'family = "missing-children"', "names the row total"),
    ],
)
def test_what_is_not_signed_or_does_not_exist_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        load_same(changed(tmp_path, before, after))
