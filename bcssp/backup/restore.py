"""Restoring a backup into an empty place, which then proves that nothing is missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bcssp.backup.databases import count, is_empty, load
from bcssp.backup.make import FILES, stored_paths
from bcssp.backup.manifest import NAME, BackupError, Manifest, hash_of, read_manifest
from partnership.models import Installation
from reports.build.stored_files import check_stored_files
from review.audit import verify_trail

RESTORED = "restored from a backup"


def find_backup(source: Path) -> Path:
    """The backup that is meant: the folder itself, or the newest finished one below it. Raises `BackupError`."""
    if (source / NAME).exists():
        return source
    found = sorted(path.parent for path in source.glob(f"*/{NAME}"))
    if not found:
        raise BackupError(f"There is no finished backup in {source}.")
    return found[-1]


def restore_backup(source: Path) -> tuple[Manifest, list[str]]:
    """Fill an empty database and an empty folder. Returns the manifest, and in sentences what is not as it was.

    The portal is held afterwards until a person says that it is the real one. Raises `BackupError` where the place is
    not empty, or the backup is not for this kind of database or is damaged; nothing was changed then.
    """
    backup = find_backup(source)
    manifest = read_manifest(backup)
    database = backup / manifest.database
    if manifest.vendor != connection.vendor:
        raise BackupError(f"The backup is of a {manifest.vendor} database; DATABASE_URL names another kind.")
    if not is_empty():
        raise BackupError("The database is not empty. Set DATABASE_URL to an empty one.")
    if stored_paths():
        raise BackupError(f"{settings.MEDIA_ROOT} is not empty. Set VAR_DIR to an empty folder.")
    if not database.exists() or hash_of(database) != manifest.database_sha256:
        raise BackupError(f"{database} is missing or damaged. Select another backup.")
    wrong = list(_put_files(manifest, backup.parent / FILES))
    load(database)
    wrong += compare(manifest)
    call_command("migrate", interactive=False, verbosity=0)
    wrong += prove()
    # Wherever it was restored to: the emails that were owed then may have gone out since.
    Installation.objects.update(place=RESTORED)
    return manifest, wrong


def _put_files(manifest: Manifest, kept: Path) -> Iterator[str]:
    """Copy every file to its place; what is missing or damaged, in sentences."""
    for file in manifest.files:
        source = kept / file.sha256[:2] / file.sha256
        if not source.exists():
            yield f"The file {file.path} is missing from the backup."
            continue
        target = Path(settings.MEDIA_ROOT) / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if hash_of(target) != file.sha256:
            yield f"The file {file.path} is damaged in the backup."


def prove() -> list[str]:
    """What does not hold in the audit trail and in the files of reports, in sentences."""
    broken = verify_trail()
    return [*([broken] if broken else []), *check_stored_files().values()]


def compare(manifest: Manifest) -> list[str]:
    """What the database does not have as the manifest says, in sentences: the end of the audit trail, and rows."""
    wrong = []
    now = count(manifest.counts)
    if (now.line, now.hash) != (manifest.line, manifest.hash):
        wrong.append(f"The audit trail ends at line {now.line}; in the backup it ended at line {manifest.line}.")
    for table, expected in manifest.counts.items():
        found = now.counts[table]
        if found != expected:
            wrong.append(f"{table} has {found} rows; in the backup it had {expected}.")
    return wrong
