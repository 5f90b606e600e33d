"""Where a partner says what difference an action made, and what says so."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.models import Action
from priorities.views.years import PlanYearChooser
from reports.editions.report_year import ReportYearChooser
from reports.impact.inputs import withheld_today
from reports.impact.models.impact import ImpactClaim
from reports.impact.views.writing import claims_of, list_address
from review.editing import ReviewableWithdrawMixin
from review.states import ReviewState


class ImpactListView(ReportYearChooser, PlanYearChooser, TemplateView):
    """The person's own actions in one year, each with its claims, or with the word that there is none."""

    template_name = "reports/impact/impact_list.html"
    required_permission = Permission.REPORT_PROGRESS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.year
        return super().get_context_data(
            year=year,
            other_years=self.other_years,
            actions=self.actions(self.user, year) if year else [],
            **kwargs,
        )

    @staticmethod
    def actions(user: User, year: ReportingYear) -> list[tuple[Action, list[tuple[ImpactClaim, str]]]]:
        """Each action with its claims of the year, withdrawn ones left out; each claim with why it is not told."""
        claims = ImpactClaim.objects.filter(year=year).exclude(state=ReviewState.WITHDRAWN)
        claims = claims.select_related("live_revision").order_by("pk")
        actions = list(
            Action.objects.visible_to(user)
            .for_year(year)
            .select_related("commitment__priority")
            .prefetch_related(Prefetch("impact_claims", claims, to_attr="claims_of_year"))
            .order_by("commitment__priority__number", "commitment__number", "number")
        )
        withheld = withheld_today(year, [claim for action in actions for claim in action.claims_of_year])
        why = {pk: reason.sentence for pk, reason in withheld.items()}
        return [(action, [(claim, why.get(claim.pk, "")) for claim in action.claims_of_year]) for action in actions]


class ImpactWithdrawView(ReviewableWithdrawMixin):
    """Take a claim back."""

    template_name = "reports/impact/impact_withdraw.html"
    required_permission = Permission.REPORT_PROGRESS

    item: ImpactClaim

    def get_item(self) -> ImpactClaim:
        """The claim, if the person may see it."""
        return get_object_or_404(claims_of(self.user), pk=self.kwargs["pk"])

    def get_list_url(self) -> str:
        """Where the person goes on: to their claims, or to their work."""
        if has_permission(self.user, Permission.REPORT_PROGRESS):
            return list_address(self.item)
        return reverse("work")
