"""Pages of self-assessments: who has answered, opening one, answering it in steps, and peer challenge."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from reports.assessments.challenges import CHALLENGES, answer_challenge, challenge_grade, may_challenge
from reports.assessments.forms import AnswerForm, AssessmentForm, ChallengeForm, OpenRoundForm
from reports.assessments.models import AssessmentRound, Grade, PeerChallenge, SelfAssessment
from reports.assessments.queries import OwedAssessment, last_answers, owed_assessments
from reports.assessments.services import open_round, save_assessment, start_assessment
from reports.assessments.standards import Standard
from reports.assessments.tables import AssessmentFilters, AssessmentTable
from reports.contributions.account_queries import members_on
from reports.editions.report_year import ReportYearChooser
from review.policies import may_write
from review.states import ReviewState
from review.step_pages import ReviewableAnswersView, ReviewableStepView, Steps
from ui.filters import Rows
from ui.lists import ListPage
from ui.steps import CHECK, Answer, Step

# What other organisations may read.
READ = (ReviewState.SUBMITTED, ReviewState.APPROVED)


class AssessmentListView(ReportYearChooser, ListPage):
    """Who has answered in a year and who has not, what they found, and what is challenged."""

    required_permission = Permission.SEE_ALL_WORK
    template_name = "reports/assessments/list.html"
    table_class = AssessmentTable
    filterset_class = AssessmentFilters
    list_name = "self-assessments"
    kept_parameters = ("year",)

    @cached_property
    def lines(self) -> list[OwedAssessment]:
        """The members of the year, and where the self-assessment of each stands."""
        return owed_assessments(self.year, timezone.localdate()) if self.year else []

    def get_rows(self) -> Rows:
        return Rows(self.lines)

    def get_table_options(self) -> dict[str, Any]:
        """A caption that counts."""
        sent = sum(line.is_done for line in self.lines)
        return {"caption": f"{sent} of {len(self.lines)} sent"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        manages = has_permission(self.user, Permission.MANAGE_RETURNS)
        return super().get_context_data(
            years=self.years, year=self.year, is_asked=bool(self.lines), manages=manages, **kwargs
        )


class OpenRoundView(ServiceFormView):
    """Open a self-assessment for a year."""

    template_name = "reports/assessments/open.html"
    required_permission = Permission.MANAGE_RETURNS
    form_class = OpenRoundForm

    def get_initial(self) -> dict[str, Any]:
        year = ReportingYear.objects.filter(slug=self.request.GET.get("year", "")).first()
        return {"template": self.request.GET.get("template", ""), "year": year and year.pk}

    def perform(self, form: OpenRoundForm) -> str:
        made = open_round(by=self.user, **form.cleaned_data)
        self.success_url = f"{reverse('reports:assessment-list')}?year={made.year.slug}"
        return f"{made.title} is set for {made.year.label}. We remind members by email."


class AssessmentPage(Steps):
    """What the pages of one's own answers share: a step for each standard."""

    required_permission = Permission.ASSESS
    form_class = AssessmentForm
    item: SelfAssessment

    def get_item(self) -> SelfAssessment:
        """The answers of the person's own organisation, or new ones where it is a member."""
        found = get_object_or_404(AssessmentRound.objects.select_related("year"), pk=self.kwargs["round"])
        organisation = self.user.organisation
        if organisation is None:
            raise PermissionDenied("You do not belong to an organisation, so you cannot write a self-assessment.")
        own = SelfAssessment.objects.filter(round=found, organisation=organisation)
        stored = own.exclude(state=ReviewState.WITHDRAWN).select_related("edited_by").first()
        if stored is None:
            if not members_on(found.year.ends_on).filter(pk=organisation.pk).exists():
                raise PermissionDenied(
                    f"{organisation} has no seat in this year, so it has no self-assessment to complete."
                )
            stored = start_assessment(round=found, organisation=organisation)
        stored.round, stored.year, stored.organisation = found, found.year, organisation
        return stored

    def steps_of(self, item: SelfAssessment) -> Sequence[Step]:
        parts = ("grade", "evidence", "action", "due_on")
        return [Step(one.key, one.title, tuple(f"{part}_{one.key}" for part in parts)) for one in item.round.asked()]

    def step_address(self, item: SelfAssessment, key: str) -> str:
        if key == CHECK:
            return item.get_edit_url()
        return reverse("reports:assessment-step", args=[item.round_id, key])

    def get_list_url(self) -> str:
        """The person's work."""
        return reverse("work")

    @cached_property
    def before(self) -> tuple[str, dict[str, dict[str, Any]]]:
        """The year of the last cycle, and its answers by standard."""
        return last_answers(self.item.round, self.item.organisation)


class AssessmentStepView(AssessmentPage, ReviewableStepView):
    """One standard, with what was answered last time."""

    template_name = "reports/assessments/step.html"

    def save(self, form: AssessmentForm, revision: int) -> SelfAssessment:
        return save_assessment(assessment=self.item, answers=form.sent(), by=self.user, revision=revision)

    def standard(self) -> Standard:
        """What is asked on this page."""
        return next(one for one in self.item.round.asked() if one.key == self.step.key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, answers = self.before
        standard = self.standard()
        return super().get_context_data(
            standard=standard, last_year=year, last=answers.get(standard.key), round=self.item.round, **kwargs
        )


class AssessmentAnswersView(AssessmentPage, ReviewableAnswersView):
    """All answers beside those of last time. Before the first is saved it leads to the first step."""

    template_name = "reports/assessments/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kwargs = kwargs
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._to_first_step() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._to_first_step() or super().post(request, *args, **kwargs)

    def _to_first_step(self) -> HttpResponse | None:
        item = self.get_item()
        if item.pk is not None:
            return None
        return HttpResponseRedirect(self.step_address(item, self.steps_of(item)[0].key))

    def answers(self) -> list[tuple[Step, list[Answer], str]]:
        """Each standard with its answers, and the grade of last time after them."""
        year, last = self.before
        found = []
        for step, lines, address in super().answers():
            one = last.get(step.key)
            told = [Answer(f"Last time ({year})", (one["grade_label"], one["evidence"]))] if one else []
            found.append((step, [*lines, *told], address))
        return found


class ChallengesView(ServiceFormView):
    """The challenges of one self-assessment: asked by others, answered by its member, closed by who reviews."""

    template_name = "reports/assessments/challenges.html"
    form_class = ChallengeForm

    def has_access(self, user: User) -> bool:
        """Who writes self-assessments, and who reads all work."""
        return has_permission(user, Permission.ASSESS) or has_permission(user, Permission.SEE_ALL_WORK)

    @cached_property
    def assessment(self) -> SelfAssessment:
        """The one of the address, if the person may see it."""
        rows = SelfAssessment.objects.visible_to(self.user).select_related("round", "year", "organisation")
        found: SelfAssessment = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        if "standard" not in self.request.POST:
            given.pop("data", None)
        return given | {"assessment": self.assessment}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "close" in request.POST:
            challenge = self._challenge(request.POST["close"])
            return self.press(lambda: self._close(challenge))
        if "answer" in request.POST:
            return self._answer(self._challenge(request.POST["answer"]))
        return super().post(request, *args, **kwargs)

    def _challenge(self, key: str) -> PeerChallenge:
        rows = PeerChallenge.objects.filter(assessment=self.assessment)
        challenge: PeerChallenge = get_object_or_404(rows, pk=key if key.isdecimal() else 0)
        challenge.assessment = self.assessment
        return challenge

    def _close(self, challenge: PeerChallenge) -> str:
        CHALLENGES.close(challenge, by=self.user)
        return "Challenge closed."

    def _answer(self, challenge: PeerChallenge) -> HttpResponse:
        form = AnswerForm(self.request.POST, challenge=challenge)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(wrong={challenge.pk: form}, wrong_form=form))

        def answer() -> str:
            text = form.cleaned_data["text"]
            answered = answer_challenge(challenge=challenge, text=text, grade=form.new_grade, by=self.user)
            return f"Answer sent. {answered.outcome}."

        return self.press(answer)

    def perform(self, form: ChallengeForm) -> str:
        challenge_grade(assessment=self.assessment, by=self.user, **form.cleaned_data)
        return f"Challenge sent to {self.assessment.organisation}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.assessment
        writes, reviews = may_write(self.user, one), may_challenge(self.user, one)
        wrong = kwargs.pop("wrong", {})
        challenges = [
            (
                challenge,
                one.round.standard_title(challenge.standard),
                (wrong.get(challenge.pk) or AnswerForm(challenge=challenge))
                if writes and not challenge.answered_at
                else None,
                reviews and challenge.answered_at and not challenge.closed_at,
            )
            for challenge in one.challenges.select_related("asked_by", "answered_by", "closed_by")
        ]
        # What is not submitted is its writer's own.
        is_read = writes or one.state in READ
        grades = [
            (standard.title, Grade(answer["grade"]).label if answer["grade"] else "Not answered", answer)
            for standard in (one.round.asked() if is_read else ())
            for answer in [one.answer(standard.key)]
        ]
        may_ask = reviews and one.state == ReviewState.SUBMITTED
        return super().get_context_data(
            item=one, challenges=challenges, grades=grades, may_ask=may_ask, writes=writes, **kwargs
        )
