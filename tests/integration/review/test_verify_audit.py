"""The command that proves the trail."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from review.audit import record
from review.audit_verbs import AuditVerb

pytestmark = pytest.mark.postgres


def test_whole_trail_is_proved_with_its_head(db, capsys):
    last = [record(verb=AuditVerb.LOAD_AREAS, by=None) for _ in range(3)][-1]
    call_command("verify_audit")
    assert capsys.readouterr().out == f"The audit trail is intact: 3 lines, head {last.hash}\n"


def test_empty_trail_holds(db, capsys):
    call_command("verify_audit")
    assert "0 lines, head none" in capsys.readouterr().out


def test_changed_line_is_named(db):
    for _ in range(3):
        record(verb=AuditVerb.LOAD_AREAS, by=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET note = 'forged' WHERE sequence = 2")
    with pytest.raises(CommandError, match="Line 2 has been changed since it was written"):
        call_command("verify_audit")


def test_hash_of_one_line_is_shown_to_be_compared(db, capsys):
    lines = [record(verb=AuditVerb.LOAD_AREAS, by=None) for _ in range(3)]
    call_command("verify_audit", line=2)
    assert capsys.readouterr().out.splitlines()[1] == f"Line 2 has the hash {lines[1].hash}"
    with pytest.raises(CommandError, match="no line 4"):
        call_command("verify_audit", line=4)
