"""Where the coordinator announces releases, moves them and calls them off."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property

from indicators.releases.announcements import announce_release, cancel_planned_release, change_planned_date
from indicators.releases.forms import AnnounceForm, CallOffForm, MoveForm
from indicators.releases.models.calendar import PlannedRelease
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from ui.forms import moment_of


class CalendarFormView(ServiceFormView):
    """The base of the forms of the calendar."""

    required_permission = Permission.MAKE_RELEASE
    template_name = "indicators/releases/planned_form.html"
    success_url = reverse_lazy("indicators:release-manage")
    heading = ""
    button = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.heading, button=self.button, **kwargs)


class PlannedMixin(CalendarFormView):
    """A form about a release that was announced."""

    @cached_property
    def planned(self) -> PlannedRelease:
        """The announced release of the address."""
        return get_object_or_404(PlannedRelease.objects.open(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(planned=self.planned, **kwargs)


class PlannedReleaseCreateView(CalendarFormView):
    """Announce a release."""

    heading = "Announce a release"
    button = "Announce release"
    form_class = AnnounceForm

    def perform(self, form: AnnounceForm) -> str:
        data = form.cleaned_data
        when = moment_of(data["day"], data["time"])
        announce_release(title=data["title"], year=data["year"], planned_for=when, by=self.user)
        return "Release announced."


class PlannedReleaseEditView(PlannedMixin):
    """Move an announced release."""

    heading = "Change the date of a release"
    button = "Change date"
    form_class = MoveForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"planned": self.planned}

    def perform(self, form: MoveForm) -> str:
        data = form.cleaned_data
        when = moment_of(data["day"], data["time"])
        change_planned_date(planned=self.planned, planned_for=when, reason=data["reason"], by=self.user)
        return "Date changed. The reason is published next to it."


class PlannedReleaseCancelView(PlannedMixin):
    """Call an announced release off."""

    heading = "Cancel a release"
    button = "Cancel release"
    form_class = CallOffForm

    def perform(self, form: CallOffForm) -> str:
        cancel_planned_release(planned=self.planned, reason=form.cleaned_data["reason"], by=self.user)
        return "Release cancelled. The announcement and the reason stay in the calendar."
