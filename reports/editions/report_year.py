"""The year of pages on which the annual report is written."""

from django.utils import timezone
from django.utils.functional import cached_property

from partnership.models import ReportingYear
from partnership.pages import YearChooser
from reports.editions.models.edition import Edition


def untold_years() -> list[ReportingYear]:
    """The open years that are over and whose report is not published yet, the oldest first. One query."""
    over = ReportingYear.objects.filter(closed_at__isnull=True, ends_on__lt=timezone.localdate())
    return list(over.exclude(pk__in=Edition.objects.published().values("year")).order_by("ends_on"))


class ReportYearChooser(YearChooser):
    """The year that `?year=` names, else the oldest open one that is over and whose report is not published yet.

    From April on two years are open for months: what is written for the report is about the one before.
    """

    @cached_property
    def year(self) -> ReportingYear | None:
        """None where there are no years. Raises `Http404` for one that does not exist."""
        if "year" not in self.request.GET:
            untold = [year for year in untold_years() if year in self.years]
            if untold:
                return untold[0]
        return super().year
