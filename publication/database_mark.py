"""A mark of what the database holds. While it stays the same, nothing was committed by any process of any host.

It is asked of the database at each request, so no list of what a page depends on has to be right: a page is answered
from memory only while rendering it anew would read exactly the same rows.
"""

import os
import sqlite3
from collections.abc import Hashable
from itertools import count
from pathlib import Path
from threading import Lock

from django.db import connection


class Watch:
    """A connection to an SQLite file that writes nothing: SQLite tells it whether another connection committed.

    The version that SQLite gives can be compared within one connection only, and one that writes does not see its own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._openings = count()
        self._open: sqlite3.Connection | None = None
        self._of: tuple[int, str, int, int] | None = None
        self._number = 0

    def mark(self, path: str) -> Hashable:
        """The mark of the file that has this name now, which may be another one than a minute ago."""
        file = Path(path).stat()
        of = (os.getpid(), path, file.st_dev, file.st_ino)
        with self._lock:
            if self._open is None or self._of != of:
                self.close()
                self._open = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=2)
                self._of, self._number = of, next(self._openings)
            (version,) = self._open.execute("PRAGMA data_version").fetchone()
            return self._number, int(version)

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None and self._of is not None and self._of[0] == os.getpid():
            self._open.close()
        self._open = None


WATCH = Watch()


def database_mark() -> Hashable | None:
    """Equal as long as nothing was committed; None where that cannot be told: in a transaction, or in memory."""
    if connection.in_atomic_block:
        return None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Which transactions are seen: their numbers grow with each that writes, in whatever session.
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    path = str(connection.settings_dict["NAME"])
    return WATCH.mark(path) if Path(path).is_file() else None
