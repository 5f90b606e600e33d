"""The year of pages on which the annual report is written."""

from django.utils import timezone
from django.utils.functional import cached_property

from partnership.models import ReportingYear
from partnership.pages import YearChooser
from reports.editions.models.edition import Edition


class ReportYearChooser(YearChooser):
    """The year that `?year=` names, else the oldest open one that is over and whose report is not published yet.

    From April on two years are open for months: what is written for the report is about the one before.
    """

    @cached_property
    def year(self) -> ReportingYear | None:
        """None where there are no years. Raises `Http404` for one that does not exist."""
        if "year" not in self.request.GET:
            today, published = timezone.localdate(), set(Edition.objects.published().values_list("year_id", flat=True))
            over = [one for one in self.years if not one.is_closed and one.ends_on < today and one.pk not in published]
            if over:
                return min(over, key=lambda one: one.ends_on)
        return super().year
