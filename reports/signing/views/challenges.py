"""The challenge log: everybody who reads drafts or signs reads it; who stands outside the agencies writes in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.signing.challenge_forms import AnswerForm, ChallengeForm
from reports.signing.challenges import SECTION_TITLES, answer_challenge, close_challenge, may_answer, raise_challenge
from reports.signing.models.challenge import Challenge, ChallengeState
from reports.signing.views.signing import SignerMixin

MOST = 200


class ChallengeListView(AccessMixin, TemplateView):
    """Every challenge, what is open first."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/signing/challenge_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Challenge.objects.select_related("year", "raised_by", "closed_by")
        return super().get_context_data(
            unsettled=rows.unsettled()[:MOST],
            closed=rows.filter(state=ChallengeState.CLOSED).order_by("-closed_at")[:MOST],
            today=timezone.localdate(),
            may_raise=has_permission(self.user, Permission.CHALLENGE),
            **kwargs,
        )


class ChallengeCreateView(ServiceFormView):
    """Raise a challenge."""

    required_permission = Permission.CHALLENGE
    template_name = "reports/signing/challenge_form.html"
    form_class = ChallengeForm

    def perform(self, form: ChallengeForm) -> str:
        challenge = raise_challenge(by=self.user, **form.cleaned_data)
        self.success_url = reverse("reports:challenge-detail", args=[challenge.pk])
        return "Challenge recorded. We have told the coordinator."

    def refused(self, form: ChallengeForm, error: DomainError) -> HttpResponse:
        form.add_error("due_on", error.message)
        return self.form_invalid(form)


class ChallengeDetailView(SignerMixin, ServiceFormView):
    """One challenge with its answers; the form of an answer, and the button that closes it."""

    template_name = "reports/signing/challenge_detail.html"
    form_class = AnswerForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "close" in request.POST:
            return self.press(self.close)
        return super().post(request, *args, **kwargs)

    def close(self) -> str:
        """Call the service."""
        close_challenge(challenge=self._challenge(), by=self.user)
        return "Challenge closed."

    def perform(self, form: AnswerForm) -> str:
        answer_challenge(challenge=self._challenge(), text=form.cleaned_data["text"], by=self.user)
        return "Answer recorded. We have told the person who raised the challenge."

    def _challenge(self) -> Challenge:
        rows = Challenge.objects.select_related("year", "raised_by", "closed_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenge = self._challenge()
        is_closed = challenge.state == ChallengeState.CLOSED
        return super().get_context_data(
            challenge=challenge,
            section=SECTION_TITLES.get(challenge.section, "The whole report"),
            answers=challenge.answers.select_related("answered_by"),
            may_answer=not is_closed and may_answer(self.user),
            may_close=challenge.state == ChallengeState.ANSWERED and has_permission(self.user, Permission.CHALLENGE),
            today=timezone.localdate(),
            **kwargs,
        )
