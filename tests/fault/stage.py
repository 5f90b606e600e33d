"""Small years for fault tests: each with something approved to report, so that each report has files of its own."""

import datetime

from partnership.models import ReportingYear
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory, CommitmentFactory, PlanFactory, live_update
from tests.stages import make_cast

# One year a report: enough for the longest run on one database.
FIRST = 1901
LAST = 2200


class Stage:
    """Those who take part, and as many years as are asked for."""

    def __init__(self) -> None:
        self.cast = make_cast()
        # One plan for all of them: what was done under no plan of a year stands in no report of it.
        plan = PlanFactory(slug="fault", starts_on=datetime.date(FIRST, 4, 1), ends_on=datetime.date(LAST, 3, 31))
        self.commitment = CommitmentFactory(priority__plan=plan)
        self.action = ActionFactory(owner=self.cast.police, commitment=self.commitment)
        self.years: list[ReportingYear] = []

    def make_year(self) -> ReportingYear:
        """One more year, with an approved account of what was done in it."""
        first = FIRST + len(self.years)
        year: ReportingYear = ReportingYearFactory(slug=f"{first}-{(first + 1) % 100:02d}")
        live_update(self.action, year, self.cast.partner_police, self.cast.board_icb)
        self.years.append(year)
        return year
