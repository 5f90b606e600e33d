"""The clock that has the worker look at what is due. It keeps no file, which a full disk could spoil.

What is due stands in the database; the clock says no more than “look”. So it asks for everything when it starts, and
forgets when it ends what it asked for.
"""

import datetime

from celery.beat import Scheduler

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Clock(Scheduler):  # type: ignore[misc, unused-ignore]
    """Celery's scheduler in memory, to which everything is due at the start."""

    def setup_schedule(self) -> None:
        """Read the schedule; nothing of it has been asked for."""
        self.merge_inplace(self.app.conf.beat_schedule)
        for entry in self.schedule.values():
            entry.last_run_at = LONG_AGO
