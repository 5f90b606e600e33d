"""Readers are told roles and organisations, never names."""

import pytest

from partnership.roles import ROLES
from reports.provenance.labels import UNKNOWN, public_words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Partner of the police (Partner; Avon and Somerset Police)", "Partner, Avon and Somerset Police"),
        ("A. Person (Board member, Partner; The Council)", "Board member, Partner, The Council"),
        ("A (second) person (Partner; NHS Board (ICB))", "Partner, NHS Board (ICB)"),
        ("chair@example.org (Independent chair; no organisation)", "Independent chair"),
        ("the portal", "the portal"),
        ("Jo Smith (Lead; Adults) (Partner; The Council)", "Partner, The Council"),
        ("Jo (Partner; Smith) (Board member; The Council)", "Board member, The Council"),
        ("Smith; Jo (she/her) (Partner, Board member; NHS Board (ICB))", "Partner, Board member, NHS Board (ICB)"),
        ("Jo) Smith ((Partner; (Jo)) (Partner; Adults; Children (joint))", "Partner, Adults; Children (joint)"),
        ("Jo\nSmith (Lead; Adults) (Independent chair; no organisation)", "Independent chair"),
        ("Jo Smith (no role; The Council)", "no role, The Council"),
    ],
)
def test_a_line_of_the_trail_is_told_by_role_and_organisation(label: str, words: str) -> None:
    assert public_words(label) == words


@pytest.mark.parametrize(
    "label",
    [
        "",
        "A Person",
        "A Person (",
        "A Person (Partner)",
        "Somebody (Partner, The Council",
        "A Person (Lead; Adults)",
        "A Person (Lead; Adults) (A role of long ago; The Council)",
        # Cut off where the trail's line is full.
        "A Person (Partner; Person) (Partner, Board mem",
        "A Person (Partner; )",
    ],
)
def test_a_label_that_cannot_be_read_gives_no_name_away(label: str) -> None:
    assert public_words(label) == UNKNOWN
    assert "Person" not in public_words(label)


def test_every_role_is_told_as_the_trail_writes_it() -> None:
    roles = ", ".join(sorted(role.name for role in ROLES.values()))

    assert public_words(f"Jo Smith (Lead; Adults) ({roles}; The Council)") == f"{roles}, The Council"
