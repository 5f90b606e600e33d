"""The sweeper sets aside what dead builds left, never what anything names, and refuses what looks like another's."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from partnership.models import Installation
from publication.installation import ANOTHERS_FILES, OLDER, begin, mark_file
from reports.build.services import begin_edition
from reports.build.sweep import MOST, NO_EDITION, is_named, sweep_files
from reports.build.tasks import sweep_report_files
from reports.content.freeze import digest
from reports.editions.storage import aside, folder, path_of, read, store
from reports.models import FileKind, StoredFile
from review.audit import record
from review.audit_verbs import AuditVerb

pytestmark = pytest.mark.usefixtures("own_storage")

TWO_HOURS = 2 * 60 * 60
DAY = 24 * 60 * 60


def age(path, seconds=TWO_HOURS):
    moment = time.time() - seconds
    os.utime(path, (moment, moment), follow_symlinks=False)
    return path


def stored(text, ending="pdf"):
    return age(path_of(store(text, ending), ending))


def name_it(edition, kind, text):
    return StoredFile.objects.create(edition=edition, kind=kind, sha256=digest(text), size=len(text))


@pytest.fixture
def edition(cast):
    """An edition with two files in storage."""
    made = begin_edition(year=cast.year, by=cast.coordinator)
    for kind, text in ((FileKind.PDF, b"the report"), (FileKind.JSON, b"the record")):
        stored(text)
        name_it(made, kind, text)
    return made


@pytest.fixture
def orphan(edition):
    return stored(b"orphan")


def test_nothing_is_swept_where_nothing_was_ever_stored(db):
    assert sweep_report_files() == 0


def test_old_orphan_and_old_half_file_are_set_aside_and_young_ones_stay(orphan, caplog):
    half = orphan.parent / ".new-abc"
    half.write_bytes(b"ha")
    age(half)
    young_half = orphan.parent / ".new-def"
    young_half.write_bytes(b"ha")
    young = path_of(store(b"young", "pdf"), "pdf")
    assert sweep_report_files() == 2
    assert (orphan.exists(), half.exists(), young_half.exists(), young.exists()) == (False, False, True, True)
    assert (aside() / orphan.name).read_bytes() == b"orphan"
    assert f"Set aside {orphan.name}: no edition uses it" in caplog.text


def test_what_was_set_aside_is_removed_after_days_and_not_before(orphan, settings):
    sweep_report_files()
    kept = aside() / orphan.name
    age(kept, (settings.REPORT_ASIDE_DAYS - 1) * DAY)
    sweep_report_files()
    assert kept.exists()
    age(kept, (settings.REPORT_ASIDE_DAYS + 1) * DAY)
    sweep_report_files()
    assert not kept.exists()


def test_what_was_set_aside_is_read_and_comes_back(orphan):
    sweep_report_files()
    assert read(digest(b"orphan"), "pdf") == b"orphan"
    assert orphan.exists()


def test_what_a_row_names_after_all_comes_back(edition, orphan, caplog):
    sweep_report_files()
    name_it(edition, FileKind.XLSX, b"orphan")
    assert sweep_report_files() == 0
    assert orphan.exists()
    assert f"Put back {orphan.name}" in caplog.text


def test_file_of_an_edition_stays_whatever_its_age(edition, orphan):
    name_it(edition, FileKind.XLSX, b"orphan")
    assert sweep_report_files() == 0
    assert orphan.exists()


def test_file_that_is_not_ours_stays(orphan):
    other = orphan.parent / "notes.txt"
    other.write_text("not ours")
    age(other)
    assert sweep_report_files() == 1
    assert other.exists()
    assert (folder() / ".lock").exists()


def test_storing_the_same_again_makes_an_orphan_young_so_that_it_is_not_taken_away(orphan):
    store(b"orphan", "pdf")
    assert sweep_report_files() == 0
    assert read(digest(b"orphan"), "pdf") == b"orphan"


def test_file_that_goes_away_meanwhile_is_no_mistake(orphan):
    gone = orphan.parent / ".new-gone"
    gone.symlink_to(orphan.parent / "nowhere")
    assert sweep_report_files() == 1


def test_every_column_that_keeps_a_hash_keeps_its_file(cast):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    type(edition).objects.update(sha256=digest(b"record"))
    assert is_named(digest(b"record"))
    assert not is_named(digest(b"another"))


@pytest.fixture
def report_files(settings):
    """Seven old files of a report that this database has never heard of."""
    return [stored(f"file {number}".encode()) for number in range(7)]


def test_services_on_an_empty_database_beside_real_files_touch_none(db, report_files):
    assert sweep_report_files() == 0
    assert all(path.exists() for path in report_files)
    assert not mark_file().exists()


def test_a_database_that_knows_no_edition_sweeps_nothing(cast, report_files, caplog):
    record(verb=AuditVerb.CREATE, by=cast.coordinator)
    assert sweep_report_files() == 0
    assert all(path.exists() for path in report_files)
    assert NO_EDITION in caplog.text


def test_an_older_database_that_knows_few_of_the_files_sweeps_nothing(edition, report_files, caplog):
    assert sweep_report_files() == 0
    assert all(path.exists() for path in report_files)
    assert MOST.format(going=7, count=9) in caplog.text


def test_files_marked_by_another_database_are_left_alone(orphan, caplog):
    begin()
    Installation.objects.update(mark="another")
    assert sweep_files() == 0
    assert orphan.exists()
    assert ANOTHERS_FILES in caplog.text


def test_a_database_that_is_older_than_its_files_leaves_them_alone(orphan, caplog):
    begin()
    mark = json.loads(mark_file().read_text())
    mark_file().write_text(json.dumps(mark | {"sequence": mark["sequence"] + 1}))
    assert sweep_files() == 0
    assert orphan.exists()
    assert OLDER.format(seen=mark["sequence"] + 1) in caplog.text


def test_a_mark_that_cannot_be_read_is_no_mark_of_ours(orphan):
    begin()
    mark_file().write_text("", encoding="utf-8")
    assert sweep_files() == 0
    assert orphan.exists()


def test_a_folder_that_is_put_in_the_place_of_another_is_not_swept(orphan, settings, tmp_path):
    """The files of another portal, mounted here by mistake: their mark is not this database's."""
    begin()
    elsewhere = Path(shutil.copytree(settings.MEDIA_ROOT, tmp_path / "elsewhere"))
    settings.MEDIA_ROOT = elsewhere
    mark_file().write_text('{"database": "theirs", "sequence": 0, "hash": ""}', encoding="utf-8")
    assert sweep_files() == 0
