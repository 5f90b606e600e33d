"""The sweeper takes what dead builds left, and never a file that anything names."""

import os
import time

import pytest

from reports.build.services import begin_edition
from reports.build.sweep import is_named
from reports.build.tasks import sweep_report_files
from reports.content.freeze import digest
from reports.editions.storage import folder, path_of, read, store
from reports.models import FileKind, StoredFile

pytestmark = pytest.mark.usefixtures("own_storage")

TWO_HOURS = 2 * 60 * 60


def age(path):
    moment = time.time() - TWO_HOURS
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def orphan(db):
    return age(path_of(store(b"orphan", "pdf"), "pdf"))


def test_nothing_is_swept_where_nothing_was_ever_stored(db):
    assert sweep_report_files() == 0


def test_old_orphan_and_old_half_file_go_and_young_ones_stay(orphan, caplog):
    half = orphan.parent / ".new-abc"
    half.write_bytes(b"ha")
    age(half)
    young_half = orphan.parent / ".new-def"
    young_half.write_bytes(b"ha")
    young = path_of(store(b"young", "pdf"), "pdf")
    assert sweep_report_files() == 2
    assert (orphan.exists(), half.exists(), young_half.exists(), young.exists()) == (False, False, True, True)
    assert f"Removed {orphan.name}: no edition uses it" in caplog.text


def test_file_of_an_edition_stays_whatever_its_age(cast, orphan):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    StoredFile.objects.create(edition=edition, kind=FileKind.PDF, sha256=digest(b"orphan"), size=6)
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
