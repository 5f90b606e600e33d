"""Pages on which an edition is given its time, its early readers and its recipients."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import GateMixin
from partnership.models import User
from partnership.permissions import Permission
from reports.handing_forms import (
    SEND_NOW,
    PresentationForm,
    PreviewForm,
    RecipientForm,
    ScheduleForm,
    first_values,
)
from reports.models import Edition, Preview, Recipient
from reports.previews import grant_preview, revoke_preview
from reports.publishing import moment, schedule_edition, unschedule_edition
from reports.recipient_tables import RecipientFilters, RecipientTable, lines_of
from reports.recipients import not_sent_yet
from reports.sending import record_presentation, record_sent, send_by_email, take_back_email
from ui.filters import Rows
from ui.forms import GovukForm
from ui.lists import ListPage


class EditionMixin(GateMixin):
    """A page about one edition; the gate has let in nobody but account holders."""

    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who works here."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @cached_property
    def edition(self) -> Edition:
        """The edition of the address."""
        editions = Edition.objects.select_related("year", "scheduled_by", "published_by").defer("frozen")
        return get_object_or_404(editions, pk=self.kwargs["pk"])

    def address(self, page: str) -> str:
        """Another page about the same edition."""
        return reverse(f"admin:{page}", args=[self.edition.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The edition, and whether the person may hand it on."""
        may_hand_on = has_permission(self.user, Permission.HAND_ON_REPORT)
        return super().get_context_data(edition=self.edition, may_hand_on=may_hand_on, **kwargs)


class EditionFormView(EditionMixin, TemplateView, ABC):
    """A form about an edition. What was typed is shown again with what is wrong."""

    template_name = "reports/edition_form.html"
    form_class: type[GovukForm]
    heading = ""
    words = ""
    button = ""
    back = "report-recipients"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, with what an expired session had kept."""
        return self._show(self.form_class(self.kept_data(), initial=self.first()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say what is wrong."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            return self.save(form)
        except DomainError as error:
            form.add_error(None, error.message)
            return self._show(form)

    def first(self) -> dict[str, Any]:
        """What the fields begin with."""
        return {}

    @abstractmethod
    def save(self, form: Any) -> HttpResponse:
        """Call the service and answer."""

    def done(self, words: str) -> HttpResponse:
        """Back to the list, which says what was done."""
        messages.success(self.request, words)
        return HttpResponseRedirect(self.address(self.back))

    def _show(self, form: GovukForm) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            heading=self.heading,
            words=self.words,
            button=self.button,
            back=self.address(self.back),
        )
        return self.render_to_response(context)


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
        """Set it."""
        stored = schedule_edition(edition=self.edition, publish_at=form.publish_at(), by=self.user)
        assert stored.publish_at is not None, "it was just set"
        return self.done(f"It comes out on {moment(stored.publish_at)}.")


class UnscheduleView(EditionMixin, View):
    """The button that takes the time back."""

    required_permission = Permission.PUBLISH_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it back."""
        try:
            unschedule_edition(edition=self.edition, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "The time was taken back. The edition waits for the chair.")
        return HttpResponseRedirect(self.address("report-edition"))


class PreviewListView(EditionMixin, TemplateView):
    """Who may read the edition early, and when they opened it."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/preview_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Previews with their openings, in a fixed number of queries."""
        previews = self.edition.previews.select_related("granted_by", "revoked_by").prefetch_related("openings")
        return super().get_context_data(previews=previews, **kwargs)


class PreviewGrantView(EditionFormView):
    """Grant a preview. Its link is shown once, on the page that answers."""

    required_permission = Permission.HAND_ON_REPORT
    form_class = PreviewForm
    heading = "Let somebody read it early"
    words = "The reader gets a link of their own. It ends on the day that you set, or when the edition is public."
    button = "Make the link"
    back = "report-previews"

    def save(self, form: PreviewForm) -> HttpResponse:
        """Grant it, and show the link."""
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
        self.template_name = "reports/preview_granted.html"
        return self.render_to_response(self.get_context_data(preview=preview, link=link))


class PreviewRevokeView(EditionMixin, View):
    """The button that ends a preview."""

    required_permission = Permission.HAND_ON_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, preview: int) -> HttpResponse:
        """Revoke it."""
        found = get_object_or_404(Preview.objects.select_related("edition__year"), pk=preview, edition=self.edition)
        try:
            revoke_preview(preview=found, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"The preview of {found.reader} has ended.")
        return HttpResponseRedirect(self.address("report-previews"))


class RecipientListView(EditionMixin, ListPage):
    """Who was sent the edition, who is named by law and was not, and before whom it was laid."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/recipient_list.html"
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
        """Everything in a fixed number of queries."""
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
    words = "Everybody is sent an edition once."
    button = "Send or record"

    def first(self) -> dict[str, Any]:
        """The reader that the list's link names, with the address that an earlier report went to."""
        return first_values(self.edition, self.request.GET.get("role", ""))

    def save(self, form: RecipientForm) -> HttpResponse:
        """Send it, or write it down."""
        data = form.cleaned_data
        to = {"edition": self.edition, "role": data["role"], "name": data["name"], "by": self.user}
        if data["how"] == SEND_NOW:
            recipient = send_by_email(address=data["address"], **to)
            return self.done(f"An e-mail to {recipient} is on its way.")
        recipient = record_sent(how=data["how"], sent_on=data["sent_on"], **to)
        return self.done(f"It is recorded: {recipient}.")


class RecipientTakeBackView(EditionMixin, View):
    """The button that strikes out an e-mail that has not left."""

    required_permission = Permission.HAND_ON_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, recipient: int) -> HttpResponse:
        """Take it back."""
        found = get_object_or_404(Recipient, pk=recipient, edition=self.edition)
        try:
            take_back_email(recipient=found, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"The e-mail to {found} was taken back.")
        return HttpResponseRedirect(self.address("report-recipients"))


class PresentationCreateView(EditionFormView):
    """Write down before which meeting the edition was laid."""

    required_permission = Permission.HAND_ON_REPORT
    form_class = PresentationForm
    heading = "Record that it was presented"
    words = "The link to the minute is the proof. Leave it empty where there is none."
    button = "Record"

    def save(self, form: PresentationForm) -> HttpResponse:
        """Write it down."""
        presentation = record_presentation(edition=self.edition, by=self.user, **form.cleaned_data)
        return self.done(f"It is recorded: presented to {presentation.body}.")
