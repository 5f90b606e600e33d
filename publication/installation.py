"""Whether this is the real portal, or a copy of it: a copy sends, publishes and removes nothing by itself.

A database knows its own name and the place at which it last was (`partnership.models.Installation`). The folder of its
files carries the same name, and how far the audit trail had come. So a database that was restored elsewhere, one that
is older than its files and one beside the files of another are told from the real one, and are held until a person
says that this is the real one.
"""

import json
import logging
import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from partnership.exceptions import WrongState
from partnership.models import Installation, User
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import ChainHead, Event

logger = logging.getLogger(__name__)

ELSEWHERE = (
    "This database was last in another place, or the portal’s address has changed. It may be a copy, so no emails are "
    "sent, nothing is published and no reports are built."
)
ANOTHERS_FILES = (
    "The folder of files belongs to another database. Nothing is written to it or removed from it, no emails are sent "
    "and nothing is published."
)
OLDER = (
    "This database is older than its files: line {seen} of the audit trail was seen beside them, and is missing or "
    "different here. It may be a restored copy, so no emails are sent, nothing is published and no reports are built."
)
UNREADABLE = "The file {name}, which says which database the folder of files belongs to, cannot be read: {why}."


class UnreadableMark(Exception):
    """The folder has a mark, and nobody can tell what it says."""


@dataclass(frozen=True)
class FolderMark:
    """What the folder of files says: the name of its database, and the last line of the audit trail that was seen."""

    database: str
    sequence: int = 0
    hash: str = ""


def mark_file() -> Path:
    """Where the folder's mark is."""
    return Path(settings.MEDIA_ROOT) / ".portal.json"


def folder_mark() -> FolderMark | None:
    """The folder's mark; None where it has none yet. Raises `UnreadableMark`, and `OSError` where the folder fails."""
    try:
        text = mark_file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        return FolderMark(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise UnreadableMark(UNREADABLE.format(name=mark_file(), why="it is damaged")) from error


def here() -> str:
    """The place of this database: its server and its number there, or its file; and the portal's address."""
    return f"{_database_place()} {settings.SITE_URL}"[:300]


def _database_place() -> str:
    if connection.vendor != "postgresql":
        return f"{connection.vendor}:{Path(str(connection.settings_dict['NAME'])).resolve()}"
    with connection.cursor() as cursor:
        # Both stay as they are when the server restarts, moves to another machine or is replaced by its standby.
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        (server,) = cursor.fetchone()
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = cursor.fetchone()
    return f"postgresql:{server}:{number}"


def why_held() -> str:
    """Why nothing may happen by itself here, in a sentence; empty where this is the real portal.

    A developer's own portal is never held: its emails go to a folder. Nor is one whose folder of files fails.
    """
    if settings.DEBUG:
        return ""
    row = _row()
    if row is not None and row.place != here():
        return ELSEWHERE
    try:
        return _why_not_ours(row)
    except OSError:
        return ""


def why_no_files() -> str:
    """Why this database may not touch the folder of files, in a sentence; empty where it may."""
    try:
        return _why_not_ours(_row())
    except OSError as error:
        return UNREADABLE.format(name=mark_file(), why=error.strerror)


def _row() -> Installation | None:
    return Installation.objects.filter(pk=Installation.ONLY).first()


def _why_not_ours(row: Installation | None) -> str:
    """Why the folder's mark is not this database's, in a sentence; empty where it is, or there is none."""
    try:
        mark = folder_mark()
    except UnreadableMark as error:
        return str(error)
    if mark is None:
        return ""
    if row is None or mark.database != row.mark:
        return ANOTHERS_FILES
    if mark.sequence and not Event.objects.filter(sequence=mark.sequence, hash=mark.hash).exists():
        return OLDER.format(seen=mark.sequence)
    return ""


def begin() -> str:
    """Note who and where this is, unless it was noted before; and why the folder of files may not be touched, if so.

    The folder's mark goes on with the audit trail. A folder with files and without a mark is left alone by a database
    in which nothing has happened yet.
    """
    held = why_held()
    if held:
        return held
    row = _row() or Installation(pk=Installation.ONLY, mark=uuid.uuid4().hex, place=here())
    try:
        files = _why_not_ours(row)
        head = ChainHead.objects.filter(pk=1).first()
        if not files and head is None and folder_mark() is None and _has_files():
            files = ANOTHERS_FILES
        if not files:
            _mark_folder(row, head)
    except OSError as error:
        logger.exception("The mark of the folder of files cannot be read or written: %s", mark_file())
        files = UNREADABLE.format(name=mark_file(), why=error.strerror)
    Installation.objects.get_or_create(pk=Installation.ONLY, defaults={"mark": row.mark, "place": row.place})
    return files


def _has_files() -> bool:
    root = Path(settings.MEDIA_ROOT)
    return root.is_dir() and any(path.is_file() and not path.name.startswith(".") for path in root.rglob("*"))


def _mark_folder(row: Installation, head: ChainHead | None) -> None:
    """Write the mark whole or not at all. Raises `OSError`."""
    mark = FolderMark(row.mark, head.sequence if head else 0, head.hash if head else "")
    file = mark_file()
    if file.exists() and file.read_text(encoding="utf-8") == _as_text(mark):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as new:
            new.write(_as_text(mark))
            new.flush()
            os.fsync(new.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _as_text(mark: FolderMark) -> str:
    return json.dumps(asdict(mark)) + "\n"


def why_trail_is_short() -> str:
    """Why the audit trail ends before a line that was seen, in a sentence; empty where it does not."""
    row = _row()
    try:
        mark = folder_mark()
    except (UnreadableMark, OSError):
        return ""
    if row is None or mark is None or mark.database != row.mark or _why_not_ours(row) == "":
        return ""
    return f"Line {mark.sequence} of the audit trail was seen before, and is missing or different now."


@transaction.atomic
def confirm(*, by: User | None) -> None:
    """Say that this is the real portal: from now on it sends, publishes and builds. Raises `WrongState`.

    `by` None is whoever runs a command on the portal's own machine.
    """
    why = why_held()
    if not why:
        raise WrongState("This portal is not held: it already sends emails, publishes and builds.")
    row, _ = Installation.objects.update_or_create(
        pk=Installation.ONLY,
        defaults={"place": here(), "clock_at": timezone.now()},
        create_defaults={"mark": uuid.uuid4().hex, "place": here(), "clock_at": timezone.now()},
    )
    record(verb=AuditVerb.CONFIRM_INSTALLATION, by=by, obj=row, note=why)
    head = ChainHead.objects.get(pk=1)
    transaction.on_commit(lambda: _mark_folder(row, head))
