"""What was said and what was done. Reads no session: the same page for everyone."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from partnership.models import ReportingYear
from priorities.drawing import rows, sentence
from priorities.queries import plan_progress, years_with_updates


class PriorityListView(TemplateView):
    """All priorities of a year, said and did side by side."""

    template_name = "priorities/priority_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        years = years_with_updates()
        year = self.chosen_year(years)
        return super().get_context_data(
            year=year, other_years=[other for other in years if other != year], years=years, **kwargs
        ) | self.progress_of(year)

    @staticmethod
    def progress_of(year: ReportingYear | None) -> dict[str, Any]:
        """The plan with its progress, and how far it came at a glance."""
        if year is None:
            return {"progress": None}
        progress = plan_progress(year)
        return {
            "progress": progress,
            "at_a_glance": sentence(progress.counts),
            "glance_rows": rows(progress.counts),
        }

    def chosen_year(self, years: list[ReportingYear]) -> ReportingYear | None:
        """The year of the address; a year without a published plan or progress is not found."""
        asked = self.request.GET.get("year")
        if asked is None:
            return years[0] if years else None
        for year in years:
            if year.slug == asked:
                return year
        raise Http404("No plan or progress has been published for this year.")


class PriorityDetailView(PriorityListView):
    """One priority of a year."""

    template_name = "priorities/priority_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        progress = context["progress"]
        for priority in progress.priorities if progress else ():
            if priority.slug == self.kwargs["slug"]:
                return {**context, "priority": priority}
        raise Http404("This priority does not exist in this year.")
