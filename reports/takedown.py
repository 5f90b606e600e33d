"""Taking a published edition down, whatever the reason. It is done at once, and it is not undone.

What was wrong is mended in a new edition, which is built, signed and published like any other; so nobody can bring
back by a click what others were told is gone. The frozen record and the files stay in storage: they prove what was
published.
"""

from django.db import transaction
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.models import User
from partnership.permissions import Permission
from reports.models import Edition, EditionState
from reports.notices import tell_keepers
from reports.sending import strike_unsent
from reports.stories import older_words
from review.audit import record
from review.identity import refuse_identifying


def take_down(*, edition: Edition, reason: str, by: User, words: str = "") -> Edition:
    """Have every address of a published edition answer that it is gone. For the chair and the coordinator.

    `reason` is for staff alone; `words` are what readers are told, if anything. Where it is the newest of its year, no
    older one takes its place. E-mails with its address that have not left are struck out. Raises `NotAllowed`,
    `WrongState` for one that is not public or is down already, and `DomainError` without a reason, or where the words
    for readers tell who somebody is.
    """
    require(by, Permission.WITHDRAW)
    why, told = reason.strip(), words.strip()
    if not why:
        raise DomainError("Say why it is taken down. Only staff read this.")
    refuse_identifying(words_for_readers=told)
    with transaction.atomic():
        stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
        if stored.state != EditionState.PUBLISHED:
            raise WrongState(f"This edition is “{stored.get_state_display()}”: only a published one is taken down.")
        changes = {
            "taken_down_at": timezone.now(),
            "taken_down_by": by,
            "taken_down_reason": why,
            "taken_down_words": told,
        }
        standing = Edition.objects.filter(pk=stored.pk, state=EditionState.PUBLISHED, taken_down_at__isnull=True)
        if standing.update(**changes) != 1:
            raise StaleRevision("This edition was taken down already.")
        stored.refresh_from_db()
        record(verb="take report down", by=by, obj=stored, note=why, data={"sha256": stored.sha256, "words": told})
        strike_unsent(stored, by)
        tell_keepers(
            stored,
            key="taken-down",
            subject=f"Taken down: {stored}",
            body=f"{by} took {stored} down. All of its addresses answer that it is gone.\n\n{why}\n\n"
            "Mend what was wrong, then have a new edition built, signed and published. Summary and Easy Read version "
            "are shown again once they are approved anew. Tell those who were sent this edition.",
        )
    return stored


def tell_of_older_words() -> int:
    """Tell the keepers of each public edition that tells a story in other words than the story itself by now.

    Once for each edition and each newly published wording. Returns how many there are.
    """
    public = Edition.objects.published().filter(taken_down_at__isnull=True).select_related("year").defer("frozen")
    found = older_words(public)
    for one in found:
        tell_keepers(
            one.edition,
            key=f"older-words-{one.revision}",
            subject=f"Tells a story in older words: {one.edition}",
            body=f"The case study “{one.title}” was published again and says something else now. {one.edition} still "
            "tells it as it was, and stays public.\n\nIf what was taken out may no longer be read, take the edition "
            "down. Otherwise have a new edition built when it suits.",
        )
    return len(found)
