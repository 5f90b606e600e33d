"""Where a partner says what difference an action made, and what says so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from partnership.authorization import belongs_to, has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.models import Action
from priorities.views.years import PlanYearChooser
from reports.impact.choices import choices_of
from reports.impact.forms import ImpactClaimForm
from reports.impact.models.impact import ImpactClaim
from reports.impact.reader import withheld_today
from reports.impact.services import save_claim, start_claim
from review.editing import CreateOnceMixin, ReviewableWithdrawMixin
from review.states import ReviewState


def _claims(user: User) -> QuerySet[ImpactClaim]:
    """The claims that the person may see, with what their pages name."""
    found: QuerySet[ImpactClaim] = ImpactClaim.objects.visible_to(user).select_related(
        "organisation", "edited_by", *ImpactClaim.related_for_review
    )
    return found


class ImpactListView(PlanYearChooser, TemplateView):
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


class ImpactEditView(CreateOnceMixin):
    """The form of one claim."""

    template_name = "reports/impact/impact_form.html"
    required_permission = Permission.REPORT_PROGRESS
    form_class = ImpactClaimForm
    item: ImpactClaim

    def get_item(self) -> ImpactClaim:
        """The claim, if the person may see it."""
        return get_object_or_404(_claims(self.user), pk=self.kwargs["pk"])

    def make_form(self, item: Any, data: QueryDict | None) -> ImpactClaimForm:
        """The form with what can be chosen today; beside what somebody else saved, with the pieces that were sent."""
        sent = self.request.POST if data is None and self.request.method == "POST" else None
        return ImpactClaimForm(data, instance=item, choices=choices_of(item.year), sent=sent)

    def save(self, form: ImpactClaimForm, revision: int) -> ImpactClaim:
        return save_claim(claim=form.instance, pieces=form.pieces(), by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """The person's actions and claims in the same year."""
        return f"{reverse('reports:impact-list')}?year={self.item.year.slug}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key goes with the form of a new claim; grade, and why it is not told, stand beside a stored one."""
        notes = self.item.notes_for_review() if self.item.pk else []
        notes += [why.sentence for why in withheld_today(self.item.year, [self.item]).values()]
        return super().get_context_data(notes=notes, **kwargs)


class ImpactCreateView(ImpactEditView):
    """A new claim about an action of the person's own organisation."""

    def get_item(self) -> ImpactClaim:
        """A new claim with the key that its form carries; the stored one where that form was sent before."""
        stored: ImpactClaim | None = self.sent_before(_claims(self.user))
        if stored is not None:
            return stored
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        actions = Action.objects.visible_to(self.user).for_year(year).select_related("owner", "commitment__priority")
        action = get_object_or_404(actions, slug=self.kwargs["action"])
        if not belongs_to(self.user, action.owner_id):
            raise PermissionDenied("This action belongs to another organisation, which reports on its impact.")
        return start_claim(action=action, year=year, key=self.sent_key)


class ImpactWithdrawView(ReviewableWithdrawMixin):
    """Take a claim back."""

    template_name = "reports/impact/impact_withdraw.html"
    required_permission = Permission.REPORT_PROGRESS

    def get_item(self) -> ImpactClaim:
        """The claim, if the person may see it."""
        return get_object_or_404(_claims(self.user), pk=self.kwargs["pk"])

    def get_list_url(self) -> str:
        """Where the person goes on: to their claims, or to their work."""
        if has_permission(self.user, Permission.REPORT_PROGRESS):
            return f"{reverse('reports:impact-list')}?year={self.item.year.slug}"  # type: ignore[attr-defined]
        return reverse("work")
