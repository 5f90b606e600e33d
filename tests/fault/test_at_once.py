"""Two connections to a real PostgreSQL: nothing slips in between the checks and the publication."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.fault.__main__ import environment
from tests.fault.servers import BASE_DIR, PostgresServer


def test_what_is_approved_during_the_checks_waits_until_the_report_is_public(tmp_path: Path) -> None:
    database = PostgresServer()
    try:
        database.start()
        env = environment(tmp_path, tmp_path / "no-redis", database) | {
            "DJANGO_SETTINGS_MODULE": "tests.fault.settings",
            "PATH": os.environ["PATH"],
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.fault.at_once"],
            cwd=BASE_DIR,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    finally:
        database.remove()
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["happened"] == ["waited", "published", "approved"]
    assert "unchanged" in answer["checks"]
    (sentence,) = answer["afterwards"]
    assert sentence.startswith("Something has been approved"), "what came afterwards is seen by the next check"
