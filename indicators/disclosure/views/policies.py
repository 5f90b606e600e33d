"""Where two people decide how small counts are protected: what holds, what is proposed, and what was before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from indicators.definitions.families import families
from indicators.disclosure.compare import changes, warnings
from indicators.disclosure.forms import EVERY_LABEL, PolicyForm, RefuseForm
from indicators.disclosure.models import DisclosurePolicy
from indicators.disclosure.policies import (
    agree_policy,
    conflict_of,
    decided,
    in_force_together,
    own_policy,
    propose_policy,
    refuse_policy,
)
from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission

LIST = "indicators:policy-list"


class PolicyListView(AccessMixin, TemplateView):
    """What holds for each family, the proposals that wait, and everything that was decided."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "indicators/disclosure/policy_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            in_force=in_force_together(),
            proposals=DisclosurePolicy.objects.proposed().select_related("proposed_by"),
            decided=decided(),
            may_set=has_permission(_person(self.request), Permission.SET_DISCLOSURE),
            **kwargs,
        )


def _person(request: HttpRequest) -> User:
    """Who works here; the gate has let in nobody but account holders."""
    assert isinstance(request.user, User)
    return request.user


class PolicyProposeView(AccessMixin, TemplateView):
    """Propose another policy."""

    required_permission = Permission.SET_DISCLOSURE
    template_name = "indicators/disclosure/policy_propose.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(self._form(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            try:
                policy = propose_policy(**form.proposed(), by=_person(request))
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, "Policy proposed. It applies once someone else has agreed to it.")
                return HttpResponseRedirect(reverse("indicators:policy-decide", args=[policy.pk]))
        return self._answer(form)

    def _form(self, data: Any) -> PolicyForm:
        wanted = self.request.GET.get("family", "")
        slug = wanted if wanted in {family.slug for family in families()} else ""
        return PolicyForm(data, now=own_policy(slug), family_slug=slug)

    def _answer(self, form: PolicyForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class PolicyDecideView(AccessMixin, TemplateView):
    """What a proposal would change, and the two answers to it."""

    required_permission = Permission.SET_DISCLOSURE
    template_name = "indicators/disclosure/policy_decide.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(RefuseForm(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy, form = self._policy(), RefuseForm(request.POST)
        try:
            if request.POST.get("answer") == "agree":
                # What stands in the field of the other answer is no matter here.
                form = RefuseForm()
                agree_policy(policy=policy, by=_person(request))
                messages.success(request, f"Agreed: {policy} now applies to every new release.")
                return HttpResponseRedirect(reverse(LIST))
            if form.is_valid():
                refuse_policy(policy=policy, note=form.cleaned_data["note"], by=_person(request))
                messages.success(request, f"Refused: {policy}. The policy has not changed.")
                return HttpResponseRedirect(reverse(LIST))
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(request.path)
        return self._answer(form)

    def _policy(self) -> DisclosurePolicy:
        return get_object_or_404(
            DisclosurePolicy.objects.select_related("proposed_by", "agreed_by", "refused_by"), pk=self.kwargs["pk"]
        )

    def _answer(self, form: RefuseForm) -> HttpResponse:
        policy, user = self._policy(), _person(self.request)
        now, then = own_policy(policy.family_slug), policy.as_policy()
        context = self.get_context_data(
            form=form,
            policy=policy,
            about=policy.about if policy.family_slug else EVERY_LABEL,
            now=now,
            then=then,
            is_open=not policy.agreed_at and not policy.refused_at,
            changes=changes(now, then),
            warnings=warnings(now, then),
            conflict=conflict_of(user, policy),
            is_own=policy.proposed_by_id == user.pk,
        )
        return self.render_to_response(context)
