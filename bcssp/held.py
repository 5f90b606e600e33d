"""Tasks that a copy of the portal leaves undone: it sends, publishes, builds and removes nothing by itself."""

import logging
from typing import Any

from celery import Task
from django.utils.module_loading import import_string

from bcssp.references import NONE, referring_to

# Named, not imported: Celery reads this before Django's models are there.
WHY_HELD = "publication.installation.why_held"
# What a copy does too, for it neither sends, publishes nor removes anything.
ALWAYS = ("bcssp.tasks.note_clock",)
logger = logging.getLogger(__name__)


class HeldTask(Task):  # type: ignore[misc, unused-ignore]
    """A task that waits while the portal is held. What it would do stands in the database, and is done afterwards."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do it, unless this is a copy."""
        if self.name not in ALWAYS and (why := import_string(WHY_HELD)()):
            logger.info("Held: %s. %s", self.name, why)
            return None
        with referring_to(self.request.id or NONE):
            return super().__call__(*args, **kwargs)
