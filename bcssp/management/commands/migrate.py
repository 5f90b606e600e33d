"""Migrate without making people wait: on PostgreSQL no table is waited for longer than two seconds at a time.

A migration that waits for a table makes everyone wait who comes after it, and a long query may hold the table. So it
gives up soon, lets them through, and tries again.
"""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

# How long a table is waited for, and how long others are let through before the next attempt: seconds.
LOCK_SECONDS, PAUSE = 2, 5
ATTEMPTS = 12
# PostgreSQL: lock_not_available.
HELD = "55P03"


class Command(migrate.Command):
    """Django’s own, repeated from where it stopped: each migration is applied whole or not at all."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        for attempt in range(1, ATTEMPTS + 1):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) != HELD:
                    raise
                if attempt == ATTEMPTS:
                    raise CommandError(
                        "A table is in use all the time, so this migration was not applied. Stop the workers and the "
                        "clock, then run this command again."
                    ) from error
                self.stdout.write(f"A table is in use. Trying again in {PAUSE} seconds.")
                time.sleep(PAUSE)
            else:
                return
            finally:
                # Not set in a connection that goes on to do other work.
                with connection.cursor() as cursor:
                    cursor.execute("RESET lock_timeout")
