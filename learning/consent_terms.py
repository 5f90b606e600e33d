"""When consent ends, and which warning that calls for. Pure, but for reading a story that was loaded."""

import datetime

from learning.models import CaseStudy
from partnership.days import stored_day

# So many days before the end its writers are told, each time once.
WARNINGS = (60, 30, 7)


def term_ends(story: CaseStudy) -> datetime.date | None:
    """The last day on which a live story is shown: by its consent, or as the board approved it, whichever is first."""
    assert story.live_revision is not None
    approved = story.live_revision.content["consent"]["expires_on"]
    ends = [story.consent.expires_on, stored_day(approved)]
    return min((one for one in ends if one is not None), default=None)


def warning_due(today: datetime.date, ends: datetime.date) -> int | None:
    """The newest warning that a day calls for: 60, 30 or 7 days before the end, 0 once it has passed; None so far."""
    left = (ends - today).days
    if left < 0:
        return 0
    return min((days for days in WARNINGS if left <= days), default=None)
