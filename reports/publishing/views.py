"""The form with which a published edition is taken down."""

from typing import Any

from partnership.confirming import ConfirmedMixin
from partnership.pages import ServiceButtonView
from partnership.permissions import Permission
from partnership.wording import date_and_time
from reports.editions.models.edition import Edition
from reports.editions.queries import editions_of
from reports.editions.views.common import EditionFormView, EditionMixin
from reports.publishing.forms import ScheduleForm, TakeDownForm
from reports.publishing.services import schedule_edition, unschedule_edition
from reports.publishing.takedown import take_down
from review.consequences import consequences_of, dark_in_words


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
        return super().get_context_data(others=self.others(), consequences=consequences_of(self.edition), **kwargs)

    def others(self) -> list[Edition]:
        """Newest first."""
        editions = editions_of(self.edition.year)
        return [one for one in editions if one.pk != self.edition.pk and one.taken_down_at is None]

    def perform(self, form: TakeDownForm) -> str:
        data, lost = form.cleaned_data, dark_in_words(consequences_of(self.edition))
        take_down(edition=self.edition, reason=data["reason"], words=data["words"], by=self.user)
        left = ", ".join(str(one.number) for one in self.others())
        also = (
            f"Edition {left} for this year is still published. Take it down too if it has the same problem."
            if left
            else ""
        )
        return " ".join(filter(None, (f"{self.edition} taken down.", lost, also)))


class ScheduleView(ConfirmedMixin, EditionFormView):
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

    def perform(self, form: ScheduleForm) -> str:
        stored = schedule_edition(edition=self.edition, publish_at=form.publish_at(), by=self.user)
        assert stored.publish_at is not None, "it was just set"
        return f"Scheduled to publish on {date_and_time(stored.publish_at)}."


class UnscheduleView(EditionMixin, ServiceButtonView):
    """The button that takes the time back."""

    required_permission = Permission.PUBLISH_REPORT

    def perform(self) -> str:
        unschedule_edition(edition=self.edition, by=self.user)
        return "Schedule cancelled. The chair can now publish the edition or set another time."

    def get_success_url(self) -> str:
        return self.address("report-edition")
