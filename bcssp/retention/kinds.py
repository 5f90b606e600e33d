"""What is deleted after a time, by which rows, and how. A room says which of its rows are old; here stands how long."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bcssp.retention.models import Retained
from indicators.files.uploads import old_uploads
from indicators.returns.drafts import old_drafts
from reports.distribution.previews import old_previews
from review.notifications import clear_text, old_messages
from review.typed_forms import old_typed


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `old` are those from before a moment, `clear` removes such and returns how many."""

    key: Retained
    days: int
    most: int
    why: str
    old: Callable[[datetime.datetime], QuerySet[Any]]
    clear: Callable[[QuerySet[Any]], int]


def _delete(rows: QuerySet[Any]) -> int:
    count = rows.count()
    rows.delete()
    return count


KINDS = (
    Kind(
        Retained.UPLOADS,
        1,
        30,
        "The figures in them are saved in the return. The files are not needed after that.",
        old_uploads,
        _delete,
    ),
    Kind(Retained.DRAFTS, 90, 365, "People can come back to them until then.", old_drafts, _delete),
    Kind(Retained.TYPED, 90, 365, "People can come back to them until then.", old_typed, _delete),
    Kind(
        Retained.EMAILS,
        365,
        3650,
        "We keep who was emailed, when and about what.",
        old_messages,
        clear_text,
    ),
    Kind(
        Retained.PREVIEWS,
        365,
        3650,
        "Counted from the end of the access. The audit trail keeps the reader’s role and the reason.",
        old_previews,
        _delete,
    ),
)
