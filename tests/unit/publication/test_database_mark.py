"""The mark of an SQLite file changes with each commit, whoever made it, and with nothing else."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publication.database_mark import Watch


@pytest.fixture
def watch() -> Iterator[Watch]:
    made = Watch()
    yield made
    made.close()


def file_with_rows(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE page (text)")
        made.commit()
    return path


def test_equal_marks_mean_that_nothing_was_committed_in_between(watch: Watch, tmp_path: Path) -> None:
    path = str(file_with_rows(tmp_path / "portal.sqlite3"))
    chance = random.Random(17)
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(path)) as other:
        for _ in range(400):
            before = watch.mark(path)
            deed = chance.choice(("read", "write", "begin", "undo"))
            writer = chance.choice((one, other))
            if deed == "read":
                writer.execute("SELECT count(*) FROM page").fetchall()
            else:
                writer.execute("INSERT INTO page VALUES ('x')")
                if deed == "begin":
                    # What is not committed yet nobody else reads.
                    assert watch.mark(path) == before
                if deed == "undo":
                    writer.rollback()
                else:
                    writer.commit()
            assert (watch.mark(path) != before) == (deed in ("write", "begin"))


def test_another_file_of_the_same_name_has_another_mark(watch: Watch, tmp_path: Path) -> None:
    path = file_with_rows(tmp_path / "portal.sqlite3")
    before = watch.mark(str(path))
    file_with_rows(tmp_path / "restored.sqlite3").rename(path)
    assert watch.mark(str(path)) != before
