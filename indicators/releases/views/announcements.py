"""Where the coordinator announces releases, moves them and calls them off."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from indicators.releases.announcements import announce_release, cancel_planned_release, change_planned_date
from indicators.releases.forms import AnnounceForm, CallOffForm, MoveForm, moment_of
from indicators.releases.models.calendar import PlannedRelease
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
from ui.forms import GovukForm


class CalendarFormView(AccessMixin, TemplateView, ABC):
    """The base of the forms of the calendar."""

    required_permission = Permission.MAKE_RELEASE
    template_name = "indicators/releases/planned_form.html"
    heading = ""
    button = ""
    done = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(self.make_form(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        assert isinstance(request.user, User)
        if form.is_valid():
            try:
                self.carry_out(form.cleaned_data, request.user)
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, self.done)
                return HttpResponseRedirect(reverse("indicators:release-manage"))
        return self.answer(form)

    @abstractmethod
    def make_form(self, data: Any) -> GovukForm:
        """The form, bound to `data` or fresh."""

    @abstractmethod
    def carry_out(self, data: dict[str, Any], by: User) -> None:
        """Call the service."""

    @property
    def planned(self) -> PlannedRelease:
        """The announced release of the address."""
        return get_object_or_404(PlannedRelease.objects.open(), pk=self.kwargs["pk"])

    def answer(self, form: GovukForm) -> HttpResponse:
        """The page."""
        return self.render_to_response(self.get_context_data(form=form, heading=self.heading, button=self.button))


class PlannedReleaseCreateView(CalendarFormView):
    """Announce a release."""

    heading = "Announce a release"
    button = "Announce release"
    done = "Release announced."

    def make_form(self, data: Any) -> GovukForm:
        """Title, year, day and time."""
        return AnnounceForm(data)

    def carry_out(self, data: dict[str, Any], by: User) -> None:
        """Announce it."""
        when = moment_of(data["day"], data["time"])
        announce_release(title=data["title"], year=data["year"], planned_for=when, by=by)


class PlannedReleaseEditView(CalendarFormView):
    """Move an announced release."""

    heading = "Change the date of a release"
    button = "Change date"
    done = "Date changed. The reason is published next to it."

    def make_form(self, data: Any) -> GovukForm:
        """The new day and time, and the reason."""
        return MoveForm(data, planned=self.planned)

    def carry_out(self, data: dict[str, Any], by: User) -> None:
        """Move it."""
        when = moment_of(data["day"], data["time"])
        change_planned_date(planned=self.planned, planned_for=when, reason=data["reason"], by=by)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(planned=self.planned, **kwargs)


class PlannedReleaseCancelView(CalendarFormView):
    """Call an announced release off."""

    heading = "Cancel a release"
    button = "Cancel release"
    done = "Release cancelled. The announcement and the reason stay in the calendar."

    def make_form(self, data: Any) -> GovukForm:
        """The reason."""
        return CallOffForm(data)

    def carry_out(self, data: dict[str, Any], by: User) -> None:
        """Call it off."""
        cancel_planned_release(planned=self.planned, reason=data["reason"], by=by)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(planned=self.planned, **kwargs)
