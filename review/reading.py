"""Who read and downloaded what is sensitive: lines of the audit trail, for work that is not public.

Noted are: work of another organisation and case studies (`is_sensitive`), pages that name people or show figures that
are kept back (`NotedMixin`), and each file that only people who are signed in get (`note_downloads`). What anybody
can read is never noted, and costs no query.
"""

from abc import ABCMeta, abstractmethod
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a middleware)
from django.http.response import HttpResponseBase  # noqa: TID251 (a view mixin)
from django.utils import timezone

from partnership.authorization import belongs_to
from partnership.mixins import signed_in
from partnership.models import User
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Event, Reviewable

# Verbs that change nothing: a thing's history does without them.
READING = (AuditVerb.READ, AuditVerb.DOWNLOAD)


def is_sensitive(item: Reviewable, user: User) -> bool:
    """Whether it is noted that this person reads the thing: another organisation's work, or a story not their own."""
    if item.is_about_people:
        return user.pk not in {item.created_by_id, item.edited_by_id}
    return not belongs_to(user, item.organisation_id)


def note_reading(*, by: User, what: models.Model | str) -> None:
    """Add the line that the person reads it: once a day for each thing, or revision. A text names a page of many."""
    obj, note = (None, what) if isinstance(what, str) else (what, "")
    revision = None
    if isinstance(obj, Reviewable):
        if not is_sensitive(obj, by):
            return
        revision = obj.revision
    before = Event.objects.filter(
        actor=by,
        verb=AuditVerb.READ,
        at__gte=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
        content_type=ContentType.objects.get_for_model(obj) if obj is not None else None,
        object_id=obj.pk if obj is not None else None,
        revision=revision,
        note=note,
    )
    if not before.exists():
        record(verb=AuditVerb.READ, by=by, obj=obj, note=note, revision=revision)


class NotedMixin(metaclass=ABCMeta):
    """Before `AccessMixin`: a page of which it is noted who reads it. Files of it are noted as downloads."""

    request: HttpRequest

    @abstractmethod
    def what_is_read(self) -> models.Model | str | None:
        """The thing on the page, or a page of many in words; None where it is not noted this time."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if request.method == "GET" and response.status_code == 200 and not response.has_header("Content-Disposition"):
            what = self.what_is_read()
            if what is not None:
                note_reading(by=signed_in(request), what=what)
        return response


def note_downloads(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note each file that is not public and goes to somebody who is signed in, by its name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that asked nobody who they are is public, or opened by a key: reading the session would change it.
        is_known = request.method == "GET" and _is_private_file(response) and request.session.accessed
        if is_known and isinstance(request.user, User):
            record(verb=AuditVerb.DOWNLOAD, by=request.user, note=_name_of(response))
        return response

    return middleware


def _is_private_file(response: HttpResponse) -> bool:
    """Whether it is a file that caches must not keep; dates for a calendar are no secret."""
    kept_out = {"private", "no-store"} & {part.strip() for part in response.get("Cache-Control", "").split(",")}
    is_file = response.has_header("Content-Disposition") and response.status_code == 200
    return is_file and bool(kept_out) and not response.get("Content-Type", "").startswith("text/calendar")


def _name_of(response: HttpResponse) -> str:
    """The name of the file, whichever of the two ways it is written (RFC 6266)."""
    _, _, name = response["Content-Disposition"].partition("filename")
    plain = unquote(name.removeprefix("*=utf-8''")) if name.startswith("*") else name.removeprefix("=").strip('" ')
    return plain[:200] or "a file"
