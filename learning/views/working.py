"""Lists and forms of case studies, briefings and newsletters."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from learning.forms import BriefingForm, CaseStudyForm, NewsletterForm
from learning.models import Briefing, CaseStudy, Newsletter
from learning.models.product import LearningProduct
from learning.services import save_briefing, save_case_study, save_newsletter, start, withdraw_consent
from learning.tables import BriefingTable, CaseStudyTable, NewsletterTable, ProductFilters
from partnership.authorization import has_permission
from partnership.exceptions import NotAllowed
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.blind import notes_for_author
from review.blind_services import LONGEST_NOTE, answer
from review.editing import CreateOnceMixin, ReviewableWithdrawMixin
from review.models import BlindReview
from review.reasoned import Found, Piece, marked
from ui.forms import GovukForm, text_field
from ui.lists import ListPage

PAGE_LENGTH = 50


class ProductListView(AccessMixin, ListPage):
    """Everything of one kind that the person may see."""

    template_name = "learning/product_list.html"
    model: type[LearningProduct]
    heading = ""
    create_url_name = ""
    list_hint = ""
    filterset_class = ProductFilters
    page_length = PAGE_LENGTH

    def has_access(self, user: User) -> bool:
        """Writers, and those who publish."""
        return has_permission(user, Permission.PUBLISH) or super().has_access(user)

    def get_rows(self) -> QuerySet[LearningProduct]:
        """Everything that the person may see."""
        rows: QuerySet[LearningProduct] = self.model.objects.visible_to(self.request.user)
        return rows.select_related("organisation", "year").order_by("-created_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        can_create = has_permission(user, self.model.write_permission) and user.organisation_id is not None
        return super().get_context_data(
            heading=self.heading,
            hint=self.list_hint,
            noun=self.model.review_noun,
            create_url=reverse(self.create_url_name) if can_create else "",
            **kwargs,
        )


class ProductFormMixin(CreateOnceMixin):
    """A form for one product: a new one without, a stored one with its number in the address."""

    model: type[LearningProduct]
    list_url_name = ""
    item: LearningProduct

    def get_item(self) -> Any:
        """The stored product; or a new one with the key that its form carries, so that it is made once."""
        rows = self.model.objects.visible_to(self.user).select_related("organisation", "year", "edited_by")
        if "pk" in self.kwargs:
            return get_object_or_404(rows, pk=self.kwargs["pk"])
        try:
            return self.sent_before(rows) or start(self.model, by=self.user, key=self.sent_key)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error

    def get_list_url(self) -> str:
        """All products of the kind."""
        return reverse(self.list_url_name)


class CaseStudyListView(ProductListView):
    """Stories of the person's organisation; all of them for who publishes."""

    model = CaseStudy
    required_permission = Permission.WRITE_CASE_STUDY
    heading = "Case studies"
    table_class = CaseStudyTable
    list_name = "case-studies"
    create_url_name = "learning:case-study-create"
    list_hint = (
        "We publish a case study once a board member from another organisation has approved it and its consent "
        "covers sharing with the public."
    )


class CaseStudyEditView(ProductFormMixin):
    """One story, with what the anonymisation check asks about."""

    template_name = "learning/case_study_form.html"
    model = CaseStudy
    form_class = CaseStudyForm
    required_permission = Permission.WRITE_CASE_STUDY
    also_opens_with: Permission | None = Permission.PUBLISH
    list_url_name = "learning:case-study-list"
    item: CaseStudy

    def save(self, form: CaseStudyForm, revision: int) -> CaseStudy:
        form.instance.kept = form.reasons()
        return save_case_study(case_study=form.instance, consent=form.terms(), by=self.user, revision=revision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = [one for one in self.item.findings() if one.is_open] if self.item.pk else []
        told = notes_for_author(self.item) if self.item.pk else []
        return super().get_context_data(
            findings=findings,
            marked_texts=_marked(findings, self.item),
            reviewers_notes=told,
            notes=self.item.notes_for_review()[:1],
            **kwargs,
        )


def _marked(findings: list[Found], story: CaseStudy) -> list[tuple[str, list[Piece]]]:
    """Each text of the story in which something was found, in pieces to be marked, under its label."""
    texts = story.readable()
    fields = {one.field: one.label for one in findings if one.field in texts}
    return [
        (label, list(marked(texts[name], [one.detail for one in findings if one.field == name])))
        for name, label in fields.items()
    ]


class CaseStudyCreateView(CaseStudyEditView):
    """A new story."""

    also_opens_with = None


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


class BriefingListView(ProductListView):
    """All briefings."""

    model = Briefing
    required_permission = Permission.WRITE_BRIEFING
    heading = "Briefings"
    table_class = BriefingTable
    list_name = "briefings"
    create_url_name = "learning:briefing-create"
    list_hint = "Seven-minute briefings: one page, seven boxes."


class BriefingEditView(ProductFormMixin):
    """One briefing."""

    template_name = "learning/briefing_form.html"
    model = Briefing
    form_class = BriefingForm
    required_permission = Permission.WRITE_BRIEFING
    list_url_name = "learning:briefing-list"

    def save(self, form: BriefingForm, revision: int) -> Briefing:
        linked = form.cleaned_data["case_studies"]
        return save_briefing(briefing=form.instance, case_studies=linked, by=self.user, revision=revision)


class BriefingWithdrawView(ReviewableWithdrawMixin):
    """Take a briefing off the public pages."""

    required_permission = Permission.WRITE_BRIEFING

    def get_item(self) -> Briefing:
        """The briefing."""
        briefing: Briefing = get_object_or_404(Briefing.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return briefing

    def get_list_url(self) -> str:
        """All briefings."""
        return reverse("learning:briefing-list")


class NewsletterListView(ProductListView):
    """All issues."""

    model = Newsletter
    required_permission = Permission.WRITE_NEWSLETTER
    heading = "Newsletters"
    table_class = NewsletterTable
    list_name = "newsletters"
    create_url_name = "learning:newsletter-create"
    list_hint = "Each issue has a spotlight on one current or emerging theme."


class NewsletterEditView(ProductFormMixin):
    """One issue."""

    template_name = "learning/newsletter_form.html"
    model = Newsletter
    form_class = NewsletterForm
    required_permission = Permission.WRITE_NEWSLETTER
    list_url_name = "learning:newsletter-manage"

    def save(self, form: NewsletterForm, revision: int) -> Newsletter:
        return save_newsletter(newsletter=form.instance, items=form.items(), by=self.user, revision=revision)


class NewsletterWithdrawView(ReviewableWithdrawMixin):
    """Take an issue off the public pages."""

    required_permission = Permission.WRITE_NEWSLETTER

    def get_item(self) -> Newsletter:
        """The issue."""
        issue: Newsletter = get_object_or_404(Newsletter.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return issue

    def get_list_url(self) -> str:
        """All issues."""
        return reverse("learning:newsletter-manage")
