"""Files under their hash: written whole or not at all, the same content once, never changed."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from reports.freeze import digest


class MissingFile(Exception):
    """A stored file is not there, or no longer what its name says."""


def path_of(sha256: str, ending: str) -> Path:
    """Where content with this hash lies."""
    return Path(settings.MEDIA_ROOT) / "reports" / sha256[:2] / f"{sha256}.{ending}"


def store(data: bytes, ending: str) -> str:
    """Write the bytes under their SHA-256 and return it. A crash leaves no half file: rename comes last.

    What lies there already is kept if it is what its name says; a file that was changed is written anew.
    """
    sha256 = digest(data)
    target = path_of(sha256, ending)
    if target.exists() and digest(target.read_bytes()) == sha256:
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return sha256


def read(sha256: str, ending: str) -> bytes:
    """Read content by its hash. Raises `MissingFile` where it is gone or was changed."""
    path = path_of(sha256, ending)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFile(f"{path.name} is not in storage: build the report again.") from error
    if digest(data) != sha256:
        raise MissingFile(f"{path.name} was changed in storage: build the report again.")
    return data


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
