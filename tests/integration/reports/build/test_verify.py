"""Whether a file is a report of ours, unchanged."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.build.verify import NotOurs, verify_report
from reports.editions.storage import read
from reports.models import Edition, FileKind, StoredFile
from review.audit import verify_trail
from review.models import Event
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import copy_of, publish_signed

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")


def make_once(cast):
    return {"edition": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def edition(made):
    return made["edition"]


def bytes_of(edition, kind):
    file = edition.files.get(kind=kind)
    return read(file.sha256, file.ending)


@pytest.mark.parametrize("kind", FileKind.values)
def test_each_file_of_an_edition_is_proven_by_its_hash_and_by_the_audit_trail(edition, kind, tmp_path, capsys):
    path = tmp_path / "report"
    path.write_bytes(bytes_of(edition, kind))
    call_command("verify_report", str(path))
    said = capsys.readouterr().out
    assert f"of “{edition}”, unchanged." in said
    assert edition.files.get(kind=kind).sha256 in said
    assert edition.sha256 in said
    line = Event.objects.get(verb="build report").sequence
    assert f"in line {line}." in said
    assert "it is a draft" in said


def test_one_byte_more_and_it_is_not_ours_any_more(edition, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(bytes_of(edition, FileKind.PDF) + b" ")
    with pytest.raises(CommandError, match="No edition in this portal has this file"):
        call_command("verify_report", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_report", str(tmp_path / "nothing"))


def test_a_changed_record_is_told_apart_from_any_other_file(edition):
    changed = bytes_of(edition, FileKind.JSON).replace(b"2022-23", b"2022-23", 1).replace(b"annual-report/5", b"x")
    with pytest.raises(NotOurs, match=r"looks like a frozen record of 2022-23\. There are editions"):
        verify_report(changed)
    elsewhere = changed.replace(b'"year":"2022-23"', b'"year":"1999-00"')
    with pytest.raises(NotOurs, match=r"looks like a frozen record\.$"):
        verify_report(elsewhere)
    with pytest.raises(NotOurs, match=r"comes from elsewhere\.$"):
        verify_report(b"\xff\x00")


def test_when_it_was_published_and_whether_a_newer_one_is(edition, cast):
    publish_signed(edition, cast)
    edition.refresh_from_db()
    day = f"{edition.published_at.day} {edition.published_at:%B %Y}"
    old = bytes_of(edition, FileKind.JSON)
    assert f"Published on {day}." in verify_report(old).sentences
    publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    newer = build_edition(begin_edition(year=cast.year, by=cast.coordinator, correction_note="A story came.").pk)
    publish_signed(newer, cast)
    assert f"Published on {day}. There is a newer published edition for the year." in verify_report(old).sentences


def test_a_file_that_was_slipped_into_the_list_is_found_out(edition):
    StoredFile.objects.filter(edition=edition, kind=FileKind.PDF).update(sha256="0" * 64)
    forged = StoredFile.objects.filter(edition=edition, kind=FileKind.HTML)
    forged.update(sha256=edition.files.get(kind=FileKind.PAGE).sha256)
    page = bytes_of(edition, FileKind.PAGE)
    edition.files.filter(kind=FileKind.PAGE).delete()
    with pytest.raises(NotOurs, match="its build is not in the audit trail"):
        verify_report(page)


@pytest.mark.parametrize(
    "changes", [{"sha256": "0" * 64}, {"made_from": [{"kind": "x", "title": "y", "sha256": "0" * 64}]}]
)
def test_what_stands_beside_the_proof_is_held_to_the_trail_too(edition, changes):
    page = bytes_of(edition, FileKind.PAGE)
    Edition.objects.filter(pk=edition.pk).update(**changes)
    with pytest.raises(NotOurs, match="what the edition says about its record or sources"):
        verify_report(page)


def test_of_editions_with_the_same_bytes_the_published_one_speaks(edition, cast):
    """An edition that failed half-way, one that is public and a draft after it: all three hold the same record."""
    same = {"kind": FileKind.JSON, "sha256": edition.files.get(kind=FileKind.JSON).sha256, "size": 1}
    failed = Edition.objects.create(
        year=cast.year, number=9, state="failed", failure="No room.", requested_at=edition.requested_at
    )
    StoredFile.objects.create(edition=failed, **same)
    copy_of(edition)
    assert verify_report(bytes_of(edition, FileKind.JSON)).edition.pk == edition.pk, "the others have no line"
    publish_signed(edition, cast)
    proof = verify_report(bytes_of(edition, FileKind.JSON))
    assert (proof.edition.pk, proof.edition.state) == (edition.pk, "published")


def test_a_broken_trail_proves_nothing(edition):
    assert verify_trail() is None
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET note = 'changed' WHERE sequence = 1")
    with pytest.raises(NotOurs, match="audit trail that would prove it is not valid"):
        verify_report(bytes_of(edition, FileKind.PDF))
