"""What somebody is typing, kept word for word until it is saved. It never touches the return itself."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.definitions.families import Family
from indicators.definitions.periods import Period
from indicators.returns.models.draft import AutosavedDraft
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Organisation, User
from partnership.permissions import Permission

# A form of two hundred rows with a reason in each is under a tenth of it.
MAX_DRAFT = 512 * 1024
KEY = "draft_key"


class OtherDraft(DomainError):
    """Another draft of the same person is kept, which this form was not made from."""


def _drafts(family: Family, period: Period, organisation: Organisation, person: User) -> QuerySet[AutosavedDraft]:
    return AutosavedDraft.objects.filter(
        organisation=organisation, family_slug=family.slug, period=period.slug, person=person
    )


def find_draft(*, family: Family, period: Period, organisation: Organisation, person: User) -> AutosavedDraft | None:
    """What this person typed and did not save."""
    return _drafts(family, period, organisation, person).first()


def keep_draft(
    *, family: Family, period: Period, organisation: Organisation, by: User, data: Mapping[str, str]
) -> datetime.datetime:
    """Keep the raw text of a form, unreadable numbers too; gives the time. Nothing is saved by it, so no audit line.

    `data["draft_key"]` names the window in which it is typed. Raises `OtherDraft` where another window's text is kept,
    so that one cannot wipe out what was typed in the other; `DomainError` where there is too much text.
    """
    require(by, Permission.SUBMIT_FIGURES)
    if sum(len(name) + len(text) for name, text in data.items()) > MAX_DRAFT:
        raise DomainError("There is too much text to keep automatically. Save it as a draft.")
    mine = _drafts(family, period, organisation, by)
    now = timezone.now()
    if not mine.filter(data__draft_key=data.get(KEY, "")).update(data=dict(data), saved_at=now):
        try:
            with transaction.atomic():
                AutosavedDraft.objects.create(
                    organisation=organisation,
                    family_slug=family.slug,
                    period=period.slug,
                    person=by,
                    data=dict(data),
                    saved_at=now,
                )
        except IntegrityError as error:
            raise OtherDraft(
                "We did not keep this. You made other changes to this form earlier or in another window. Open the form "
                "again and choose whether to keep the draft."
            ) from error
    return now


def drop_draft(*, family: Family, period: Period, organisation: Organisation, by: User, key: str | None = None) -> None:
    """Throw away what this person typed: they say so, or (with the key of its window) it is saved."""
    mine = _drafts(family, period, organisation, by)
    (mine if key is None else mine.filter(data__draft_key=key)).delete()


def old_drafts(before: datetime.datetime) -> QuerySet[AutosavedDraft]:
    """What nobody has taken up since that moment."""
    return AutosavedDraft.objects.filter(saved_at__lt=before)
