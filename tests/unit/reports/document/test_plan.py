"""The editor's plan: order, introductions, omissions. No database."""

import pytest

from reports.content import NarrativeSection, Section
from reports.content.freeze import freeze
from reports.content.prose import plain
from reports.document.plan import NEVER_LEFT_OUT, Choice, arrange, moved, ordered

KEYS = ("foreword", "priorities", "learning", "help")


def made(*missing: str) -> dict[str, Section | None]:
    """Sections by their keys; some of them the year has nothing for."""
    return {key: None if key in missing else NarrativeSection(key, key, plain("Own words."), ()) for key in KEYS}


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ({}, "foreword priorities learning help"),
        ({"learning": 1}, "foreword priorities learning help"),
        ({"help": 1, "learning": 2}, "foreword priorities help learning"),
        ({"help": 1, "learning": 2, "priorities": 3, "foreword": 4}, "help learning priorities foreword"),
        ({"learning": 1, "foreword": 2, "help": 3}, "learning foreword priorities help"),
        ({"gone": 1, "foreword": 2}, "foreword priorities learning help"),
    ],
)
def test_what_was_never_placed_follows_what_it_usually_follows(placed: dict[str, int], expected: str) -> None:
    assert " ".join(ordered(KEYS, [Choice(key, position) for key, position in placed.items()])) == expected


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [
        ("learning", -1, "foreword learning priorities help"),
        ("foreword", 1, "priorities foreword learning help"),
        ("foreword", -1, "foreword priorities learning help"),
        ("help", 1, "foreword priorities learning help"),
    ],
)
def test_a_section_is_moved_and_stops_at_the_ends(key: str, by: int, expected: str) -> None:
    assert " ".join(moved(KEYS, key, by)) == expected


def test_without_choices_the_report_is_as_it_was_made() -> None:
    sections = arrange(made("learning"), ())

    assert [section.anchor for section in sections] == ["foreword", "priorities", "help"]
    assert sections[0] == made()["foreword"]


def test_sections_are_ordered_introduced_and_left_out() -> None:
    choices = [
        Choice("learning", 1, introduction="First words.\n\nSecond words."),
        Choice("foreword", 2, reason="The chair is new."),
        Choice("priorities", 3),
        Choice("help", 4),
    ]

    sections = arrange(made(), choices)

    assert [section.anchor for section in sections] == ["learning", "priorities", "help"]
    words = freeze(sections[0].introduction)
    assert words.index("First words.") < words.index("Second words.") < words.index("Own words.")


def test_what_stands_in_every_report_is_printed_whatever_was_chosen() -> None:
    sections = arrange(made(), [Choice(key, 1, reason="Away with it") for key in KEYS])

    assert {section.anchor for section in sections} == {"priorities", "help"} == NEVER_LEFT_OUT & set(KEYS)
