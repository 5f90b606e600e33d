"""What the law asks of a report, out of the way of tests that are about something else."""

from partnership.models import ReportingYear, User
from reports.document.assess import judge_year
from reports.document.requirement_services import override_requirement
from reports.models import RequirementOverride

REASON = "This test is about something else."


def override_everything(year: ReportingYear, by: User) -> list[RequirementOverride]:
    """Have the chair let the year's report out without anything that is missing now.

    The report prints it: call this before an edition is built. What comes in later makes an override idle.
    """
    return [
        override_requirement(year=year, requirement_id=item.requirement.id, reason=REASON, by=by)
        for item in judge_year(year).blocking
    ]
