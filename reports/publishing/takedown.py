"""Taking a published edition down, whatever the reason. The portal stops giving it out at once, and it is not undone.
A cache between the portal and a reader may still give out a page or file for a minute.

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
from reports.distribution.sending import strike_unsent
from reports.editions.models.edition import Edition, EditionState
from reports.editions.notices import tell_keepers, told_before
from reports.editions.stories import older_words, untellable
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers

# How the key of a message about older words begins; the revision with the new ones follows.
OLDER_WORDS = "older-words-"


def take_down(*, edition: Edition, reason: str, by: User, words: str = "") -> Edition:
    """Have every address of a published edition answer that it is gone. For the chair and the coordinator.

    `reason` is for staff alone; `words` are what readers are told, if anything. Where it is the newest of its year, no
    older one takes its place. E-mails with its address that have not left are struck out. Raises `NotAllowed`,
    `WrongState` for one that is not public, `StaleRevision` for one that is down already, and `DomainError` without a
    reason, or where the words for readers tell who somebody is.
    """
    require(by, Permission.WITHDRAW)
    why, told = reason.strip(), words.strip()
    if not why:
        raise DomainError("Enter why you are taking it down. Only staff see this.")
    refuse_for_readers(words_for_readers=told)
    with transaction.atomic():
        stored = Edition.objects.select_for_update(of=("self",)).select_related("year").get(pk=edition.pk)
        if stored.state != EditionState.PUBLISHED:
            raise WrongState(
                f"This edition is “{stored.get_state_display()}”. You can only take down a published edition."
            )
        changes = {
            "taken_down_at": timezone.now(),
            "taken_down_by": by,
            "taken_down_reason": why,
            "taken_down_words": told,
        }
        still_public = Edition.objects.filter(pk=stored.pk, state=EditionState.PUBLISHED, taken_down_at__isnull=True)
        if still_public.update(**changes) != 1:
            raise StaleRevision("This edition has already been taken down.")
        stored.refresh_from_db()
        record(
            verb=AuditVerb.TAKE_REPORT_DOWN, by=by, obj=stored, note=why, data={"sha256": stored.sha256, "words": told}
        )
        strike_unsent(stored, by)
        tell_keepers(
            stored,
            key="taken-down",
            subject=f"Taken down: {stored}",
            body=(
                f"{by} took down {stored}. All its web addresses now say that it has been removed.\n\n{why}\n\nFix the "
                "problem, then build a new edition and get it signed and published. The summary and Easy Read "
                "version will return once they are approved again. Tell everyone who was sent this edition."
            ),
        )
    return stored


def tell_of_older_words() -> int:
    """Tell the keepers of each edition that is read and tells a story in other words than the story itself by now.

    Once for each edition and each newly published wording: who becomes a keeper later reads it on the edition's page.
    Returns how many there are.
    """
    still_public = Edition.objects.published().filter(taken_down_at__isnull=True).select_related("year").defer("frozen")
    public = list(still_public)
    hidden = untellable(public)
    found = older_words(edition for edition in public if edition.pk not in hidden)
    told = told_before(OLDER_WORDS) if found else set()
    for one in found:
        key = f"{OLDER_WORDS}{one.revision}"
        if (key, one.edition.pk) in told:
            continue
        tell_keepers(
            one.edition,
            key=key,
            subject=f"Out-of-date case study: {one.edition}",
            body=(
                f"The case study “{one.title}” was published again with changes. {one.edition} still has the old "
                "version and is still published.\n\nIf the removed content must not be read, take down the edition. "
                "Otherwise, build a new edition when convenient."
            ),
        )
    return len(found)
