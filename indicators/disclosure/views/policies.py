"""Where two people decide how small counts are protected: what holds, what is proposed, and what was before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from indicators.definitions.families import families
from indicators.disclosure.compare import changes, warnings
from indicators.disclosure.forms import EVERY_LABEL, PolicyForm, RefuseForm
from indicators.disclosure.models import DisclosurePolicy
from indicators.disclosure.policies import decided, in_force_together, own_policy, propose_policy
from indicators.disclosure.tables import DecisionFilters, DecisionTable
from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.policies import conflict_of
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from ui.filters import Rows
from ui.lists import ListPage

LIST = "indicators:policy-list"


class PolicyListView(AccessMixin, ListPage):
    """What holds for each family, the proposals that wait, and everything that was decided."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/disclosure/policy_list.html"

    table_class = DecisionTable
    filterset_class = DecisionFilters
    list_name = "disclosure-policies"

    def get_rows(self) -> Rows:
        return Rows(decided())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            in_force=in_force_together(),
            proposals=DisclosurePolicy.objects.waiting().select_related("created_by"),
            may_set=has_permission(self.user, Permission.SET_DISCLOSURE),
            **kwargs,
        )


class PolicyProposeView(ConfirmedMixin, ServiceFormView):
    """Propose another policy."""

    required_permission = Permission.SET_DISCLOSURE
    template_name = "indicators/disclosure/policy_propose.html"
    form_class = PolicyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        wanted = self.request.GET.get("family", "")
        slug = wanted if wanted in {family.slug for family in families()} else ""
        return super().get_form_kwargs() | {"now": own_policy(slug), "family_slug": slug}

    def perform(self, form: PolicyForm) -> str:
        policy = propose_policy(**form.proposed(), by=self.user)
        self.success_url = reverse("indicators:policy-decide", args=[policy.pk])
        return "Policy proposed. It applies once someone else has agreed to it."


class PolicyAnswerView(ServiceFormView):
    """What a proposal would change, and the two answers to it."""

    required_permission = Permission.SET_DISCLOSURE
    template_name = "indicators/disclosure/policy_decide.html"
    form_class = RefuseForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # What stands in the field of the other answer is no matter to an agreement.
        if request.POST.get("answer") == "agree":
            return self.press(self.agree)
        return super().post(request, *args, **kwargs)

    def agree(self) -> str:
        """Call the service; where it does not agree, the page stays."""
        policy = self._policy()
        move(obj=policy, verb=Verb.APPROVE, by=self.user, revision=policy.revision)
        self.success_url = reverse(LIST)
        return f"Agreed: {policy} now applies to every new release."

    def perform(self, form: RefuseForm) -> HttpResponse:
        return self.press(lambda: self.refuse(form.cleaned_data["note"]))

    def refuse(self, note: str) -> str:
        """Call the service."""
        policy = self._policy()
        move(obj=policy, verb=Verb.RETURN, by=self.user, note=note, revision=policy.revision)
        self.success_url = reverse(LIST)
        return f"Refused: {policy}. The policy has not changed."

    def _policy(self) -> DisclosurePolicy:
        return get_object_or_404(
            DisclosurePolicy.objects.select_related("organisation", "created_by", "approved_by", "returned_by"),
            pk=self.kwargs["pk"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        policy, user = self._policy(), self.user
        now, then = own_policy(policy.family_slug), policy.as_policy()
        return super().get_context_data(
            policy=policy,
            about=policy.about if policy.family_slug else EVERY_LABEL,
            now=now,
            then=then,
            is_open=policy.state == ReviewState.SUBMITTED,
            changes=changes(now, then),
            warnings=warnings(now, then),
            conflict=conflict_of(user, policy),
            is_own=policy.created_by_id == user.pk,
            **kwargs,
        )


class PolicyDecideView(ConfirmedMixin, PolicyAnswerView):
    """The answers of who has just shown who they are."""
