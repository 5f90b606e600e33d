"""Fixtures of tests that build reports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from partnership.models import ReportingYear
from tests.factories.editions import without_typesetting
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast


@pytest.fixture
def now(cast: Cast) -> ReportingYear:
    """The year after 2022-23, for what sets two years side by side."""
    year: ReportingYear = ReportingYearFactory(slug="2023-24", starts_on="2023-04-01", ends_on="2024-03-31")
    year.refresh_from_db()
    return year


@pytest.fixture
def own_storage(settings: Any, tmp_path: Path) -> None:
    """Files of one test are not another's. Those that were made once for the module are copied to the same folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def no_typesetting() -> Iterator[None]:
    """The PDF is another test's to try, and takes the longest."""
    with without_typesetting():
        yield
