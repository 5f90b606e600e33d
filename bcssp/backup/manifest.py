"""What a backup holds, in a file beside it: with it a restored portal proves that it is whole."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"
PIECE = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made, read or restored; the message says what to do."""


@dataclass(frozen=True)
class StoredPath:
    """A file below the folder of files."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """A backup: when and from which kind of database; the database's file; the files; what the database counted.

    `line` and `hash` are the last line of the audit trail, `counts` the rows of each table, `migrations` the last
    migration of each app.
    """

    made_at: str
    vendor: str
    database: str
    database_sha256: str
    line: int
    hash: str
    counts: dict[str, int]
    migrations: dict[str, str]
    files: tuple[StoredPath, ...]

    def write(self, folder: Path) -> None:
        """Write it last: a backup without one was not finished."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished backup. Raises `BackupError`."""
    try:
        data: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = tuple(StoredPath(**one) for one in data.pop("files"))
        return Manifest(**data, files=files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BackupError(f"{folder} holds no finished backup: {error}. Select another.") from error


def hash_of(path: Path) -> str:
    """The SHA-256 of a file of any size."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
