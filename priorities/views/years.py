"""The choice of a year on pages about what was done for a plan."""

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from partnership.models import ReportingYear
from partnership.pages import YearChooser
from priorities.models import Plan


class PlanYearChooser(YearChooser):
    """Offers the years in which a plan runs; any year may be named."""

    @cached_property
    def every_year(self) -> list[ReportingYear]:
        running = Plan.objects.filter(starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on"))
        return list(ReportingYear.objects.annotate(has_plan=Exists(running)))

    @property
    def years(self) -> list[ReportingYear]:
        return [one for one in self.every_year if one.has_plan]  # type: ignore[attr-defined]

    @property
    def other_years(self) -> list[ReportingYear]:
        """The years that are offered beside the chosen one."""
        return [one for one in self.years if one != self.year]
