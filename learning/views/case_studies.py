"""The pages on which a case study is written: its steps, the answers, reviewers' notes, and withdrawn consent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from learning.case_study_forms import ABOUT, DETAILS, CaseStudyForm, steps_of
from learning.marked_texts import marked_texts
from learning.models import CaseStudy
from learning.models.case_study import CHECKLIST_FIELDS, STORY_FIELDS, TAKEN_BY
from learning.services import save_case_study, withdraw_consent
from learning.tables import CaseStudyTable
from learning.views.working import ProductListView, ProductSteps
from partnership.models import User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.blind import notes_for_author
from review.blind_services import LONGEST_NOTE, answer
from review.editing import ReviewableWithdrawMixin
from review.models import BlindReview
from review.step_pages import ReviewableAnswersView, ReviewableStepView
from ui.forms import Fieldset, GovukForm, Layout, text_field
from ui.steps import Step


class CaseStudyListView(ProductListView):
    """Stories of the person's organisation; all of them for who publishes."""

    model = CaseStudy
    required_permission = Permission.WRITE_CASE_STUDY
    heading = "Case studies"
    table_class = CaseStudyTable
    list_name = "case-studies"
    create_url_name = "learning:case-study-create"
    list_hint = (
        "We publish a case study once 2 people from other organisations have approved it and its consent covers "
        "sharing with the public. If it covers only the partnership or training, partners who sign in can read it."
    )


class CaseStudyPages(ProductSteps):
    """What the pages of one case study share."""

    model = CaseStudy
    form_class = CaseStudyForm
    required_permission = Permission.WRITE_CASE_STUDY
    list_url_name = "learning:case-study-list"
    step_url_name = "learning:case-study-step"
    item: CaseStudy

    def whole_form(self, item: CaseStudy, data: QueryDict | None) -> CaseStudyForm:
        return CaseStudyForm(data, instance=item, user=self.user)

    def steps_of(self, item: CaseStudy) -> Sequence[Step]:
        return steps_of(item)


class CaseStudyStepView(CaseStudyPages, ReviewableStepView):
    """One step of a stored case study. It marks what could identify someone, as it is stored and as it is typed."""

    template_name = "learning/case_study_step.html"

    def make_form(self, item: CaseStudy, data: QueryDict | None) -> Any:
        form = super().make_form(item, data)
        if self.step.key == DETAILS.key:
            kept = [name for name in form.fields if name not in CHECKLIST_FIELDS]
            checklist = Fieldset("Tick what you have checked", *CHECKLIST_FIELDS)
            form.helper.layout = Layout(*kept, checklist)
        return form

    def save(self, form: CaseStudyForm, revision: int) -> CaseStudy:
        form.instance.kept = form.reasons()
        return save_case_study(
            case_study=form.instance, consent=form.terms(), by=self.user, revision=revision, actions=form.actions()
        )

    def look_at(self, typed: QueryDict) -> dict[str, Any]:
        """What could identify someone in the text that is being typed."""
        return {"found": [found.as_content() for found in marked_texts(self.item, self._texts(typed))]}

    def _texts(self, typed: Mapping[str, Any]) -> dict[str, str]:
        """The texts of this step, of those in which it is looked for."""
        names = {*STORY_FIELDS, TAKEN_BY}
        return {name: typed.get(name, "") for name in self.step.fields if name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        values = {name: str(form[name].value() or "") for name in form.fields}
        return super().get_context_data(
            marked_texts=marked_texts(self.item, self._texts(values)),
            is_about_details=self.step.key == DETAILS.key,
            **kwargs,
        )


class CaseStudyCreateView(CaseStudyStepView):
    """A new case study. Its first step saves it as a draft."""

    @property
    def step(self) -> Step:
        return ABOUT


class CaseStudyEditView(CaseStudyPages, ReviewableAnswersView):
    """The answers of a case study, what could identify someone in them, and what the reviewers wrote."""

    template_name = "learning/case_study_check.html"
    also_opens_with: Permission | None = Permission.PUBLISH

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            marked_texts=marked_texts(self.item, self.item.readable()),
            reviewers_notes=notes_for_author(self.item),
            notes=self.item.notes_for_review()[:1],
            **kwargs,
        )


class AnswerForm(GovukForm):
    """What the author says to a reviewer's note."""

    answer = text_field(
        "Your answer",
        4,
        missing="Enter your answer",
        hint="The reviewer and the chair can read it. Do not include anything that identifies someone.",
        max_length=LONGEST_NOTE,
    )


class CaseStudyAnswerView(ServiceFormView):
    """Answer one note of a reviewer."""

    template_name = "learning/case_study_answer.html"
    required_permission = Permission.WRITE_CASE_STUDY
    form_class = AnswerForm

    @cached_property
    def story(self) -> CaseStudy:
        """The story, if the person may see it."""
        story: CaseStudy = get_object_or_404(CaseStudy.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return story

    @cached_property
    def note(self) -> BlindReview:
        """A note that its author may read and has not answered. Raises `Http404` for any other."""
        for one in notes_for_author(self.story):
            if one.pk == self.kwargs["note"]:
                return one
        raise Http404("This note does not exist.")

    def perform(self, form: Any) -> str:
        answer(self.note, form.cleaned_data["answer"], by=self.user)
        return "Your answer has been sent to the reviewer."

    def get_success_url(self) -> str:
        return self.story.get_edit_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.story, note=self.note, **kwargs)


class CaseStudyWithdrawConsentView(ReviewableWithdrawMixin):
    """Consent was taken back: the story comes off everywhere."""

    template_name = "learning/case_study_withdraw_consent.html"
    required_permission = Permission.WRITE_CASE_STUDY
    item: CaseStudy

    def get_item(self) -> CaseStudy:
        """The story, if the person may see it."""
        rows = CaseStudy.objects.visible_to(self.user).select_related("organisation")
        story: CaseStudy = get_object_or_404(rows, pk=self.kwargs["pk"])
        return story

    def get_list_url(self) -> str:
        """All stories."""
        return reverse("learning:case-study-list")

    def withdraw(self, by: User, note: str) -> None:
        """Consent and story together."""
        withdraw_consent(case_study=self.item, by=by, note=note)
