"""Readers are told roles and organisations, never names."""

import pytest

from reports.provenance.labels import UNKNOWN, public_words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Partner of the police (Partner; Avon and Somerset Police)", "Partner, Avon and Somerset Police"),
        ("A. Person (Board member, Partner; The Council)", "Board member, Partner, The Council"),
        ("A (second) person (Partner; NHS Board (ICB))", "Partner, NHS Board (ICB)"),
        ("chair@example.org (Independent chair; no organisation)", "Independent chair"),
        ("the portal", "the portal"),
    ],
)
def test_a_line_of_the_trail_is_told_by_role_and_organisation(label: str, words: str) -> None:
    assert public_words(label) == words


@pytest.mark.parametrize(
    "label", ["", "A Person", "A Person (", "A Person (Partner)", "Somebody (Partner, The Council"]
)
def test_a_label_that_cannot_be_read_gives_no_name_away(label: str) -> None:
    assert public_words(label) == UNKNOWN
    assert "Person" not in public_words(label)
