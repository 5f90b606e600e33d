"""Where the coordinator makes a release."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView

from indicators.queries import latest_release
from indicators.releases import make_release, preview
from partnership.exceptions import DomainError
from partnership.mixins import GateMixin
from partnership.models import ReportingYear, User
from partnership.permissions import Permission


class ReleaseCreateView(GateMixin, TemplateView):
    """What a release would hold and what is missing; a button makes it."""

    required_permission = Permission.MAKE_RELEASE
    template_name = "indicators/release_create.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list for the year that was chosen, at first the newest."""
        year = self._year(request.GET.get("year", ""))
        return self._answer(year, title=f"Figures for {year}" if year else "")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the release, or say why it cannot be made."""
        year = self._year(request.POST.get("year", ""))
        title = request.POST.get("title", "")
        if year is None:
            return self._answer(None, title=title, refusal="There is no reporting year yet.")
        try:
            release = make_release(year=year, title=title, by=cast(User, request.user))
        except DomainError as error:
            return self._answer(year, title=title, refusal=error.message)
        messages.success(request, f"The release “{release}” is public.")
        return HttpResponseRedirect(release.get_absolute_url())

    def _year(self, slug: str) -> ReportingYear | None:
        years = ReportingYear.objects.order_by("-starts_on")
        return years.filter(slug=slug).first() or years.first()

    def _answer(self, year: ReportingYear | None, **extra: Any) -> HttpResponse:
        ready, missing = preview(year) if year else ([], [])
        context = self.get_context_data(
            year=year,
            years=ReportingYear.objects.order_by("-starts_on"),
            ready=ready,
            missing=missing,
            newest=latest_release(year) if year else None,
            **extra,
        )
        return self.render_to_response(context)
