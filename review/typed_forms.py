"""Keeps what somebody types in a form in steps until they save it, word for word. The thing itself stays as it is."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import QueryDict  # noqa: TID251 (the form as a browser sends it)
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import User
from review.models.typed_form import TypedForm

MOST = 512 * 1024
# The hidden field that names the window in which a form is open.
WINDOW = "window"
# What a browser sends beside the answers.
_NOT_TYPED = ("csrfmiddlewaretoken", "form_owner")


class OtherWindow(DomainError):
    """The same person types in the same form in another window."""


def typed_form(*, by: User, address: str) -> TypedForm | None:
    """What this person typed at this address and did not save."""
    return TypedForm.objects.filter(person=by, address=address).first()


def keep_typed(*, by: User, address: str, data: QueryDict) -> datetime.datetime:
    """Keep the raw fields of a form; gives the time. Nothing is saved by it, so the audit trail has no line.

    Raises `OtherWindow` where another window's text is kept, so that one cannot wipe out what was typed in the other;
    `DomainError` where there is too much text.
    """
    fields = data.copy()
    for name in _NOT_TYPED:
        fields.pop(name, None)
    window, text, now = fields.get(WINDOW, "")[:40], fields.urlencode(), timezone.now()
    if len(text) > MOST:
        raise DomainError("There is too much text to keep automatically. Save it now.")
    mine = TypedForm.objects.filter(person=by, address=address)
    if not mine.filter(window=window).update(data=text, typed_at=now):
        try:
            with transaction.atomic():
                TypedForm.objects.create(person=by, address=address, window=window, data=text, typed_at=now)
        except IntegrityError as error:
            raise OtherWindow(
                "We did not keep this. You made other changes to this form earlier or in another window. Open the "
                "form again and choose whether to keep them."
            ) from error
    return now


def drop_typed(*, by: User, address: str, window: str | None = None) -> None:
    """Throw away what this person typed: they say so, or (with its window) it is saved."""
    mine = TypedForm.objects.filter(person=by, address=address)
    (mine if window is None else mine.filter(window=window)).delete()


def old_typed(before: datetime.datetime) -> QuerySet[TypedForm]:
    """What nobody has taken up since that moment."""
    return TypedForm.objects.filter(typed_at__lt=before)
