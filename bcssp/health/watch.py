"""A thread beside those that serve: it looks every half minute whether the portal is ready, and tells people if not.

So whoever asks whether it is ready is answered without waiting for anything.
"""

import logging
import threading
import time

from django.db import connections
from django.utils.module_loading import import_string

# Named, not imported: the web server reads this before Django's models are there.
LOOK, TELL = "bcssp.health.checks.latest_readiness", "bcssp.health.notifying.tell_of_faults"
SECONDS = 30.0
logger = logging.getLogger(__name__)


class Watch:
    """Looks again and again, from the first question on. What was seen too long ago counts as not ready."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.seen: tuple[float, bool] = (float("-inf"), False)
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.ended = threading.Event()

    def is_ready(self) -> bool:
        """What was seen last; a bare yes or no, at once."""
        with self.starting:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self.thread.start()
        moment, ready = self.seen
        return ready and time.monotonic() - moment < 4 * self.seconds

    def _run(self) -> None:
        while not self.ended.is_set():
            self.look()
            # What does not work yet, or again, is looked at more often.
            self.ended.wait(self.seconds if self.seen[1] else self.seconds / 3)

    def look(self) -> None:
        """Look once. Whatever goes wrong is logged: the next look comes all the same."""
        try:
            ready, answers = import_string(LOOK)()
            self.seen = (time.monotonic(), ready)
            import_string(TELL)(answers)
        except Exception:
            self.seen = (time.monotonic(), False)
            logger.exception("The portal could not be checked")
        finally:
            connections.close_all()


WATCH = Watch()


def is_ready() -> bool:
    """Whether this process saw that the portal can do its work."""
    return WATCH.is_ready()
