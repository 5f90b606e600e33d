"""Reports of years before the portal: uploaded by one person and reviewed by another, as `review.services` says."""

import re

from django.db import IntegrityError

from partnership.authorization import require
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError
from partnership.hourly import count_use
from partnership.models import ReportingYear, User
from partnership.pdf_check import RejectedPdf, check_pdf
from partnership.permissions import Permission
from reports.editions.models.former import FormerReport
from reports.editions.storage import store
from review.services import propose

# In the digits of addresses alone: the year becomes the address of the report's page.
YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
PDF = "pdf"
# Files in an hour, of one account.
MOST_UPLOADS = 30


def upload_former_report(
    *, year_label: str, title: str, summary: str, content: bytes, by: User, source_url: str = ""
) -> FormerReport:
    """Keep a former report and submit it for review.

    `year_label` is the reporting year, such as 2015-16; the page stands under it. Raises `DomainError` where the file
    is no PDF that only shows pages, where the summary is missing or tells who somebody is, or where a report of the
    year stands already.
    """
    require(by, Permission.KEEP_ARCHIVE)
    label = year_label.strip()
    _check_year(label)
    if not title.strip() or not summary.strip():
        raise DomainError("Enter a title, and a summary for people who cannot read the PDF.")
    count_use(by=by, what="former report", most=MOST_UPLOADS)
    try:
        pages = in_child(check_pdf, content, raises=(RejectedPdf,))
    except (RejectedPdf, NotRead) as error:
        raise DomainError(str(error)) from error
    report = FormerReport(
        year_label=label,
        slug=label,
        title=title.strip(),
        summary=summary.strip(),
        source_url=source_url.strip(),
        sha256=store(content, PDF),
        size=len(content),
        pages=pages,
    )
    try:
        return propose(obj=report, by=by)
    except IntegrityError as error:
        raise DomainError(
            f"There is already a former report for {label}. Withdraw it before you upload another."
        ) from error


def _check_year(label: str) -> None:
    """A reporting year, of which the portal itself makes no report."""
    found = YEAR.fullmatch(label)
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        raise DomainError("Enter the year like 2015-16.")
    if ReportingYear.objects.filter(slug=label, editions__isnull=False).exists():
        raise DomainError(
            f"The portal produces the report of {label} itself. You can only upload reports for earlier years."
        )
