"""Reports that nobody has built yet."""

from django.urls import reverse

from partnership.authorization import has_permission
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.completeness.later_assessments import last_day
from reports.completeness.requirements import find_requirement
from reports.editions.models.edition import Edition
from reports.editions.report_year import untold_years

# In the lists of what the law requires: published by the end of September.
IN_TIME = "CH23-13"


def to_do(user: User) -> list[Task]:
    """For who builds reports: the years that are over and have no edition. Two queries."""
    if not has_permission(user, Permission.BUILD_REPORT):
        return []
    begun = set(Edition.objects.values_list("year", flat=True))
    return [_build(year) for year in untold_years() if year.pk not in begun]


def _build(year: ReportingYear) -> Task:
    rule = find_requirement(IN_TIME)
    return Task(
        TaskKind.PUBLISH,
        f"Build the annual report {year}",
        f"{reverse('admin:report-editions')}?year={year.slug}",
        "See what is missing first",
        since=year.ends_on,
        due=last_day(year.ends_on) if rule and rule.holds_in(year.slug) else None,
    )
