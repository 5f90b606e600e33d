"""Reports of years before the portal: uploaded by one person, approved by another, taken back with a reason."""

import re

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.editions.models.former import FormerReport
from reports.editions.pdf_check import UnfitPdf, check_pdf
from reports.editions.storage import store
from review.audit import record
from review.identity import refuse_identifying

# In the digits of addresses alone: the year becomes the address of the report's page.
YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
PDF = "pdf"


def upload_former_report(
    *, year_label: str, title: str, summary: str, content: bytes, by: User, source_url: str = ""
) -> FormerReport:
    """Keep a former report. It is public once somebody else has approved it.

    `year_label` is the reporting year, such as 2015-16; the page stands under it. Raises `DomainError` where the file
    is no PDF that only shows pages, where the summary is missing or tells who somebody is, or where a report of the
    year stands already.
    """
    require(by, Permission.KEEP_ARCHIVE)
    label = year_label.strip()
    _check_year(label)
    if not title.strip() or not summary.strip():
        raise DomainError("Enter a title, and a summary for people who cannot read the PDF.")
    refuse_identifying(title=title, summary=summary)
    try:
        pages = check_pdf(content)
    except UnfitPdf as error:
        raise DomainError(str(error)) from error
    try:
        with transaction.atomic():
            report = FormerReport.objects.create(
                year_label=label,
                slug=label,
                title=title.strip(),
                summary=summary.strip(),
                source_url=source_url.strip(),
                sha256=store(content, PDF),
                size=len(content),
                pages=pages,
                uploaded_by=by,
                uploaded_at=timezone.now(),
            )
            record(verb="upload former report", by=by, obj=report, data={"sha256": report.sha256, "year": label})
    except IntegrityError as error:
        raise DomainError(
            f"There is already a former report for {label}. Withdraw it before you upload another."
        ) from error
    return report


def approve_former_report(*, report: FormerReport, by: User) -> FormerReport:
    """Make it public. Nobody approves what they uploaded."""
    require(by, Permission.REVIEW)
    with transaction.atomic():
        stored = _standing(report)
        if stored.uploaded_by_id == by.pk:
            raise NotAllowed("You uploaded this report, so someone else must approve it.")
        if stored.approved_at is not None:
            raise WrongState("This report is already published.")
        stored.approved_by, stored.approved_at = by, timezone.now()
        stored.save(update_fields=["approved_by", "approved_at"])
        record(verb="approve former report", by=by, obj=stored, data={"sha256": stored.sha256})
    return stored


def withdraw_former_report(*, report: FormerReport, reason: str, by: User) -> FormerReport:
    """Take it back, or refuse it while it waits: who uploads and who approves may. It stays on record."""
    if not {Permission.KEEP_ARCHIVE, Permission.REVIEW} & by.held_permissions:
        require(by, Permission.KEEP_ARCHIVE)
    reason = reason.strip()
    if not reason:
        raise DomainError("Enter a reason for withdrawing it.")
    with transaction.atomic():
        stored = _standing(report)
        stored.withdrawn_by, stored.withdrawn_at, stored.withdrawn_reason = by, timezone.now(), reason
        stored.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        record(verb="withdraw former report", by=by, obj=stored, note=reason)
    return stored


def _standing(report: FormerReport) -> FormerReport:
    stored = FormerReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.withdrawn_at is not None:
        raise WrongState("This report has already been withdrawn.")
    return stored


def _check_year(label: str) -> None:
    """A reporting year, of which the portal itself makes no report."""
    found = YEAR.fullmatch(label)
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        raise DomainError("Enter the year like 2015-16.")
    if ReportingYear.objects.filter(slug=label, editions__isnull=False).exists():
        raise DomainError(
            f"The portal produces the report of {label} itself. You can only upload reports for earlier years."
        )
