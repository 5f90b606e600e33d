"""The pages that belong to no room: home, statements, a person's work, errors."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView, View

from bcssp.away import answer_error
from bcssp.queries import home_page, work_of
from bcssp.retention.services import periods
from learning.media.products import pictures_for_preview
from partnership.hourly import TooOften, count_use
from partnership.mixins import AccessMixin
from ui.forms import LONGEST_TEXT
from ui.prose.html import render as prose
from ui.prose.reader import NO_PICTURES
from ui.typed_text import typed

# Previews in an hour, of one account: one for each pause in typing.
MOST_PREVIEWS = 3000


class HomeView(TemplateView):
    """Where each of the three readers goes from here."""

    template_name = "bcssp/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **home_page())


class AccessibilityView(TemplateView):
    """The accessibility statement."""

    template_name = "bcssp/accessibility.html"


class PrivacyView(TemplateView):
    """What is stored, why and for how long."""

    template_name = "bcssp/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deleted = [(kind.label, days) for kind, days in periods().items()]
        return super().get_context_data(deleted=deleted, **kwargs)


class WorkView(AccessMixin, TemplateView):
    """A partner's or editor's page: what is due, what came back, what was approved."""

    template_name = "bcssp/work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **work_of(self.user, self.request.GET.get("all", "")))


class ProsePreviewView(AccessMixin, View):
    """What somebody is typing, as readers will see it: drawn by the same reader, cleaned in the same way. Not kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A piece of HTML. 429 where the account asked too often in this hour."""
        try:
            count_use(by=self.user, what="preview", most=MOST_PREVIEWS)
        except TooOften as error:
            return HttpResponse(error.message, status=429)
        pictures = pictures_for_preview(self.user, request.POST["of"]) if "of" in request.POST else NO_PICTURES
        return HttpResponse(prose(typed(request.POST.get("text", "")[:LONGEST_TEXT], lines=True), pictures=pictures))


@cache_control(max_age=3600, public=True)
def theme(request: HttpRequest) -> HttpResponse:
    """The partnership's colours as custom properties: the content policy allows no style in pages."""
    colours = settings.PARTNERSHIP.colours
    css = f":root {{ --brand: {colours.brand}; --accent: {colours.accent}; }}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here by habit."""
    return HttpResponsePermanentRedirect(static("ui/favicon.svg"))


@cache_control(max_age=3600, public=True)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole, in the form of RFC 9116."""
    site, email = settings.SITE_URL.rstrip("/"), settings.PARTNERSHIP.email
    until = (timezone.now() + datetime.timedelta(days=180)).replace(microsecond=0)
    lines = [
        f"Contact: {f'mailto:{email}' if email else f'{site}/privacy/'}",
        f"Expires: {until.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {site}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason where one was given for people."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, made without database and session; 503 where the database is away."""
    return answer_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without its token: say what to do instead of showing a bare error."""
    return render(request, "403_csrf.html", status=403)
