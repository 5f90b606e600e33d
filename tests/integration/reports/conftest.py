"""Fixtures of tests that build reports."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> None:
    """Files of one test are not another's."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def no_typesetting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF is another test's to try, and takes the longest."""
    monkeypatch.setattr("reports.makers.render_pdf", lambda frozen: b"%PDF-")
