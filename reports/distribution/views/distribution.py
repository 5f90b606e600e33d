"""Pages on which an edition is given its time, its pre-release access and its recipients."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnership.authorization import has_permission
from partnership.pages import ServiceButtonView
from partnership.permissions import Permission
from reports.distribution.forms import SEND_NOW, PresentationForm, PreviewForm, RecipientForm, first_values
from reports.distribution.models.preview import Preview
from reports.distribution.previews import grant_preview, revoke_preview
from reports.distribution.sending import cancel_email, record_presentation, record_sent, send_by_email
from reports.distribution.tables import (
    PreviewFilters,
    PreviewTable,
    RecipientFilters,
    RecipientTable,
    lines_of,
    previews_of,
)
from reports.editions.models.recipient import Recipient
from reports.editions.recipients import not_sent_yet
from reports.editions.views.common import EditionFormView, EditionMixin
from ui.filters import Rows
from ui.lists import ListPage


class PreviewListView(EditionMixin, ListPage):
    """Who may read the edition early, and when they opened it."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/distribution/preview_list.html"

    table_class = PreviewTable
    filterset_class = PreviewFilters
    list_name = "pre-release-access"

    def get_rows(self) -> Rows:
        return previews_of(self.edition, may_hand_on=has_permission(self.user, Permission.HAND_ON_REPORT))


class PreviewGrantView(EditionFormView):
    """Grant a preview. Its link is shown once, on the page that answers."""

    required_permission = Permission.HAND_ON_REPORT
    form_class = PreviewForm
    heading = "Grant pre-release access"
    words = "The reader gets their own link. It expires on the date you set, or when the edition is published."
    button = "Create link"
    back = "report-previews"

    def perform(self, form: PreviewForm) -> HttpResponse:
        data = form.cleaned_data
        preview, token = grant_preview(
            edition=self.edition,
            reader=data["reader"],
            email=data["email"],
            reason=data["reason"],
            starts_at=form.starts_at(),
            ends_at=form.ends_at(),
            by=self.user,
        )
        link = self.request.build_absolute_uri(reverse("reports:preview", args=[token]))
        self.template_name = "reports/distribution/preview_granted.html"
        return self.render_to_response(self.get_context_data(form=form, preview=preview, link=link))


class PreviewRevokeView(EditionMixin, ServiceButtonView):
    """The button that ends a preview."""

    required_permission = Permission.HAND_ON_REPORT

    def perform(self) -> str:
        previews = Preview.objects.select_related("edition__year")
        found = get_object_or_404(previews, pk=self.kwargs["preview"], edition=self.edition)
        revoke_preview(preview=found, by=self.user)
        return f"Preview for {found.reader} revoked."

    def get_success_url(self) -> str:
        return self.address("report-previews")


class RecipientListView(EditionMixin, ListPage):
    """Who was sent the edition, who is named by law and was not, and before whom it was laid."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/distribution/recipient_list.html"

    table_class = RecipientTable
    filterset_class = RecipientFilters
    list_name = "recipients"

    @cached_property
    def recipients(self) -> list[Recipient]:
        """Everybody to whom the edition was sent, or is being sent."""
        return list(self.edition.recipients.select_related("recorded_by", "letter"))

    def get_rows(self) -> Rows:
        """The same with the day on which each was sent it."""
        return lines_of(self.recipients, may_hand_on=has_permission(self.user, Permission.HAND_ON_REPORT))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            missing=not_sent_yet(self.recipients),
            presentations=self.edition.presentations.select_related("recorded_by"),
            **kwargs,
        )


class RecipientCreateView(EditionFormView):
    """Send the edition by e-mail, or write down that it was sent."""

    required_permission = Permission.HAND_ON_REPORT
    form_class = RecipientForm
    heading = "Send the report, or record that it was sent"
    words = "You can send an edition to each reader once."
    button = "Send or record"

    def get_initial(self) -> dict[str, Any]:
        """The reader that the list's link names, with the address that an earlier report went to."""
        return first_values(self.edition, self.request.GET.get("role", ""))

    def perform(self, form: RecipientForm) -> str:
        data = form.cleaned_data
        to = {"edition": self.edition, "role": data["role"], "name": data["name"], "by": self.user}
        if data["how"] == SEND_NOW:
            recipient = send_by_email(address=data["address"], **to)
            return f"We are sending an email to {recipient}."
        recipient = record_sent(how=data["how"], sent_on=data["sent_on"], **to)
        return f"Recorded: {recipient}."


class RecipientCancelView(EditionMixin, ServiceButtonView):
    """The button that strikes out an e-mail that has not left."""

    required_permission = Permission.HAND_ON_REPORT

    def perform(self) -> str:
        found = get_object_or_404(Recipient, pk=self.kwargs["recipient"], edition=self.edition)
        cancel_email(recipient=found, by=self.user)
        return f"Email to {found} cancelled."

    def get_success_url(self) -> str:
        return self.address("report-recipients")


class PresentationCreateView(EditionFormView):
    """Write down before which meeting the edition was laid."""

    required_permission = Permission.HAND_ON_REPORT
    form_class = PresentationForm
    heading = "Record a presentation"
    words = "The link to the minutes is the evidence. Leave blank if there is none."
    button = "Record"

    def perform(self, form: PresentationForm) -> str:
        presentation = record_presentation(edition=self.edition, by=self.user, **form.cleaned_data)
        return f"Recorded: presented to {presentation.body}."
