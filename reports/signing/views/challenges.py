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
from reports.signing.challenges import CHALLENGES, SECTION_TITLES, actions_on, may_answer, raise_challenge
from reports.signing.models.challenge import Challenge
from reports.signing.views.signing import SignerMixin
from review.models.question import QuestionState

MOST = 200


class ChallengeListView(AccessMixin, TemplateView):
    """Every challenge, what is open first."""

    required_permission = Permission.READ_REPORT_DRAFTS
    template_name = "reports/signing/challenge_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Challenge.objects.select_related("year", "asked_by", "closed_by")
        return super().get_context_data(
            unsettled=rows.unsettled()[:MOST],
            closed=rows.closed().order_by("-closed_at")[:MOST],
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
        CHALLENGES.close(self._challenge(), by=self.user)
        return "Challenge closed."

    def perform(self, form: AnswerForm) -> str:
        CHALLENGES.answer(self._challenge(), form.cleaned_data["text"], by=self.user)
        return "Answer recorded. We have told the person who raised the challenge."

    def _challenge(self) -> Challenge:
        rows = Challenge.objects.select_related("year", "asked_by", "closed_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        challenge = self._challenge()
        return super().get_context_data(
            challenge=challenge,
            section=SECTION_TITLES.get(challenge.section, "The whole report"),
            answers=challenge.answers.select_related("answered_by"),
            tracked=actions_on(challenge, self.user),
            may_answer=challenge.closed_at is None and may_answer(self.user),
            may_close=challenge.state == QuestionState.ANSWERED and has_permission(self.user, Permission.CHALLENGE),
            today=timezone.localdate(),
            **kwargs,
        )
