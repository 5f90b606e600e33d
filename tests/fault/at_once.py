"""`python -m tests.fault.at_once`: on a real PostgreSQL, somebody approves something while a report is being published.

Prints what happened as JSON. The second connection begins when the first has made its last check, and the first goes on
when the second has ended, or waits for a lock.
"""

import importlib
import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import django

GIVE_UP = 60.0


def slip_in() -> dict[str, Any]:
    """Publish; approve meanwhile; say who came first."""
    load = importlib.import_module
    settings = load("django.conf").settings
    connection = load("django.db").connection
    load("django.core.management").call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="bcssp-at-once-"))
    conditions, models = load("reports.publishing.preconditions"), load("reports.models")
    stage = load("tests.fault.stage").Stage()
    year = stage.make_year()
    coordinator, chair = stage.cast.coordinator, stage.cast.chair
    edition = load("reports.build.services").begin_edition(year=year, by=coordinator)
    edition = load("reports.build.run").build_edition(edition.pk)
    happened: list[str] = []

    def approve() -> None:
        action = load("tests.factories.priorities").ActionFactory(owner=stage.cast.police, commitment=stage.commitment)
        load("tests.factories.priorities").live_update(action, year, stage.cast.partner_police, stage.cast.board_icb)
        happened.append("approved")
        connection.close()

    second = threading.Thread(target=approve)

    def pause(_edition: object) -> list[str]:
        second.start()
        deadline = time.monotonic() + GIVE_UP
        while second.is_alive() and not _somebody_waits(connection):
            if time.monotonic() > deadline:
                return ["The second connection neither waited nor ended."]
            time.sleep(0.02)
        happened.append("approved before" if not second.is_alive() else "waited")
        return []

    ours = ("finished", "files", "consent", "trail", "disclosure", "unchanged")
    kept = tuple(check for check in conditions.PRECONDITIONS if check.key in ours)
    conditions.PRECONDITIONS = (*kept, conditions.Precondition("pause", "A test looks on", pause))
    published = load("reports.publishing.services").publish_edition(edition=edition, by=chair)
    happened.append(str(published.state))
    second.join(GIVE_UP)
    again = conditions.PRECONDITIONS[len(kept) - 1].find(models.Edition.objects.get(pk=edition.pk))
    return {"checks": [check.key for check in kept], "happened": happened, "afterwards": again}


def _somebody_waits(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(slip_in()))
