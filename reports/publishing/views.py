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
    heading = "Take this edition down"
    words = (
        "Every address of this edition will answer that it is gone: page, sections, tables and all files. A copy that "
        "was kept on the way may be read for a minute more. This cannot be undone. A new edition has to be built, "
        "signed and published; until then nobody reads an older one in the place of the newest."
    )
    button = "Take it down now"
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
        also = f" Still public of this year: edition {left}. Take it down too where it holds the same." if left else ""
        return self.done(f"{self.edition} was taken down.{also}")


class ScheduleView(EditionFormView):
    """The time at which an edition comes out by itself."""

    required_permission = Permission.PUBLISH_REPORT
    form_class = ScheduleForm
    heading = "Set the time of publication"
    words = (
        "The edition comes out by itself at this time, if every check holds then. If one does not, it stays "
        "unpublished, and you and the coordinators are told why."
    )
    button = "Set this time"
    back = "report-edition"

    def save(self, form: ScheduleForm) -> HttpResponse:
        stored = schedule_edition(edition=self.edition, publish_at=form.publish_at(), by=self.user)
        assert stored.publish_at is not None, "it was just set"
        return self.done(f"It comes out on {date_and_time(stored.publish_at)}.")


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
            messages.success(request, "The time was taken back. The edition waits for the chair.")
        return HttpResponseRedirect(self.address("report-edition"))
