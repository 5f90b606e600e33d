"""The reviewers' questions about single figures of a return."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import Submission
from indicators.returns.question_forms import QuestionForm
from indicators.returns.question_queries import questions_of
from indicators.returns.questions import FOLLOW_UPS, LOADED_LATER, ask_follow_up
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.notifications import review_url
from review.queries import has_written, obstacle_for
from review.reading import NotedMixin
from review.states import ReviewState

MOST_DIGITS = 19


class QuestionListView(NotedMixin, ServiceFormView):
    """The questions about one return: a reviewer asks about a figure, reads the answers, closes what is settled."""

    required_permission = Permission.REVIEW
    template_name = "indicators/returns/question_list.html"
    form_class = QuestionForm

    @cached_property
    def submission(self) -> Submission:
        """The return of the address."""
        names = self.kwargs
        return get_object_or_404(
            Submission.objects.visible_to(self.user)
            .exclude(state=ReviewState.WITHDRAWN)
            .select_related("organisation", "year", "live_revision"),
            period=names["period"],
            family_slug=names["family"],
            organisation__slug=names["organisation"],
        )

    def what_is_read(self) -> Submission:
        return self.submission

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "close" in request.POST:
            return self.press(self.close)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"figure": self.request.GET.get("figure", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"submission": self.submission}

    def perform(self, form: QuestionForm) -> str:
        row, column = form.cell
        question = form.cleaned_data["question"]
        ask_follow_up(submission=self.submission, row=row, column=column, question=question, by=self.user)
        return f"We have asked {self.submission.organisation}, who will answer next to the figure."

    def close(self) -> str:
        """Call the service."""
        number = self.request.POST["close"]
        if not (number.isascii() and number.isdigit() and len(number) < MOST_DIGITS):
            raise Http404
        follow_ups = FollowUp.objects.select_related("submission__organisation")
        follow_up = get_object_or_404(follow_ups, pk=int(number), submission=self.submission)
        FOLLOW_UPS.close(follow_up, by=self.user)
        return "Question closed."

    def form_invalid(self, form: QuestionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.submission
        asked = questions_of(item)
        context = super().get_context_data(
            item=item,
            obstacle=obstacle_for(self.user, item, has_written=has_written(self.user, item)),
            review_url=review_url(item),
            open=[one for one in asked if one.is_open],
            closed=[one for one in asked if not one.is_open],
            **kwargs,
        )
        is_fresh = not context["form"].is_bound
        return context | {"no_questions": LOADED_LATER if item.backfill_reason and is_fresh else ""}
