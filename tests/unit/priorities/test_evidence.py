"""Kinds of evidence."""

from priorities.evidence import EvidenceKind


def test_only_outcomes_and_voices_show_impact() -> None:
    assert {kind for kind in EvidenceKind if kind.shows_impact} == {EvidenceKind.OUTCOME, EvidenceKind.VOICE}
