"""The form with which a published edition is taken down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import View

from partnership.exceptions import DomainError
from partnership.permissions import Permission
from partnership.wording import date_and_time
from reports.editions.models.edition import Edition
from reports.editions.queries import editions_of
from reports.editions.views.common import EditionFormView, EditionMixin
from reports.publishing.forms import ScheduleForm, TakeDownForm
from reports.publishing.services import schedule_edition, unschedule_edition
from reports.publishing.takedown import take_down


class TakeDownView(EditionFormView):
    """Take it down. Says which other editions of the year are still public, for they may hold the same."""

    required_permission = Permission.WITHDRAW
    template_name = "reports/publishing/take_down.html"
    form_class = TakeDownForm
    heading = "Take down this edition"
    words = (
        "All web addresses of this edition will say that it has been removed: page, sections, tables and files. "
        "Saved copies may remain readable for up to a minute. You cannot undo this. No one will see an older "
        "edition instead: you have to build, sign and publish a new one."
    )
    button = "Take down now"
    back = "report-edition"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(others=self.others(), **kwargs)

    def others(self) -> list[Edition]:
        """Newest first."""
        editions = editions_of(self.edition.year)
        return [one for one in editions if one.pk != self.edition.pk and one.taken_down_at is None]

    def save(self, form: TakeDownForm) -> HttpResponse:
        data = form.cleaned_data
        take_down(edition=self.edition, reason=data["reason"], words=data["words"], by=self.user)
        left = ", ".join(str(one.number) for one in self.others())
        also = (
            f" Edition {left} for this year is still published. Take it down too if it has the same problem."
            if left
            else ""
        )
        return self.done(f"{self.edition} taken down.{also}")


class ScheduleView(EditionFormView):
    """The time at which an edition comes out by itself."""

    required_permission = Permission.PUBLISH_REPORT
    form_class = ScheduleForm
    heading = "Schedule publication"
    words = (
        "The edition will be published automatically at this time if every check passes. If one fails, it stays "
        "unpublished, and we'll tell you and the coordinators why."
    )
    button = "Schedule"
    back = "report-edition"

    def save(self, form: ScheduleForm) -> HttpResponse:
        stored = schedule_edition(edition=self.edition, publish_at=form.publish_at(), by=self.user)
        assert stored.publish_at is not None, "it was just set"
        return self.done(f"Scheduled to publish on {date_and_time(stored.publish_at)}.")


class UnscheduleView(EditionMixin, View):
    """The button that takes the time back."""

    required_permission = Permission.PUBLISH_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            unschedule_edition(edition=self.edition, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Schedule cancelled. The chair can now publish the edition or set another time.")
        return HttpResponseRedirect(self.address("report-edition"))
