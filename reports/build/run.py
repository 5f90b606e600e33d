"""Building an edition. The worker and the command line call the same functions; the database says what is done.

A step may be begun twice, die at any point and be begun again: finished steps are not repeated, what is stored is
stored under its hash, and who lost a step to another attempt writes no more.
"""

from collections.abc import Callable
from functools import partial

from publication.leases import in_words, work_under
from reports.build.leases import StepLease, StoredBlob, end_step, fail_step, take_step
from reports.build.steps import PLANS, HowFar, how_far
from reports.document.render.errors import RenderError
from reports.editions.failpoints import point, step_point
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FORMATS
from reports.editions.storage import MissingFile, store

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
    lease = take_step(edition_id)
    if lease is None:
        return None
    name = f"Step {lease.key} of edition {lease.edition_id}"
    return work_under(lease, name, do=partial(_run, lease), fail=partial(_fail, lease)) or 0


def _run(lease: StepLease) -> int:
    edition = Edition.objects.select_related("year", "requested_by").get(pk=lease.edition_id)
    made = PLANS[lease.key].make(edition)
    point(step_point(lease.key, "made"))
    files = {kind: StoredBlob(store(data, FORMATS[kind][0]), len(data)) for kind, data in made.files.items()}
    return end_step(lease, made, files)


def _fail(lease: StepLease, error: Exception) -> None:
    fail_step(lease, reason_of(error))


def reason_of(error: Exception) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, RenderError | MissingFile):
        return str(error)
    if isinstance(error, OSError):
        return f"File storage rejected a file ({error.strerror or error}). Free up space, then build the report again."
    return in_words(error, again="build the report again")
