"""The audit trail has one list of verbs, and every line takes its verb from it."""

import ast
from pathlib import Path

import pytest

from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Event
from review.transitions import Verb
from tests.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts]
# Only the admin of plans finds these, by the name of what it shows.
BY_NAME = {AuditVerb.CHANGE_PLAN, AuditVerb.CHANGE_PRIORITY, AuditVerb.CHANGE_COMMITMENT, AuditVerb.CHANGE_ACTION}


def test_unknown_verb_is_refused():
    with pytest.raises(ValueError, match="'tidy up' is not a valid AuditVerb"):
        record(verb="tidy up", by=None)


def test_every_step_of_review_is_one():
    assert {str(verb) for verb in Verb} <= set(AuditVerb.values)


def test_each_has_words_of_its_own():
    assert len(set(AuditVerb.labels)) == len(AuditVerb)
    assert all(label[0].isupper() and label != value for value, label in AuditVerb.choices)


def test_the_trail_shows_words_and_a_former_verb_as_it_is():
    assert Event(verb="hold report back").verb_label == "Report held"
    assert Event(verb="agree disclosure policy").verb_label == "agree disclosure policy"


def test_no_verb_is_written_by_hand():
    by_hand = [
        f"{file.relative_to(ROOT)}:{word.value.lineno}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "verb" and isinstance(word.value, ast.Constant | ast.JoinedStr)
    ]
    assert by_hand == []


def test_no_verb_is_left_over():
    texts = "".join(file.read_text(encoding="utf-8") for file in SOURCES)
    steps = {AuditVerb(str(verb)) for verb in Verb}
    assert [verb for verb in AuditVerb if f"AuditVerb.{verb.name}" not in texts and verb not in BY_NAME | steps] == []
