"""Where the coordinator makes releases: the checklist, the order, how far it is, the preview, the publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView

from indicators.releases.checklist.run import CHECKS, errors, warnings
from indicators.releases.forms import CallOffForm, ReleaseOrderForm
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.order import ReleaseOrder
from indicators.releases.models.release import Release
from indicators.releases.queries import latest_release
from indicators.releases.services import (
    LATER,
    ReleaseRequest,
    cancel_embargoed_release,
    order_release,
    preview,
    publish_release,
)
from indicators.returns.models.submission import Submission
from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin, first_to_confirm
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from review.reading import NotedMixin

MOST_ORDERS = 20


class StaffView(AccessMixin):
    """Open to those who make releases and to those who see all work; what may be done hangs on the person."""

    required_permission = Permission.SEE_ALL_WORK

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_make=has_permission(self.user, Permission.MAKE_RELEASE), **kwargs)


class ReleaseManageView(StaffView, TemplateView):
    """What is being built, what waits for its time, what is announced, and the returns that releases rest on."""

    template_name = "indicators/releases/release_manage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        returns = (
            Submission.objects.live()
            .filter(year__closed_at__isnull=True)
            .select_related("year", "organisation")
            .order_by("-ends_on", "family_slug", "pk")
        )
        return super().get_context_data(
            orders=ReleaseOrder.objects.select_related("year", "ordered_by", "release")[:MOST_ORDERS],
            pending=Release.objects.pending().select_related("year"),
            planned=PlannedRelease.objects.open().select_related("year").prefetch_related("changes"),
            returns=returns,
            years=ReportingYear.objects.filter(closed_at__isnull=True).order_by("-starts_on"),
            may_withdraw=has_permission(self.user, Permission.WITHDRAW),
            **kwargs,
        )


class ReleaseCreateView(AccessMixin, TemplateView):
    """The checklist of a year, and the form that orders its release."""

    required_permission = Permission.MAKE_RELEASE
    template_name = "indicators/releases/release_create.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self._year(request.GET.get("year", ""))
        kept = self.pop_saved_form()
        form = None
        if year is not None:
            form = ReleaseOrderForm(kept, initial={"title": f"Figures for {year}"}, year=year)
        return self._answer(year, form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self._year(request.POST.get("year", ""))
        if year is None:
            return self._answer(None, None)
        form = ReleaseOrderForm(request.POST, year=year)
        if not form.is_valid() or "check" in request.POST:
            return self._answer(year, form)
        # What is ordered is public as soon as it is built, or on its day.
        if first := first_to_confirm(request):
            return first
        wanted = self._wanted(year, form)
        try:
            order, is_queued = order_release(
                year=year,
                title=wanted.title,
                note=wanted.note,
                publish_at=wanted.publish_at,
                planned=wanted.planned,
                accepted=request.POST.getlist("accepted"),
                by=self.user,
            )
        except DomainError as error:
            form.add_error(None, error.message)
            return self._answer(year, form)
        if is_queued:
            messages.success(request, f"The release “{order}” is being built.")
        else:
            messages.warning(request, LATER)
        return HttpResponseRedirect(reverse("indicators:release-order", args=[order.pk]))

    def _year(self, slug: str) -> ReportingYear | None:
        years = list(ReportingYear.objects.order_by("-starts_on"))
        # Among the years that were read, since a database refuses some texts instead of finding nothing.
        return next((one for one in years if one.slug == slug), next(iter(years), None))

    @staticmethod
    def _wanted(year: ReportingYear, form: ReleaseOrderForm) -> ReleaseRequest:
        if not form.is_bound:
            return ReleaseRequest(year, form.initial["title"])
        # Of a form with mistakes, what is right in it is looked at.
        data = getattr(form, "cleaned_data", {})
        return ReleaseRequest(year, data.get("title", ""), data.get("note", ""), form.publish_at(), data.get("planned"))

    def _answer(self, year: ReportingYear | None, form: ReleaseOrderForm | None) -> HttpResponse:
        context: dict[str, Any] = {
            "year": year,
            "years": ReportingYear.objects.order_by("-starts_on"),
            "form": form,
            "form_action": reverse("indicators:release-create"),
        }
        if year is not None and form is not None:
            # Asking whether the form is right reads it, and fills `cleaned_data`.
            form.is_valid()
            found = self._wanted(year, form).findings()
            ready, missing = preview(year)
            context |= {
                "ready": ready,
                "missing": missing,
                "errors": errors(found),
                "warnings": warnings(found),
                "accepted": self.request.POST.getlist("accepted"),
                "number_of_checks": len(CHECKS),
                "newest": latest_release(year),
            }
        return self.render_to_response(self.get_context_data(**context))


def _order(pk: int) -> ReleaseOrder:
    return get_object_or_404(ReleaseOrder.objects.select_related("year", "ordered_by", "release"), pk=pk)


class ReleaseOrderView(StaffView, TemplateView):
    """How far an order is, and what became of it."""

    template_name = "indicators/releases/release_order.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(order=_order(self.kwargs["pk"]), **kwargs)


class ReleaseOrderProgressView(StaffView, TemplateView):
    """How far an order is, for the page that asks again and again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        order = _order(kwargs["pk"])
        answer = {
            "state": order.state,
            "done": order.done,
            "total": order.total or 1,
            "label": order.get_state_display().lower(),
            "seconds_left": None,
            "ended": not order.is_under_way,
        }
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


class ReleasePreviewView(NotedMixin, StaffView, TemplateView):
    """A release as the public will read it, for staff alone."""

    template_name = "indicators/releases/release_preview.html"
    release: Release

    def what_is_read(self) -> Release | None:
        """The release, until everybody reads it."""
        return None if self.release.is_public else self.release

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = ("year", "published_by", "cancelled_by")
        self.release = release = get_object_or_404(Release.objects.select_related(*people), slug=self.kwargs["slug"])
        return super().get_context_data(
            release=release,
            tables=list(release.tables.order_by("position")),
            certificate=DisclosureCertificate.objects.filter(release=release).exists(),
            call_off_form=CallOffForm(),
            **kwargs,
        )


class ReleasePublishView(ConfirmedMixin, ServiceButtonView):
    """Publish a release whose time has come."""

    required_permission = Permission.MAKE_RELEASE

    def perform(self) -> str:
        self.success_url = reverse("indicators:release-preview", args=[self.kwargs["slug"]])
        release = get_object_or_404(Release, slug=self.kwargs["slug"])
        publish_release(release=release, by=self.user)
        self.success_url = release.get_absolute_url()
        return f"The release “{release}” has been published."


class ReleaseCancelView(ServiceFormView):
    """Call a release off before it is public."""

    required_permission = Permission.MAKE_RELEASE
    template_name = "indicators/releases/call_off.html"
    form_class = CallOffForm
    success_url = reverse_lazy("indicators:release-manage")

    def perform(self, form: CallOffForm) -> str:
        release = self._release()
        cancel_embargoed_release(release=release, reason=form.cleaned_data["reason"], by=self.user)
        return f"The release “{release}” has been cancelled."

    def _release(self) -> Release:
        return get_object_or_404(Release, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            thing=self._release(),
            consequence="It stays on record and will never be published. Request a new release when you are ready.",
            **kwargs,
        )
