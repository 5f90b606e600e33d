"""Making a backup: the database first, then the files, so that every file that the database names is there."""

import datetime
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from bcssp.backup.databases import dump, file_name
from bcssp.backup.manifest import BackupError, Manifest, StoredPath, hash_of

FILES = "files"
# What is written for a moment, locks, and the folder's mark, which is this folder's alone.
PASSING = (".new-", ".try-", ".lock", ".portal")


def make_backup(place: Path, now: datetime.datetime | None = None) -> tuple[Path, Manifest]:
    """Write a backup into a folder of its own below `place`, while people work. Raises `BackupError`.

    Files lie below `place/files` under their hash: a file that any backup there has is not copied again.
    """
    moment = now or datetime.datetime.now(datetime.UTC)
    target = place / f"{moment:%Y-%m-%dT%H%M%S}Z"
    if target.exists():
        raise BackupError(f"{target} exists. Wait a second and try again.")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".unfinished-") as folder:
            unfinished = Path(folder)
            database = unfinished / file_name()
            counted = dump(database)
            manifest = Manifest(
                made_at=moment.isoformat(),
                vendor=connection.vendor,
                database=database.name,
                database_sha256=hash_of(database),
                line=counted.line,
                hash=counted.hash,
                counts=counted.counts,
                migrations=counted.migrations,
                files=tuple(_keep(path, place) for path in stored_paths()),
            )
            manifest.write(unfinished)
            # What a backup holds is as secret as the portal itself.
            finished = unfinished / "whole"
            finished.mkdir(mode=0o700)
            for name in (manifest.database, "manifest.json"):
                (unfinished / name).replace(finished / name)
            finished.replace(target)
    except OSError as error:
        raise BackupError(f"The backup cannot be written: {error}.") from error
    return target, manifest


def stored_paths() -> list[Path]:
    """Every file that the portal keeps, in order. What was set aside is kept too."""
    root = Path(settings.MEDIA_ROOT)
    if not root.is_dir():
        return []
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith(PASSING))


def _keep(path: Path, place: Path) -> StoredPath:
    """Copy one file below its hash, unless it is there."""
    sha256 = hash_of(path)
    kept = place / FILES / sha256[:2] / sha256
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=kept.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as new, path.open("rb") as old:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(kept)
    return StoredPath(path.relative_to(settings.MEDIA_ROOT).as_posix(), sha256, path.stat().st_size)
