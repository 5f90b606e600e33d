"""The rules by which returns are checked, and the reviewers' questions about single figures."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from indicators.checks.registry import Check, every_check
from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import Submission
from indicators.returns.question_forms import QuestionForm
from indicators.returns.question_queries import questions_of
from indicators.returns.questions import LOADED_LATER, ask_follow_up, close_follow_up
from partnership.exceptions import DomainError
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
from review.notifications import review_url
from review.queries import has_written, obstacle_for
from review.states import ReviewState

MOST_DIGITS = 19


class CheckListView(AccessMixin, TemplateView):
    """Every rule: its code, what it asks for, what to do, and whether it stops a submission."""

    required_permission = None
    template_name = "indicators/returns/check_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[Check]] = {}
        for check in every_check():
            groups.setdefault(check.where, []).append(check)
        return super().get_context_data(groups=list(groups.items()), **kwargs)


class QuestionListView(AccessMixin, TemplateView):
    """The questions about one return: a reviewer asks about a figure, reads the answers, closes what is settled."""

    required_permission = Permission.REVIEW
    template_name = "indicators/returns/question_list.html"
    submission: Submission

    @property
    def user(self) -> User:
        """Who is signed in; the gate lets in nobody else."""
        return cast(User, self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the questions, and the form with the figure that the link named or what was typed before."""
        self._load()
        form = QuestionForm(self.submission, self.pop_saved_form(), initial={"figure": request.GET.get("figure", "")})
        return self._answer(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._load()
        if "close" in request.POST:
            return self._close(request.POST["close"])
        form = QuestionForm(self.submission, request.POST)
        if form.is_valid():
            row, column = form.cell
            try:
                ask_follow_up(
                    submission=self.submission,
                    row=row,
                    column=column,
                    question=form.cleaned_data["question"],
                    by=self.user,
                )
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(
                    request, f"We have asked {self.submission.organisation}, who will answer next to the figure."
                )
                return HttpResponseRedirect(request.path)
        return self._answer(form, status=422)

    def _load(self) -> None:
        names = self.kwargs
        self.submission = get_object_or_404(
            Submission.objects.visible_to(self.user)
            .exclude(state=ReviewState.WITHDRAWN)
            .select_related("organisation", "year", "live_revision"),
            period=names["period"],
            family_slug=names["family"],
            organisation__slug=names["organisation"],
        )

    def _close(self, number: str) -> HttpResponse:
        if not (number.isascii() and number.isdigit() and len(number) < MOST_DIGITS):
            raise Http404
        follow_up = get_object_or_404(
            FollowUp.objects.select_related("submission__organisation"), pk=int(number), submission=self.submission
        )
        try:
            close_follow_up(follow_up=follow_up, by=self.user)
        except DomainError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, "Question closed.")
        return HttpResponseRedirect(self.request.path)

    def _answer(self, form: QuestionForm, status: int = 200) -> HttpResponse:
        obstacle = obstacle_for(self.user, self.submission, has_written=has_written(self.user, self.submission))
        item = self.submission
        asked = questions_of(item)
        context = self.get_context_data(
            item=item,
            form=form,
            obstacle=obstacle,
            no_questions=LOADED_LATER if item.loaded_reason and not form.is_bound else "",
            review_url=review_url(item),
            open=[one for one in asked if one.is_open],
            closed=[one for one in asked if not one.is_open],
        )
        return self.render_to_response(context, status=status)
