"""Taking in a file of figures: kept for its preview, then saved whole or not at all."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from indicators.definitions.periods import Period, parse_period
from indicators.files.checked_file import Checked, CheckedFamily
from indicators.files.file_checks import (
    check_actor,
    check_file,
    check_period,
    check_upload_for_api,
    file_form,
    file_to_fill,
)
from indicators.files.models import Upload
from indicators.parsing.archive import check_size
from indicators.parsing.file_problems import FileRefused
from indicators.parsing.files import XLSX
from indicators.parsing.marked import marked_csv, marked_workbook
from indicators.returns.models.submission import Submission
from indicators.returns.questions import confirm_findings
from indicators.returns.services import save_figures, start_submission, submit_figures
from indicators.rounds.models.returns import ReturnTemplate
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.hourly import count_use
from partnership.models import ReportingYear, User
from review import services as review
from review.audit_verbs import AuditVerb

__all__ = [
    "apply_upload",
    "check_file",
    "check_upload",
    "check_upload_for_api",
    "file_to_fill",
    "keep_upload",
    "marked_file",
    "submit_file",
    "taken_once",
]

# Files in an hour, of one account.
MOST_UPLOADS = 60
STALE = (
    "Someone saved figures for this return after you opened this page. Nothing was saved. Check the changes in "
    "your file again, then decide."
)


def _clean_name(name: str) -> str:
    """The last part of a file's name, without what has no place in one."""
    plain = re.sub(r"[^\w. ()+-]+", "_", PurePath(name.replace("\\", "/")).name).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:40]}" or "figures"


def keep_upload(
    *,
    template: ReturnTemplate,
    period: Period,
    name: str,
    content: bytes,
    by: User,
    backfill_reason: str = "",
    published_on: datetime.date | None = None,
) -> Upload:
    """Keep a file until it is saved, replaced or a day old. Replaces what the same person sent before.

    With `backfill_reason` it is a file that the coordinator loads into a closed year. Raises `NotAllowed`, and
    `DomainError` for an empty or oversized file, and for a period that is not the return's.
    """
    check_actor(template, by, into_closed_year=bool(backfill_reason))
    check_period(template, period, into_closed_year=bool(backfill_reason))
    file_form(template, period)  # refused with a sentence where it holds nothing of this period
    count_use(by=by, what="upload", most=MOST_UPLOADS)
    try:
        check_size(content)
    except FileRefused as refusal:
        raise DomainError(str(refusal)) from refusal
    with transaction.atomic():
        Upload.objects.filter(template=template, period=period.slug, uploaded_by=by, applied_at=None).delete()
        return Upload.objects.create(
            template=template,
            period=period.slug,
            name=_clean_name(name),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_by=by,
            uploaded_at=timezone.now(),
            backfill_reason=backfill_reason,
            published_on=published_on,
        )


def check_upload(*, upload: Upload, by: User) -> Checked:
    """Check a file that is kept, against what is stored now."""
    return check_file(
        template=upload.template,
        period=parse_period(upload.period),
        name=upload.name,
        content=bytes(upload.content),
        by=by,
        into_closed_year=bool(upload.backfill_reason),
        published_on=upload.published_on,
    )


def apply_upload(*, upload: Upload, by: User, seen: str, submit: bool = False) -> Checked:
    """Save everything that a kept file holds, or nothing. `seen` is the `Checked.seen` of what the person was shown.

    Raises `StaleRevision` where somebody saved since, `WrongState` where the file was saved before, and `DomainError`
    with what keeps it from being saved or submitted.
    """
    with taken_once(upload=upload, by=by, seen=seen) as checked:
        store_checked(checked=checked, by=by, sha256=upload.sha256, submit=submit)
    return checked


@contextmanager
def taken_once(*, upload: Upload, by: User, seen: str) -> Iterator[Checked]:
    """Check a kept file anew and mark it as saved, in one transaction with whatever the block stores of it.

    Raises `StaleRevision` and `WrongState` as `apply_upload` does, before the block is entered.
    """
    with transaction.atomic():
        checked = check_upload(upload=upload, by=by)
        if seen != checked.seen and upload.applied_at is None:
            raise StaleRevision(STALE)
        now = timezone.now()
        # Whoever sets the time first saves the file; a second click finds it set.
        if Upload.objects.filter(pk=upload.pk, applied_at=None).update(applied_at=now) != 1:
            raise WrongState("This file is already saved.")
        upload.applied_at = now
        try:
            yield checked
        except Exception:
            upload.applied_at = None
            raise


def submit_file(
    *,
    template: ReturnTemplate,
    period: Period,
    name: str,
    content: bytes,
    by: User,
    submit: bool = True,
    published_on: datetime.date | None = None,
) -> Checked:
    """Check a file and, where nothing stands in its way, save it and submit it, in one transaction.

    The answer tells by `can_save` and `can_submit` whether that was done. Raises `DomainError` as `apply_upload` does.
    """
    with transaction.atomic():
        checked = check_file(
            template=template, period=period, name=name, content=content, by=by, published_on=published_on
        )
        if checked.can_submit if submit else checked.can_save:
            sha256 = hashlib.sha256(content).hexdigest()
            store_checked(checked=checked, by=by, sha256=sha256, submit=submit)
    return checked


def store_checked(*, checked: Checked, by: User, sha256: str, submit: bool) -> None:
    """Store what a check allowed, through the same verbs as the form. Call it in the transaction of the check."""
    if not checked.can_save:
        raise DomainError("The file was not saved. Correct the rejected lines and upload it again.")
    if submit and not checked.can_submit:
        raise DomainError(
            "The file was not submitted. Fill in the blank cells, explain unusual figures in the column "
            "“Comment” and remove anything that identifies someone. You can save it as a draft."
        )
    year = ReportingYear.objects.get(slug=checked.period.year_slug)
    with transaction.atomic():
        stored = [
            _store(one, checked, year, by, submit=submit)
            for one in checked.families
            if one.is_in_file and not one.is_done
        ]
        review.record(
            verb=AuditVerb.SEND_FILE,
            by=by,
            obj=checked.template,
            data={
                "period": checked.period.slug,
                "file": checked.name,
                "sha256": sha256,
                "families": [submission.family_slug for submission in stored],
                "submitted": submit,
            },
        )


def _store(one: CheckedFamily, checked: Checked, year: ReportingYear, by: User, *, submit: bool) -> Submission:
    submission = one.submission
    if submission is None:
        submission = start_submission(
            family=one.form.family,
            year=year,
            period=checked.period,
            organisation=checked.template.organisation,
            by=by,
            cells=one.cells,
            note=one.note,
            other_period=one.names_period,
        )
    elif not one.is_unchanged:
        submission = save_figures(
            submission=submission,
            cells=one.cells,
            by=by,
            revision=submission.revision,
            note=one.note,
            other_period=one.names_period,
        )
    if one.comments:
        submission = confirm_findings(submission=submission, comments=one.comments, by=by, revision=submission.revision)
    if submit:
        submission = submit_figures(submission=submission, by=by, revision=submission.revision)
    one.is_stored = True
    return submission


def marked_file(*, upload: Upload, by: User) -> tuple[str, bytes]:
    """Name and content of the same file with its problems marked. Raises `DomainError` for what cannot be marked."""
    checked = check_upload(upload=upload, by=by)
    content = bytes(upload.content)
    try:
        if checked.reading.kind == XLSX:
            marked = in_child(marked_workbook, content, checked.problems, raises=(FileRefused,))
        elif checked.reading.csv is not None:
            marked = in_child(marked_csv, checked.reading.csv, checked.problems, raises=(FileRefused,))
        else:
            raise FileRefused("The file cannot be read, so we cannot mark problems in it.")
    except (FileRefused, NotRead) as refusal:
        raise DomainError(str(refusal)) from refusal
    stem = PurePath(upload.name).stem
    return f"{stem}-problems.{checked.reading.kind}", marked


def old_uploads(before: datetime.datetime) -> QuerySet[Upload]:
    """The files that were sent before that moment, saved or not."""
    return Upload.objects.filter(uploaded_at__lt=before)
