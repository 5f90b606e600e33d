"""The end of the audit trail in a report: which line, what moves it, and what keeps an edition from being published."""

import pytest
from django.db import IntegrityError, connection, transaction

from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content import Trail
from reports.content.freeze import digest, freeze
from reports.document.assemble import assemble
from reports.editions.audit_anchor import newest_trail, trail_of, trail_still_holds
from reports.editions.storage import read
from reports.models import Edition
from reports.readiness.unchanged import nothing_changed_since
from review.audit import record
from review.audit_verbs import AuditVerb

pytestmark = [pytest.mark.usefixtures("own_storage"), pytest.mark.postgres]


@pytest.fixture
def first_line(cast):
    return record(verb=AuditVerb.APPROVE, by=cast.board_icb, obj=cast.year)


@pytest.fixture
def ready(cast, first_line):
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)


def test_report_names_the_newest_line_that_is_not_about_an_edition(ready, first_line):
    assert trail_of(ready) == newest_trail() == Trail(first_line.sequence)
    page = ready.files.get(kind="html")
    assert page.size > 1000
    record(verb=AuditVerb.SEND_REPORT, by=None, obj=ready)
    record(verb=AuditVerb.BUILD_REPORT, by=None, obj=ready.steps.first())
    assert newest_trail() == trail_of(ready)


def test_the_hash_of_the_line_is_kept_and_stands_in_no_file(ready, first_line):
    """It depends on suppressed figures: two portals that differ in those alone give the same report."""
    assert ready.trail_hash == first_line.hash
    assert first_line.hash not in ready.frozen
    for file in ready.files.all():
        assert first_line.hash.encode() not in read(file.sha256, file.ending)


def test_line_about_nothing_counts_as_well(ready):
    line = record(verb=AuditVerb.CHANGE_ACCOUNT, by=None)
    assert newest_trail() == Trail(line.sequence)


def test_empty_trail_is_line_nought(cast):
    assert newest_trail() == Trail(0)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert trail_of(edition) == Trail()
    assert trail_still_holds(edition) == []


def test_unrelated_line_keeps_no_edition_from_being_published_and_changes_the_next(ready, cast):
    record(verb=AuditVerb.EDIT, by=cast.coordinator, obj=cast.year)
    assert nothing_changed_since(ready) == []
    assert digest(freeze(assemble(cast.year))) != ready.sha256
    newer = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert newer.sha256 != ready.sha256
    assert newer.trail_line > ready.trail_line


def test_line_that_was_changed_behind_the_trail_is_found(ready):
    assert trail_still_holds(ready) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET hash = %s WHERE sequence = %s", ["f" * 64, ready.trail_line])
    (sentence,) = trail_still_holds(ready)
    assert f"line {ready.trail_line} of the audit trail" in sentence


@pytest.mark.parametrize("values", [{"trail_line": 0}, {"trail_hash": ""}, {"trail_hash": "short"}])
def test_database_refuses_a_line_without_its_hash(ready, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=ready.pk).update(**values)
