"""This year beside last year, for the editor: warnings first, and where to say what became of a promise."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.models import ReportingYear
from partnership.permissions import Permission
from reports.contributions.views.closed_year import ClosedYearMixin
from reports.impact.comparison.forms import ClosureForm
from reports.impact.comparison.reader import Comparison, promises_then, public_edition, read_comparison, year_before
from reports.impact.comparison.services import save_closure, start_closure
from reports.impact.models.closure import CommitmentClosure
from review.editing import ReviewableWithdrawMixin
from review.states import ReviewState


class ComparisonView(AccessMixin, TemplateView):
    """What was promised a year ago and what became of it, as the report of this year will say it."""

    template_name = "reports/impact/comparison.html"
    required_permission = Permission.READ_REPORT_DRAFTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        found = read_comparison(year)
        return super().get_context_data(
            **kwargs
            | {
                "year": year,
                "found": found,
                "rows": self.rows(year, found) if found else [],
                "may_close": has_permission(user, Permission.BUILD_REPORT) and not year.is_closed,
            }
        )

    @staticmethod
    def rows(year: ReportingYear, found: Comparison) -> list[dict[str, Any]]:
        """Each promise with its closure, whatever state that is in; warnings first."""
        closures = CommitmentClosure.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN)
        by_key = {closure.promise_key: closure for closure in closures}
        rows = [{"outcome": one, "closure": by_key.get(one.promise.key)} for one in found.outcomes]
        return sorted(rows, key=lambda row: not row["outcome"].is_warning)


class ClosureEditView(ClosedYearMixin):
    """What became of one promise."""

    template_name = "reports/impact/closure_form.html"
    required_permission = Permission.BUILD_REPORT
    form_class = ClosureForm
    item: CommitmentClosure

    def get_item(self) -> CommitmentClosure:
        """The stored closure, or a new one of a promise that last year made."""
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        key = self.kwargs["key"]
        rows = CommitmentClosure.objects.visible_to(self.user).select_related(
            "organisation", "edited_by", *CommitmentClosure.related_for_review
        )
        stored: CommitmentClosure | None = (
            rows.filter(year=year, promise_key=key).exclude(state=ReviewState.WITHDRAWN).first()
        )
        if stored is not None:
            return stored
        last = year_before(year)
        promises = promises_then(last, public_edition(last)) if last else ()
        promise = next((one for one in promises if one.key == key), None)
        if promise is None or self.user.organisation is None:
            raise Http404("The year before has no promise like this.")
        closure = start_closure(promise=promise, year=year)
        closure.organisation = self.user.organisation
        return closure

    def save(self, form: ClosureForm, revision: int) -> CommitmentClosure:
        return save_closure(closure=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """All promises of the year before."""
        return reverse("admin:report-comparison", args=[self.item.year.slug])


class ClosureWithdrawView(ReviewableWithdrawMixin):
    """Take a closure back: the promise is open again."""

    template_name = "reports/impact/closure_withdraw.html"
    required_permission = Permission.BUILD_REPORT

    def get_item(self) -> CommitmentClosure:
        """The closure."""
        rows = CommitmentClosure.objects.visible_to(self.user).select_related("organisation", "year")
        return get_object_or_404(
            rows.exclude(state=ReviewState.WITHDRAWN), year__slug=self.kwargs["year"], promise_key=self.kwargs["key"]
        )

    def get_list_url(self) -> str:
        """All promises of the year before."""
        return reverse("admin:report-comparison", args=[self.kwargs["year"]])
