"""Files under their hash: written whole or not at all, the same content once, never changed."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from reports.content.freeze import digest
from reports.editions.failpoints import point

# How the name of a file begins that is still being written.
TEMPORARY = ".new-"


class MissingFile(Exception):
    """A stored file is not there, or no longer what its name says."""


def folder() -> Path:
    """Below which all of them lie."""
    return Path(settings.MEDIA_ROOT) / "reports"


def aside() -> Path:
    """Where files are kept for some days that nothing named."""
    return folder().with_name("reports-set-aside")


def path_of(sha256: str, ending: str) -> Path:
    """Where content with this hash lies."""
    return folder() / sha256[:2] / f"{sha256}.{ending}"


def store(data: bytes, ending: str) -> str:
    """Write the bytes under their SHA-256 and return it. A crash leaves no half file: rename comes last.

    What lies there already is kept if it is what its name says, and counts as written now, so that the sweeper leaves
    it alone; a file that was changed is written anew.
    """
    sha256 = digest(data)
    target = path_of(sha256, ending)
    _make_folder(target.parent)
    with _beside_others():
        if target.exists() and digest(target.read_bytes()) == sha256:
            os.utime(target)
            return sha256
    temporary = _written(data, target.parent)
    try:
        point("file-before-rename")
        temporary.replace(target)
        point("file-after-rename")
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)
    point("file-after-folder-sync")
    return sha256


def _make_folder(path: Path) -> None:
    """Make the folder; its name has to outlive a power cut too, and that stands in the folder above.

    The names are made safe also where the folder is there: whoever made it may have died before, or may not be so far.
    """
    path.mkdir(parents=True, exist_ok=True)
    for above in (path.parent, path.parent.parent):
        _sync_folder(above)


def _written(data: bytes, parent: Path) -> Path:
    """The bytes in a file of another name, safe from a power cut."""
    handle, name = tempfile.mkstemp(dir=parent, prefix=TEMPORARY)
    temporary = Path(name)
    try:
        point("file-before-write")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            point("file-after-write")
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def read(sha256: str, ending: str) -> bytes:
    """Read content by its hash. Raises `MissingFile` where it is gone or was changed."""
    path = path_of(sha256, ending)
    try:
        if not path.exists():
            put_back(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise MissingFile(f"{path.name} is missing from storage. Build the report again.") from error
    if digest(data) != sha256:
        raise MissingFile(f"{path.name} was changed in storage. Build the report again.")
    return data


def put_back(name: str) -> bool:
    """Bring a file back that was set aside; whether it was there."""
    target = folder() / name[:2] / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        (aside() / name).replace(target)
    except OSError:
        return False
    return True


def _sync_folder(parent: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the storage while a file is judged and removed. The kernel lets go of it when the process dies."""
    with _lock(fcntl.LOCK_EX):
        yield


@contextlib.contextmanager
def _beside_others() -> Iterator[None]:
    """Hold the storage against the sweeper only."""
    with _lock(fcntl.LOCK_SH):
        yield


@contextlib.contextmanager
def _lock(kind: int) -> Iterator[None]:
    handle = os.open(folder() / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)
