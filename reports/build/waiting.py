"""Waiting for the worker at a terminal, with the steps as they are stored."""

import time
from typing import Any

from partnership.exceptions import DomainError
from reports.build.steps import how_far
from reports.editions.models.edition import Edition, EditionState
from ui.progress import Progress

LOOK_SECONDS = 0.3


def wait_for(edition: Edition, out: Any, seconds: float = 300.0) -> None:
    """Show how far the worker is, until the edition is ready. Raises `DomainError` where it fails or takes too long."""
    out.write("Waiting for the worker to build the annual report")
    progress = Progress(out)
    deadline = time.monotonic() + seconds
    while True:
        edition.refresh_from_db()
        far = how_far(edition)
        progress.show(far.done, far.total, far.label)
        if edition.state == EditionState.READY:
            progress.end()
            return
        if edition.state == EditionState.FAILED:
            raise DomainError(f"The report could not be built: {edition.failure}")
        if time.monotonic() > deadline:
            raise DomainError("The worker did not build the report in time. See its log.")
        time.sleep(LOOK_SECONDS)
