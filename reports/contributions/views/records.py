"""Where the coordinator keeps what only the annual report shows: reviews, training, costs, plans."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.exceptions import NotAllowed
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.contributions.models.costs import CostReturn
from reports.contributions.models.forward_plan import ForwardPlan
from reports.contributions.models.no_reviews import NoReviewsStatement
from reports.contributions.models.plain import EasyRead, PlainSummary
from reports.contributions.models.record import YearRecord
from reports.contributions.models.safeguarding_review import SafeguardingReview
from reports.contributions.models.training import TrainingReturn
from reports.contributions.record_forms import CostsForm, ForwardPlanForm, TrainingForm
from reports.contributions.record_services import (
    save_costs,
    save_forward_plan,
    save_no_reviews,
    save_review,
    save_training,
    start_review,
    start_year_record,
)
from reports.contributions.record_tables import SafeguardingReviewFilters, SafeguardingReviewTable
from reports.contributions.review_forms import NoReviewsForm, SafeguardingReviewForm
from reports.contributions.tracked import actions_on_findings
from reports.contributions.views.closed_year import ClosedYearMixin
from reports.editions.report_year import ReportYearChooser
from review.editing import CreateOnceMixin, ReviewableFormMixin, ReviewableWithdrawMixin
from review.states import ReviewState
from ui.lists import ListPage

YEAR_RECORDS: tuple[type[YearRecord], ...] = (
    NoReviewsStatement,
    TrainingReturn,
    CostReturn,
    ForwardPlan,
    PlainSummary,
    EasyRead,
)


class RecordListView(ReportYearChooser, ListPage):
    """Every review, and the records of one year with where each stands."""

    template_name = "reports/contributions/records/record_list.html"
    required_permission = Permission.KEEP_REPORT_RECORDS
    table_class = SafeguardingReviewTable
    filterset_class = SafeguardingReviewFilters
    list_name = "case-reviews"
    kept_parameters = ("year",)

    def get_rows(self) -> QuerySet[SafeguardingReview]:
        """Every review that the person may see."""
        rows: QuerySet[SafeguardingReview] = SafeguardingReview.objects.visible_to(self.user)
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest open year, or the one that was asked for. One query for each kind of record."""
        user, year = self.user, self.year
        return super().get_context_data(
            year=year,
            years=self.years,
            rows=[self.row(model, user, year) for model in YEAR_RECORDS] if year else [],
            **kwargs,
        )

    @staticmethod
    def row(model: type[YearRecord], user: User, year: ReportingYear) -> tuple[str, str, YearRecord | None]:
        """What it is, where it is written, and how far it is."""
        address = reverse(f"reports:{model.page}-edit", args=[year.slug])
        stored = model.objects.visible_to(user).filter(year=year).exclude(state=ReviewState.WITHDRAWN).first()
        return model.heading, address, stored


class RecordFormMixin(ReviewableFormMixin):
    """A form for one record."""

    template_name = "reports/contributions/records/record_form.html"
    required_permission = Permission.KEEP_REPORT_RECORDS

    def get_list_url(self) -> str:
        """Every record."""
        return reverse("reports:record-list")


class ReviewEditView(RecordFormMixin, CreateOnceMixin):
    """One review: a new one without, a stored one with its number in the address."""

    template_name = "reports/contributions/records/review_form.html"
    form_class = SafeguardingReviewForm
    item: SafeguardingReview

    def get_item(self) -> SafeguardingReview:
        """The stored review; or a new one with the key that its form carries, so that it is made once."""
        rows = SafeguardingReview.objects.visible_to(self.user).select_related("organisation", "edited_by", "arm")
        if "pk" in self.kwargs:
            review: SafeguardingReview = get_object_or_404(rows, pk=self.kwargs["pk"])
            return review
        stored: SafeguardingReview | None = self.sent_before(rows)
        try:
            return stored or start_review(by=self.user, key=self.sent_key)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error

    def save(self, form: SafeguardingReviewForm, revision: int) -> SafeguardingReview:
        return save_review(review=form.instance, findings=form.findings(), by=self.user, revision=revision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        questions = [question for _, question in self.item.questions()] if self.item.pk else []
        return super().get_context_data(
            questions=questions, tracked=actions_on_findings(self.item, self.user), **kwargs
        )


class YearRecordEditView(ClosedYearMixin, RecordFormMixin):
    """The one record of its kind of a year."""

    model: ClassVar[type[YearRecord]]
    item: Any

    def get_item(self) -> Any:
        """The stored record, or a new one."""
        year = get_object_or_404(ReportingYear, slug=self.kwargs["year"])
        rows = self.model.objects.visible_to(self.user).exclude(state=ReviewState.WITHDRAWN)
        stored = rows.filter(year=year).select_related("organisation", "edited_by").first()
        try:
            record = stored or start_year_record(self.model, year=year, by=self.user)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        record.year = year
        return record

    def get_list_url(self) -> str:
        """The records of the same year."""
        return f"{reverse('reports:record-list')}?year={self.kwargs['year']}"


class NoReviewsEditView(YearRecordEditView):
    """Of which kinds of review there was none."""

    model = NoReviewsStatement
    form_class = NoReviewsForm

    def save(self, form: NoReviewsForm, revision: int) -> NoReviewsStatement:
        data = form.cleaned_data
        return save_no_reviews(
            statement=form.instance,
            concluded=data["concluded"],
            ongoing=data["ongoing"],
            by=self.user,
            revision=revision,
        )


class TrainingEditView(YearRecordEditView):
    """The year's training."""

    model = TrainingReturn
    form_class = TrainingForm

    def save(self, form: TrainingForm, revision: int) -> TrainingReturn:
        return save_training(training=form.instance, courses=form.courses(), by=self.user, revision=revision)


class CostsEditView(YearRecordEditView):
    """The year's costs."""

    model = CostReturn
    form_class = CostsForm

    def save(self, form: CostsForm, revision: int) -> CostReturn:
        return save_costs(costs=form.instance, lines=form.lines(), by=self.user, revision=revision)


class ForwardPlanEditView(YearRecordEditView):
    """The year's promises for the year after."""

    model = ForwardPlan
    form_class = ForwardPlanForm

    def save(self, form: ForwardPlanForm, revision: int) -> ForwardPlan:
        return save_forward_plan(plan=form.instance, promises=form.promises(), by=self.user, revision=revision)


class ReviewWithdrawView(ReviewableWithdrawMixin):
    """Take a review out of every report that is built from now on."""

    template_name = "reports/contributions/records/withdraw.html"
    required_permission = Permission.KEEP_REPORT_RECORDS
    item: SafeguardingReview

    def get_item(self) -> SafeguardingReview:
        """The review."""
        rows = SafeguardingReview.objects.visible_to(self.user)
        review: SafeguardingReview = get_object_or_404(rows, pk=self.kwargs["pk"])
        return review

    def get_list_url(self) -> str:
        """Every record."""
        return reverse("reports:record-list")


class YearRecordWithdrawView(ReviewableWithdrawMixin):
    """Take a year's record out of every report that is built from now on; another may be written in its place."""

    template_name = "reports/contributions/records/withdraw.html"
    required_permission = Permission.KEEP_REPORT_RECORDS
    item: YearRecord

    def get_item(self) -> Any:
        """The record of that kind and year that is not withdrawn yet."""
        model = next((one for one in YEAR_RECORDS if one.page == self.kwargs["page"]), None)
        if model is None:
            raise Http404("This record does not exist.")
        rows = model.objects.visible_to(self.user).exclude(state=ReviewState.WITHDRAWN)
        return get_object_or_404(rows.select_related("year"), year__slug=self.kwargs["year"])

    def get_list_url(self) -> str:
        """The records of the same year."""
        return f"{reverse('reports:record-list')}?year={self.kwargs['year']}"
