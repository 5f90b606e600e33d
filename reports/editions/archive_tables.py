"""The list of former reports."""

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse

from reports.editions.models.former import FormerReport
from ui.filters import ChoiceFilter, FilterSet
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn

WITHDRAWN, PUBLIC, WAITING = "withdrawn", "public", "waiting"
STATUSES = {WAITING: "Awaiting approval by a second person", PUBLIC: "Published", WITHDRAWN: "Withdrawn"}


def former_reports() -> QuerySet[FormerReport]:
    """All of them, each with its `status`: a key of `STATUSES`."""
    status = Case(
        When(withdrawn_at__isnull=False, then=Value(WITHDRAWN)),
        When(approved_at__isnull=False, then=Value(PUBLIC)),
        default=Value(WAITING),
    )
    rows = FormerReport.objects.select_related("uploaded_by", "approved_by", "withdrawn_by")
    return rows.annotate(status=status)


def _decided(report: FormerReport) -> str:
    if report.withdrawn_at:
        return f"{report.withdrawn_by}: {report.withdrawn_reason}"
    return f"Approved by {report.approved_by}" if report.approved_at else ""


class FormerReportTable(GovukTable):
    """Every former report, whatever became of it."""

    caption = "Uploaded reports"
    noun, nouns = "report", "reports"

    title = LinkColumn(
        address=lambda report: reverse("admin:former-report-decide", args=[report.pk]),
        below="year_label",
        verbose_name="Report",
    )
    year_label = TextColumn(verbose_name="Year", visible=False)
    uploaded_at = DateColumn(below="uploaded_by", verbose_name="Uploaded")
    uploaded_by = TextColumn(verbose_name="Uploaded by", visible=False)
    status = TextColumn(
        text=lambda report: STATUSES[report.status], below=_decided, order_by="status", verbose_name="Status"
    )
    decided = TextColumn(text=_decided, verbose_name="Decided", visible=False)

    class Meta:
        empty_text = "No former reports yet."


class FormerReportFilters(FilterSet):
    """By year and status."""

    year = ChoiceFilter("year_label", label="Year")
    status = ChoiceFilter("status", words=STATUSES.items(), label="Status")
