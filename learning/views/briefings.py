"""Where the coordinator works on briefings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from learning.briefing_forms import BOXES, BriefingForm, steps_of
from learning.briefing_templates import SEVEN_MINUTE, offered_templates
from learning.models import Briefing
from learning.services import save_briefing
from learning.tables import BriefingFilters, BriefingTable
from learning.views.working import ProductListView, ProductSteps
from partnership.permissions import Permission
from review.editing import ReviewableWithdrawMixin
from review.step_pages import ReviewableAnswersView, ReviewableStepView
from ui.steps import Step


class BriefingListView(ProductListView):
    """All briefings."""

    template_name = "learning/briefing_list.html"
    model = Briefing
    required_permission = Permission.WRITE_BRIEFING
    heading = "Briefings"
    table_class = BriefingTable
    list_name = "briefings"
    create_url_name = "learning:briefing-create"
    filterset_class = BriefingFilters
    list_hint = "A briefing has ordered boxes, prints on one side of A4 and ends with questions to talk about."

    def get_rows(self) -> QuerySet[Any]:
        """Every briefing, with whether somebody should have looked at it."""
        is_late = Q(live_revision__content__review_by__lt=timezone.localdate().isoformat())
        late = Case(When(is_late, then=Value("overdue")), default=Value("later"), output_field=CharField())
        rows: QuerySet[Any] = super().get_rows()
        return rows.select_related("keeper").annotate(review=late)


class BriefingPages(ProductSteps):
    """What the pages of one briefing share. A new one is written by the template that its address or form names."""

    model = Briefing
    form_class = BriefingForm
    required_permission = Permission.WRITE_BRIEFING
    list_url_name = "learning:briefing-list"
    step_url_name = "learning:briefing-step"
    item: Briefing

    def steps_of(self, item: Briefing) -> Sequence[Step]:
        return steps_of(item)

    def get_item(self) -> Any:
        item = super().get_item()
        if item.pk is None:
            offered = offered_templates()
            first = SEVEN_MINUTE if SEVEN_MINUTE in offered else next(iter(offered), SEVEN_MINUTE)
            wanted = self.request.POST.get("template") or self.request.GET.get("template") or first
            if wanted not in offered:
                raise Http404("This template does not exist.")
            item.template, item.template_number = wanted, offered[wanted].number
            item.keeper = item.organisation
        return item


class BriefingStepView(BriefingPages, ReviewableStepView):
    """One step of a briefing. The first saves a new one as a draft."""

    template_name = "learning/briefing_step.html"

    def save(self, form: BriefingForm, revision: int) -> Briefing:
        linked = form.cleaned_data.get("case_studies")
        return save_briefing(briefing=form.instance, case_studies=linked, by=self.user, revision=revision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["hidden"]["template"] = self.item.template
        context["is_of_boxes"] = self.step.key == BOXES
        context["written_by"] = self.item.written_by
        if self.item.pk is None:
            context["others"] = [one for slug, one in offered_templates().items() if slug != self.item.template]
        return context


class BriefingEditView(BriefingPages, ReviewableAnswersView):
    """The answers of a briefing."""

    template_name = "learning/briefing_form.html"


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
