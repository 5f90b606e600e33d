"""Signing with an account, and the pages from which signatures are asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView, View

from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin, confirmation_of
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.pages import ServiceFormView, ServiceMixin
from partnership.permissions import Permission
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FileKind
from reports.editions.queries import file_of, is_hidden
from reports.editions.table_links import without_tables
from reports.editions.views.public import content_of, gone
from reports.signing.challenges import challenges_of
from reports.signing.forms import AgreeForm, LinkForm
from reports.signing.links import revoke_link, send_link
from reports.signing.models.signature import SigningPart
from reports.signing.models.signing_link import SigningLink
from reports.signing.progress import signing_progress
from reports.signing.seats import Entitlement, entitlements, reads_reports
from reports.signing.services import ask_to_sign, sign_edition
from reports.signing.statements import statement_for


def edition_of(pk: int) -> Edition:
    """The edition, or 404. The whole of its record is not read."""
    return get_object_or_404(Edition.objects.select_related("year", "requested_by").defer("frozen"), pk=pk)


class SignerMixin(AccessMixin):
    """Open to who holds a seat that signs today, and to who reads drafts of reports."""

    def held(self) -> list[Entitlement]:
        """The seats in which the person may sign today."""
        return entitlements(self.user, timezone.localdate())

    def has_access(self, user: User) -> bool:
        """By seat, or by role."""
        return reads_reports(user)


class SigningDetailView(SignerMixin, ServiceMixin, TemplateView):
    """Who has signed an edition and who has not; the coordinator asks, reminds, and takes links back."""

    template_name = "reports/signing/signing_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = edition_of(self.kwargs["pk"])
        lines = signing_progress(edition)
        return super().get_context_data(
            edition=edition,
            lines=lines,
            challenges=challenges_of(edition.year),
            today=timezone.localdate(),
            may_ask=has_permission(self.user, Permission.BUILD_REPORT),
            may_sign={held.part for held in self.held()} & {line.part for line in lines if line.is_due},
            some_are_due=any(line.is_due for line in lines),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.press(self.take_link_back if "link" in request.POST else self.ask)

    def take_link_back(self) -> str:
        """Call the service."""
        keys = [int(key) for key in self.request.POST.getlist("link") if key.isdecimal()]
        edition = edition_of(self.kwargs["pk"])
        revoke_link(link=get_object_or_404(SigningLink, edition=edition, pk__in=keys), by=self.user)
        return "Link cancelled. It no longer works."

    def ask(self) -> str:
        """Call the service."""
        part = _part(self.request.POST.get("part", ""))
        people = ask_to_sign(edition=edition_of(self.kwargs["pk"]), part=part, by=self.user)
        return f"Request sent to {', '.join(str(person) for person in people)}."


def _part(key: str) -> SigningPart:
    if key not in SigningPart.values:
        raise DomainError("Select one of the four parts.")
    return SigningPart(key)


class SigningLinkCreateView(ServiceFormView):
    """Send a link to somebody without an account."""

    required_permission = Permission.BUILD_REPORT
    template_name = "reports/signing/link_form.html"
    form_class = LinkForm

    def perform(self, form: LinkForm) -> str:
        link = send_link(edition=self.edition, by=self.user, **form.cleaned_data)
        return f"We are sending the link to {link.email}. It can be used once and expires after seven days."

    def get_success_url(self) -> str:
        return reverse("reports:signing-detail", args=[self.kwargs["pk"]])

    @cached_property
    def edition(self) -> Edition:
        """The edition of the address."""
        return edition_of(self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        due = [line.part for line in signing_progress(self.edition) if line.is_due]
        return super().get_form_kwargs() | {"parts": due}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(edition=self.edition, **kwargs)


class SignatureCreateView(ConfirmedMixin, SignerMixin, ServiceFormView):
    """Read an edition, and sign it in the seat that one holds."""

    template_name = "reports/signing/sign.html"
    form_class = AgreeForm

    def perform(self, form: AgreeForm) -> str:
        edition = edition_of(self.kwargs["pk"])
        held = self._due(edition)
        if held is None:
            raise DomainError("There is nothing for you to sign here at the moment.")
        sign_edition(edition=edition, part=held.part, by=self.user, confirmed=confirmation_of(self.request))
        return f"You have signed the {edition}."

    def _due(self, edition: Edition) -> Entitlement | None:
        """The first of the person's seats whose part can sign now."""
        due = {line.part for line in signing_progress(edition) if line.is_due}
        return next((held for held in self.held() if held.part in due), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = edition_of(self.kwargs["pk"])
        held = self._due(edition)
        return super().get_context_data(
            edition=edition,
            held=held,
            statement=statement_for(edition, held.seat) if held else "",
            lines=signing_progress(edition),
            challenges=challenges_of(edition.year),
            today=timezone.localdate(),
            **kwargs,
        )


class SigningReadView(SignerMixin, View):
    """The edition that is to be signed, as a page or as a PDF."""

    kind = FileKind.HTML

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return answer_with_report(request, edition_of(pk), self.kind)


def answer_with_report(request: HttpRequest, edition: Edition, kind: FileKind) -> HttpResponse:
    """An edition for those who are asked to sign it: kept by nobody, found by no search engine; 404 without the file.

    404 also while it is not complete. What was taken down, or tells a story without consent, goes to nobody: 410.
    """
    if is_hidden(edition):
        response = gone(request, edition)
    else:
        file = file_of(edition, kind)
        if file is None:
            raise Http404("This file does not exist, or the edition is not complete.")
        if kind == FileKind.HTML:
            # Safe: rendered by our own template from frozen data, stored under its hash, read back by it.
            document = mark_safe(without_tables(content_of(file).decode(), edition))  # noqa: S308
            response = render(request, "reports/signing/read.html", {"edition": edition, "document": document})
        else:
            response = HttpResponse(content_of(file), content_type=file.content_type)
            response["Content-Disposition"] = f'inline; filename="{file.name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
