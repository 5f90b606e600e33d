"""The list of former reports."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from reports.editions.models.former import FormerReport
from review.models import Event
from review.states import ReviewState
from review.transitions import Verb
from ui.filters import ChoiceFilter, FilterSet
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn

STATUSES = {
    ReviewState.SUBMITTED.value: "Awaiting approval by a second person",
    ReviewState.APPROVED.value: "Published",
    ReviewState.RETURNED.value: "Refused",
    ReviewState.WITHDRAWN.value: "Withdrawn",
}


def former_reports() -> QuerySet[FormerReport]:
    """All of them, each with the `reason` for which it was refused or withdrawn."""
    kind = ContentType.objects.get_for_model(FormerReport)
    ends = [Verb.RETURN, Verb.WITHDRAW]
    lines = Event.objects.filter(content_type=kind, object_id=OuterRef("pk"), verb__in=ends).order_by("-sequence")
    rows: QuerySet[FormerReport] = FormerReport.objects.select_related(
        "created_by", "approved_by", "returned_by", "withdrawn_by"
    ).annotate(reason=Subquery(lines.values("note")[:1]))
    return rows


def _decided(report: FormerReport) -> str:
    if report.state == ReviewState.APPROVED:
        return f"Approved by {report.approved_by}"
    person = report.withdrawn_by or report.returned_by
    return f"{person}: {report.reason}" if person else ""  # type: ignore[attr-defined]


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
    uploaded_at = DateColumn(accessor="created_at", below="created_by", verbose_name="Uploaded")
    uploaded_by = TextColumn(accessor="created_by", verbose_name="Uploaded by", visible=False)
    status = TextColumn(
        text=lambda report: STATUSES[report.state], below=_decided, order_by="state", verbose_name="Status"
    )
    decided = TextColumn(text=_decided, verbose_name="Decided", visible=False)

    class Meta:
        empty_text = "No former reports yet."


class FormerReportFilters(FilterSet):
    """By year and status."""

    year = ChoiceFilter("year_label", label="Year")
    status = ChoiceFilter("state", words=STATUSES.items(), label="Status")
