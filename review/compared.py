"""What is different from the version that was approved last, for those who write a thing and those who decide on it."""

from dataclasses import dataclass

from partnership.models import User
from review.changes import changes_between
from review.models import Reviewable
from review.policies import may_write
from review.queries import last_approved, submitted_revision
from review.states import ReviewState
from review.word_changes import Words, word_changes


@dataclass(frozen=True)
class Compared:
    """One place that differs, in words that went, came or stayed."""

    where: str
    words: list[Words]


def compared(user: User, item: Reviewable) -> list[Compared] | None:
    """Every difference from the approved version; None where there is none to compare with, or nothing to be shown.

    Its writers see what they are writing, others what was submitted: a draft is its writers' own.
    """
    approved = None if item.state == ReviewState.WITHDRAWN else last_approved(item)
    if approved is None:
        return None
    content = item.content() if may_write(user, item) else (submitted_revision(item) or approved).content
    changes = changes_between(approved.content, content)
    return [Compared(one.where, word_changes(one.before, one.after)) for one in changes]
