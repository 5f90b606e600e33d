"""Building an edition. The worker and the command line call the same functions; the database says what is done.

A step may be begun twice, die at any point and be begun again: finished steps are not repeated, what is stored is
stored under its hash, and who lost a step to another attempt writes no more.
"""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from partnership.exceptions import DomainError
from reports.build.leases import Lease, LeaseLost, StoredBlob, end_step, fail_step, take_step
from reports.build.steps import PLANS, HowFar, how_far
from reports.document.render.errors import RenderError
from reports.editions.failpoints import point, step_point
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FORMATS
from reports.editions.storage import MissingFile, store

logger = logging.getLogger(__name__)
Show = Callable[[HowFar], None]


def build_edition(edition_id: int, *, show: Show | None = None) -> Edition:
    """Build an edition step after step, for as long as one of its steps may be begun; return it as it then is.

    An edition that is finished, failed or in other hands is returned untouched. `show` is told before and after each
    step how far it is. A failure is stored with the edition, in words, and not raised; a database that does not answer
    is raised, for nothing can be stored: whoever comes next goes on from there.
    """
    while True:
        if show:
            show(how_far(Edition.objects.get(pk=edition_id)))
        if run_next_step(edition_id) is None:
            return Edition.objects.select_related("year", "requested_by").get(pk=edition_id)


def run_next_step(edition_id: int) -> int | None:
    """Do one step that may be begun; None where there is none. Returns how many steps it made way for."""
    hold = take_step(edition_id)
    if hold is None:
        return None
    try:
        return _run(hold)
    except LeaseLost:
        logger.warning("Step %s of edition %s was taken over by another attempt", hold.key, hold.edition_id)
    return 0


def _run(hold: Lease) -> int:
    try:
        edition = Edition.objects.select_related("year", "requested_by").get(pk=hold.edition_id)
        made = PLANS[hold.key].make(edition)
        point(step_point(hold.key, "made"))
        files = {kind: StoredBlob(store(data, FORMATS[kind][0]), len(data)) for kind, data in made.files.items()}
        return end_step(hold, made, files)
    except (LeaseLost, OperationalError, InterfaceError):
        # A database that is away is no fault of the report: the lease runs out, and the step is begun again.
        raise
    except Exception as error:
        logger.exception("Building edition %s failed at %s", hold.edition_id, hold.key)
        fail_step(hold, in_words(error))
        return 0


def in_words(error: Exception) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, DomainError):
        return error.message
    if isinstance(error, RenderError | MissingFile):
        return str(error)
    if isinstance(error, OSError):
        return f"File storage rejected a file ({error.strerror or error}). Free up space, then build the report again."
    what = f"There was an unexpected error ({type(error).__name__})."
    return f"{what} Check the worker's log. Fix the problem, then build the report again."
