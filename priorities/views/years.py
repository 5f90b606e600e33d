"""The choice of a year on pages about what was done for a plan."""

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from partnership.models import ReportingYear
from partnership.pages import YearChooser
from priorities.models import Action, Plan


class PlanYearChooser(YearChooser):
    """Offers the years in which there is something to report on; any year may be named."""

    @cached_property
    def every_year(self) -> list[ReportingYear]:
        running = Plan.objects.filter(starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on"))
        # What comes from reviews and audits needs no plan.
        found = ReportingYear.objects.annotate(has_plan=Exists(running), has_tracked=Exists(Action.objects.tracked()))
        return list(found)

    @property
    def years(self) -> list[ReportingYear]:
        return [one for one in self.every_year if one.has_plan or one.has_tracked]  # type: ignore[attr-defined]

    @property
    def other_years(self) -> list[ReportingYear]:
        """The years that are offered beside the chosen one."""
        return [one for one in self.years if one != self.year]
