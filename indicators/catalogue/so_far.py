"""How an indicator that is being written looks. What is not answered yet is filled in, and none of that is kept."""

import datetime
from typing import Any

from django.utils import timezone

from indicators.catalogue.models import IndicatorDraft
from indicators.catalogue.preview import Preview, preview
from indicators.catalogue.progress import COLUMNS, ROWS, SHAPE, SHARES, is_done, steps_of
from indicators.catalogue.services import as_if_agreed, finished, slug_of
from indicators.definitions.entries import CatalogueError
from indicators.definitions.periods import parse_period
from partnership.models import User
from partnership.services import current_year

# What the form and the table are made of. Shares are columns too, but what they are shares of is asked later.
NEEDED = (SHAPE, COLUMNS, ROWS, SHARES)
ONE_YEAR = datetime.timedelta(days=365)
UNANSWERED = "Not answered yet"


def preview_so_far(draft: IndicatorDraft, by: User) -> Preview | None:
    """The form, table and chart of what is answered; None until shape, columns, rows and shares are. No query."""
    if not all(is_done(draft, step) for step in steps_of(draft) if step in NEEDED):
        return None
    begun = IndicatorDraft(
        family_slug=draft.family_slug,
        definition=_unanswered() | {name: value for name, value in draft.definition.items() if value},
        change={"first_period": current_year(), "reason": UNANSWERED} | draft.change,
    )
    slug = draft.family_slug or slug_of(begun.definition["title"]) or "new-indicator"
    try:
        return preview(as_if_agreed(finished(begun, slug), by), parse_period(begun.change["first_period"]))
    except CatalogueError:
        # Answers that do not fit together are told with their reason where they are checked.
        return None


def _unanswered() -> dict[str, Any]:
    texts = dict.fromkeys(("title", "definition", "method", "source", "licence"), UNANSWERED)
    next_review = (timezone.localdate() + ONE_YEAR).isoformat()
    return texts | {"polarity": "none", "caveats": [], "rules": [], "next_review": next_review}
