"""What a web process holds that has loaded every address: asked of one that pytest has added nothing to."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BASE_DIR = Path(__file__).resolve().parents[3]
LOOK = """
import json, logging, sys
import django
django.setup()
import bcssp.celery, bcssp.urls, bcssp.wsgi, indicators.exports, indicators.releases.stored_workbooks
from bcssp.log_filters import HideKeys
loggers = [logging.root, *(one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
unfiltered = [
    f"{logger.name}: {handler}"
    for logger in loggers
    for handler in logger.handlers
    if not isinstance(handler, logging.NullHandler) and not any(isinstance(one, HideKeys) for one in handler.filters)
]
print(json.dumps({"modules": sorted(sys.modules), "unfiltered": unfiltered}))
"""


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the process says of itself."""
    own = {"DEBUG": "true", "VAR_DIR": str(tmp_path_factory.mktemp("var")), "DJANGO_SETTINGS_MODULE": "bcssp.settings"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=os.environ | own, cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_no_logger_writes_past_the_filter(process: dict[str, Any]) -> None:
    assert process["unfiltered"] == []


def test_no_web_process_pays_for_pandas(process: dict[str, Any]) -> None:
    assert not {"pandas", "gptables", "xlsxwriter"} & set(process["modules"])
