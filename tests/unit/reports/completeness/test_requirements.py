"""The lists of requirements: every one is there, dated, and a list that is not whole is refused in words."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from reports.completeness.registry import CHECKS
from reports.completeness.requirements import (
    RequirementsError,
    find_requirement,
    load_lists,
    parse_list,
    requirement_lists,
)

SAB = ["SAB-1", "SAB-1a", "SAB-1b", "SAB-1c", "SAB-1d", "SAB-1e", "SAB-1f", "SAB-1g"]
SAB += ["SAB-2a", "SAB-2b", "SAB-2c", "SAB-2d", "SAB-G1", "SAB-P1"]
CHILDREN = [f"CH18-{number}" for number in range(8)] + [f"CH23-{number}" for number in range(14)]
CSP = ["CSP-1", "CSP-2", "CSP-3", "CSP-4", "CSP-5", "CSP-6", "DHR-1"]
DOMESTIC_ABUSE = ["DA-1", "DA-2", "DA-3", "DA-4"]
CAN_BLOCK = ["SAB-1a", "SAB-1b", "SAB-1c", "SAB-1d", "SAB-1e", "SAB-1f", "SAB-1g", "CH18-1", "CH18-2", "CH23-0"]

ENTRY = {
    "id": "X-1",
    "strength": "must",
    "stage": "content",
    "text": "something",
    "citation": "An Act",
    "source": "https://legislation.gov.uk/",
    "source_read": True,
}


def a_list(**changes: Any) -> dict[str, Any]:
    """A list of one entry, as TOML gives it."""
    return {
        "body": "X",
        "title": "A board",
        "arm": "an-arm",
        "authored_by": "One",
        "checked_by": "Another",
        "checked_on": datetime.date(2026, 1, 1),
        "next_review": datetime.date(2027, 1, 1),
        "requirements": [{**ENTRY, **changes.pop("entry", {})}],
        **changes,
    }


def test_every_requirement_is_in_the_list_of_its_body() -> None:
    assert [(one.body, [each.id for each in one.requirements]) for one in requirement_lists()] == [
        ("SAB", SAB),
        ("children", CHILDREN),
        ("CSP", CSP),
        ("DA partnership board", DOMESTIC_ABUSE),
    ]


def test_every_list_is_dated_and_every_entry_has_its_source() -> None:
    for one in requirement_lists():
        assert one.checked_on < one.next_review
        assert all(each.source.startswith("http") and each.citation and each.text for each in one.requirements)


def test_what_can_hold_a_report_back_is_demanded_content_that_was_read_at_its_source() -> None:
    every = [each for one in requirement_lists() for each in one.requirements]

    assert [each.id for each in every if each.can_block] == CAN_BLOCK
    unread = [each.id for each in every if not each.source_read]
    assert unread == ["CH18-7", *(f"CH23-{number}" for number in range(1, 14))]


@pytest.mark.parametrize(("year", "first", "count"), [("2022-23", "CH18-0", 8), ("2024-25", "CH18-1", 16)])
def test_a_list_says_what_is_asked_of_a_year(year: str, first: str, count: int) -> None:
    children = requirement_lists()[1].for_year(year)

    assert (children[0].id, len(children)) == (first, count)


def test_every_check_looks_for_a_requirement_that_is_there_and_only_people_judge_the_rest() -> None:
    ids = {each.id for one in requirement_lists() for each in one.requirements}

    assert set(CHECKS) <= ids
    assert set(CAN_BLOCK) <= set(CHECKS), "what can hold a report back is never left to an answer alone"


def test_a_requirement_is_found_by_its_id() -> None:
    found = find_requirement("SAB-1c")

    assert found is not None
    assert (found.strength_words, found.stage_words) == ("Must", "In the report itself")
    assert find_requirement("SAB-99") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_list(checked_by=""), r"x\.toml: checked_by is missing"),
        (a_list(colour="red"), r"x\.toml: colour is not known"),
        (a_list(next_review="2027-01-01"), "next_review is a date"),
        (a_list(entry={"citation": ""}), r"x\.toml, X-1: missing citation; not known nothing"),
        (a_list(entry={"colour": "red"}), "missing nothing; not known colour"),
        (a_list(entry={"strength": "perhaps"}), "the strength is one of must, should, good"),
        (a_list(entry={"stage": "some day"}), "the stage is one of"),
        (a_list(entry={"source_read": "yes"}), "source_read is true or false"),
        (a_list(entry={"to_year": "2023"}), "to_year is a year"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(data: dict[str, Any], said: str) -> None:
    with pytest.raises(RequirementsError, match=said):
        parse_list(data, "x.toml")


def test_a_file_that_is_not_toml_and_an_id_given_twice_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("= nothing")
    with pytest.raises(RequirementsError, match=r"a\.toml: this is not valid TOML"):
        load_lists(tmp_path)

    head = (
        'body="X"\ntitle="X"\narm="x"\nauthored_by="a"\nchecked_by="b"\nchecked_on=2026-01-01\nnext_review=2027-01-01\n'
    )
    entry = '[[requirements]]\nid="X-1"\nstrength="must"\nstage="content"\ntext="t"\ncitation="c"\nsource="s"\n'
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(f"{head}{entry}source_read=true\n")
    with pytest.raises(RequirementsError, match="X-1 appears twice"):
        load_lists(tmp_path)
