"""The pages that a web process keeps in memory: the newest used, up to a size. Pure."""

import datetime
import gzip
import re
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

MEGABYTE = 1024 * 1024
_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))", re.IGNORECASE)


class Sized(Protocol):
    """Something that takes memory."""

    @property
    def size(self) -> int:
        """Bytes."""


Kept = TypeVar("Kept", bound=Sized)


@dataclass(frozen=True)
class Page:
    """A page as it was rendered: its bytes, the same packed, its headers, and for what it holds.

    `mark` is that of the database, `day` the day on which it was rendered; `until` is the moment from which on it would
    say something else by the clock alone.
    """

    body: bytes
    packed: bytes
    headers: Mapping[str, str]
    mark: Hashable
    day: datetime.date
    until: datetime.datetime | None = None

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.body) + len(self.packed)

    def holds(self, mark: Hashable, now: datetime.datetime, day: datetime.date) -> bool:
        """Whether it is what a rendering of now would say."""
        return self.mark == mark and self.day == day and (self.until is None or now < self.until)


def packed(body: bytes) -> bytes:
    """The bytes as gzip, without a time, so that equal pages are packed equally."""
    return gzip.compress(body, 6, mtime=0)


def accepts_gzip(header: str) -> bool:
    """Whether somebody who sends this `Accept-Encoding` takes packed bytes."""
    return bool(_GZIP.search(header))


class Store(Generic[Kept]):
    """Pages, or answers, by their key. Threads share it."""

    def __init__(self, most_bytes: int = 32 * MEGABYTE) -> None:
        self.most_bytes = most_bytes
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        """The page, which counts as used."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: Hashable, page: Kept) -> None:
        """Keep it in the place of an older one, and let go of those that were not used for longest."""
        with self._lock:
            self._drop(key)
            if page.size > self.most_bytes:
                return
            self._pages[key] = page
            self._size += page.size
            while self._size > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._size -= page.size
