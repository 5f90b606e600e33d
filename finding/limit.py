"""How often one address may search: counted in this process alone, so that nothing is written and nobody is kept."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0
# Of more addresses than this the one that came first is forgotten.
MOST_ADDRESSES = 10_000


@dataclass
class Limit:
    """So many requests a minute for each address; what was not used is not saved up."""

    most: int
    clock: Callable[[], float] = time.monotonic
    _seen: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seconds_to_wait(self, address: str) -> int:
        """Count a request: 0 where it may go on, else after how many seconds the next may."""
        now = self.clock()
        with self._lock:
            began, count = self._seen.get(address, (now, 0))
            if now - began >= MINUTE:
                began, count = now, 0
            self._seen[address] = (began, count + 1)
            self._seen.move_to_end(address)
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
        return 0 if count < self.most else max(1, round(MINUTE - (now - began)))
