"""The board pack as a page and as a PDF, and the targets behind its colours."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from indicators.definitions.families import Family, families
from partnership.authorization import has_permission
from partnership.pages import ServiceButtonView, ServiceFormView, YearChooser
from partnership.permissions import Permission
from reports.board_pack.forms import TargetForm
from reports.board_pack.models import Target
from reports.board_pack.pack import Pack, as_report, read_pack
from reports.board_pack.services import end_target, named, row_label, set_target
from reports.content.freeze import freeze
from reports.document.render.pdf import render_pdf


class _PackOfYear(YearChooser):
    """The pack of the year that is asked for. Open to who reads all work."""

    required_permission = Permission.SEE_ALL_WORK

    @cached_property
    def pack(self) -> Pack | None:
        """None where there are no years."""
        return read_pack(self.year, reader=self.user) if self.year else None


class BoardPackView(_PackOfYear, TemplateView):
    """For a meeting: each set's latest values, what they are compared with, what may be said; and what is open."""

    template_name = "reports/board_pack/board_pack.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = Target.objects.exclude(ended_at=None).select_related("set_by", "ended_by").order_by("-ended_at")[:20]
        return super().get_context_data(
            years=self.years,
            year=self.year,
            pack=self.pack,
            may_set=has_permission(self.user, Permission.SET_TARGET),
            ended=named(ended),
            **kwargs,
        )


class BoardPackPdfView(_PackOfYear, TemplateView):
    """The same as a PDF, made when it is asked for: it holds what is approved at that moment."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.pack is None or self.year is None:
            raise Http404("There is no reporting year yet.")
        if request.method == "HEAD":
            # Who asks only whether it is there has nothing typeset for them.
            return HttpResponse(content_type="application/pdf")
        response = HttpResponse(
            render_pdf(freeze(as_report(self.pack)), mark=self.pack.mark), content_type="application/pdf"
        )
        response["Content-Disposition"] = f'inline; filename="board-pack-{self.year.slug}.pdf"'
        return response


class TargetSetView(ServiceFormView):
    """Set the target of one row."""

    required_permission = Permission.SET_TARGET
    template_name = "reports/board_pack/target_set.html"
    form_class = TargetForm

    @cached_property
    def family(self) -> Family:
        """The set of the address."""
        found = next((family for family in families() if family.slug == self.kwargs["family"]), None)
        if found is None or row_label(found.slug, self.kwargs["row"]) is None:
            raise Http404("This row does not exist.")
        return found

    @cached_property
    def now(self) -> Target | None:
        """The target in force."""
        return Target.objects.in_force().filter(family_slug=self.family.slug, row_key=self.kwargs["row"]).first()

    def get_initial(self) -> dict[str, Any]:
        now = self.now
        return {"aim": now.aim, "value": now.value, "amber": now.amber, "reason": now.reason} if now else {}

    def perform(self, form: TargetForm) -> str:
        data = form.cleaned_data
        set_target(
            family=self.family,
            row_key=self.kwargs["row"],
            aim=data["aim"],
            value=data["value"],
            amber=form.limit(),
            reason=data["reason"],
            by=self.user,
        )
        return "Target set."

    def get_success_url(self) -> str:
        return f"{reverse('reports:board-pack')}#{self.family.slug}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            family=self.family, label=row_label(self.family.slug, self.kwargs["row"]), now=self.now, **kwargs
        )


class TargetEndView(ServiceButtonView):
    """End a target."""

    required_permission = Permission.SET_TARGET

    def perform(self) -> str:
        target = get_object_or_404(Target, pk=self.kwargs["pk"])
        self.success_url = f"{reverse('reports:board-pack')}#{target.family_slug}"
        end_target(target=target, by=self.user)
        return "Target ended. We have kept a record of it."
