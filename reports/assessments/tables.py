"""The list of members and their self-assessments in a year."""

from ui.filters import FilterSet, RowFilter
from ui.tables import DateColumn, GovukTable, PartColumn, TextColumn


class AssessmentTable(GovukTable):
    """A row for each member and each self-assessment that is open for the year."""

    noun, nouns = "self-assessment", "self-assessments"

    member = TextColumn(accessor="organisation__name", verbose_name="Member")
    title = TextColumn(accessor="round__title", verbose_name="Self-assessment")
    due = DateColumn(accessor="round__due_on", verbose_name="Due")
    status = PartColumn("reports/assessments/_status.html", accessor="status", verbose_name="Status")
    summary = TextColumn(accessor="summary", orderable=False, verbose_name="Grades")
    challenges = TextColumn(accessor="challenges", orderable=False, verbose_name="Challenges")


class AssessmentFilters(FilterSet):
    """By status, and by self-assessment."""

    status = RowFilter(value=lambda line: line.status, label="Status")
    title = RowFilter(value=lambda line: line.round.title, label="Self-assessment")
