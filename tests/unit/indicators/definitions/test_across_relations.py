"""Relations between families are data that somebody signs."""

from pathlib import Path

import pytest

from indicators.definitions.across_relations import RELATIONS, RowOf, load_relations, related_to, relations
from indicators.definitions.entries import CatalogueError
from indicators.definitions.families import TOTAL
from indicators.disclosure.across import same

TEXT = RELATIONS.read_text(encoding="utf-8")


def changed(tmp_path: Path, before: str, after: str) -> Path:
    assert before in TEXT
    path = tmp_path / "relations.toml"
    path.write_text(TEXT.replace(before, after), encoding="utf-8")
    return path


def test_the_enquiries_that_were_concluded_are_counted_twice() -> None:
    first, second = RowOf("adult-safeguarding-summary", "section-42-concluded"), RowOf("section-42-outcomes", TOTAL)
    assert (first, second) in [(one.first, one.second) for one in same()]
    assert second.label == "All section 42(2) enquiries concluded"


def test_each_family_knows_those_that_it_is_tied_to() -> None:
    assert set(related_to("section-42-outcomes")) == {"adult-safeguarding-summary", "enquiry-outcomes"}
    assert related_to("missing-children") == ()


def test_codes_are_never_used_twice() -> None:
    codes = [one.code for one in relations()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("second reader", "data definitions", "must be two"),
        ("section-42-outcomes", "section-43", "section-43"),
        ("section-42-concluded", "section-42-begun", "names the row section-42-begun"),
        ('family = "section-42-outcomes", row = "total"', 'family = "missing-children", row = "total"', "row total"),
        ('kind = "equal"', 'kind = "alike"', "the kind or the severity of BETWEEN-1"),
        ('severity = "hard"', 'severity = "harsh"', "the kind or the severity of BETWEEN-1"),
        (
            'family = "section-42-outcomes", row = "total"',
            'family = "adult-safeguarding-summary", row = "concerns"',
            "two families",
        ),
    ],
)
def test_what_is_not_signed_or_does_not_exist_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        load_relations(changed(tmp_path, before, after))
