"""`/healthz`, `/readyz` and `/metrics` for machines; a page that says the same to those who run the portal."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from bcssp.health.checks import OK, TITLES, in_words, latest_readiness
from bcssp.health.metrics import CONTENT_TYPE, exposition, may_collect
from bcssp.health.readings import Facts, facts
from bcssp.version import described
from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin, signed_in
from partnership.models import User
from partnership.permissions import Permission
from publication.installation import confirm
from reports.build.stored_files import lost_editions


def runs_the_portal(user: object) -> bool:
    """Whether this person is told how the portal is: operators and the coordinator."""
    return (
        isinstance(user, User)
        and user.is_active
        and (user.is_superuser or has_permission(user, Permission.MANAGE_STRUCTURE))
    )


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; ask nobody else, so that a slow database restarts nothing."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether the portal can do its work: 200, or 503. What does not work is for those who run it."""
    is_ready, answers = latest_readiness()
    # Nobody without a session is looked for in the database, and the answer to them is the same for all.
    is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    told = {"checks": answers} if is_signed_in and runs_the_portal(request.user) else {}
    return JsonResponse({"ready": is_ready, **told}, status=200 if is_ready else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for who brings the token; for everybody else there is nothing here."""
    if not may_collect(request.headers.get("Authorization", "")):
        raise Http404
    _, answers = latest_readiness()
    found: Facts | None
    try:
        found = facts()
    except DatabaseError:
        found = None
    return HttpResponse(exposition(answers, found), content_type=CONTENT_TYPE)


class RealMixin:
    """The button by which a person says that this is the real portal."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            confirm(by=signed_in(request))
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "This is now the real portal. It sends emails, publishes and builds.")
        return HttpResponseRedirect(reverse("portal-health"))


class HealthView(ConfirmedMixin, AccessMixin, RealMixin, TemplateView):
    """How clock, queue, mail and files are."""

    template_name = "bcssp/health.html"

    def has_access(self, user: User) -> bool:
        return runs_the_portal(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_ready, answers = latest_readiness()
        found = facts()
        lines = [
            (TITLES.get(name, name), answer == OK, _words(name, answer, found)) for name, answer in answers.items()
        ]
        lost = lost_editions({*found.lost, *found.missing})
        return super().get_context_data(
            is_ready=is_ready, lines=lines, facts=found, lost=lost, version=described(), **kwargs
        )


def _words(name: str, answer: str, found: Facts) -> str:
    """What is said of a part: what is wrong with it, or how it is."""
    if answer != OK:
        return answer
    if name == "clock" and found.clock_age is not None:
        return f"Last ran {in_words(found.clock_age)} ago"
    if name == "messages" and found.messages:
        return f"{found.messages} to send"
    if name in ("reports", "releases", "messages"):
        return "None waiting"
    if name == "files" and found.files_checked_age is not None:
        return f"All checked {in_words(found.files_checked_age)} ago"
    said = {"installation": "This is the real portal", "storage": "Files can be written", "files": "None missing"}
    return said.get(name, "Responding")
