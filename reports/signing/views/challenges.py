"""The challenge log: everybody who reads drafts or signs reads it; who stands outside the agencies writes in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from partnership.authorization import has_permission
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
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
        assert isinstance(self.request.user, User)
        rows = Challenge.objects.select_related("year", "raised_by", "closed_by")
        return super().get_context_data(
            unsettled=rows.unsettled()[:MOST],
            closed=rows.filter(state=ChallengeState.CLOSED).order_by("-closed_at")[:MOST],
            today=timezone.localdate(),
            may_raise=has_permission(self.request.user, Permission.CHALLENGE),
            **kwargs,
        )


class ChallengeCreateView(AccessMixin, TemplateView):
    """Raise a challenge."""

    required_permission = Permission.CHALLENGE
    template_name = "reports/signing/challenge_form.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=ChallengeForm(self.pop_saved_form())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise it, or say why not."""
        form = ChallengeForm(request.POST)
        assert isinstance(request.user, User)
        if form.is_valid():
            try:
                challenge = raise_challenge(by=request.user, **form.cleaned_data)
            except DomainError as error:
                form.add_error("due_on", error.message)
            else:
                messages.success(request, "Challenge recorded. We have told the coordinator.")
                return HttpResponseRedirect(reverse("reports:challenge-detail", args=[challenge.pk]))
        return self.render_to_response(self.get_context_data(form=form))


class ChallengeDetailView(SignerMixin, TemplateView):
    """One challenge with its answers; the form of an answer, and the button that closes it."""

    template_name = "reports/signing/challenge_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(AnswerForm(self.pop_saved_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        challenge = self._challenge()
        form = AnswerForm() if "close" in request.POST else AnswerForm(request.POST)
        try:
            if "close" in request.POST:
                close_challenge(challenge=challenge, by=self.user)
                messages.success(request, "Challenge closed.")
            elif form.is_valid():
                answer_challenge(challenge=challenge, text=form.cleaned_data["text"], by=self.user)
                messages.success(request, "Answer recorded. We have told the person who raised the challenge.")
            else:
                return self._answer(form)
        except DomainError as error:
            if not form.is_bound:
                messages.error(request, error.message)
                return HttpResponseRedirect(request.path)
            form.add_error(None, error.message)
            return self._answer(form)
        return HttpResponseRedirect(request.path)

    def _challenge(self) -> Challenge:
        rows = Challenge.objects.select_related("year", "raised_by", "closed_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def _answer(self, form: AnswerForm) -> HttpResponse:
        challenge = self._challenge()
        is_closed = challenge.state == ChallengeState.CLOSED
        context = self.get_context_data(
            challenge=challenge,
            section=SECTION_TITLES.get(challenge.section, "The whole report"),
            answers=challenge.answers.select_related("answered_by"),
            form=form,
            may_answer=not is_closed and may_answer(self.user),
            may_close=challenge.state == ChallengeState.ANSWERED and has_permission(self.user, Permission.CHALLENGE),
            today=timezone.localdate(),
        )
        return self.render_to_response(context)
