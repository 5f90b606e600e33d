"""Figures of years that are closed, loaded later by the coordinator: the same checks, the same review, and a mark."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from indicators.definitions.families import Family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.values import Value
from indicators.files.backfill_reason import reason_as_printed
from indicators.files.checked_file import Checked
from indicators.files.file_checks import check_file
from indicators.files.models import Upload
from indicators.files.uploads import keep_upload, taken_once
from indicators.returns.bulk import replace_figures
from indicators.returns.models.submission import Submission, open_year_sentence, sent_itself_sentence
from indicators.returns.queries import open_submission
from indicators.returns.questions import confirm_findings, drop_stale_confirmations
from indicators.returns.services import begin_return, check_cells
from indicators.rounds.models.returns import ReturnTemplate
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from review import services as review
from review.audit_verbs import AuditVerb
from review.transitions import Verb

Cells = Mapping[tuple[str, str], Value]


def load_closed_figures(
    *,
    family: Family,
    year: ReportingYear,
    organisation: Organisation,
    cells: Cells,
    reason: str,
    by: User,
    note: str = "",
    period: Period | None = None,
    comments: Mapping[tuple[str, str, str], str] | None = None,
    other_period: str = "",
    revision: int | None = None,
) -> Submission:
    """Send figures of a closed year to review, in the place of the organisation that supplied them.

    `reason` says where they come from and why now; it is printed beside the figures. `comments` say why unusual figures
    are right, `other_period` what their file says of another period. Figures that were loaded so and sent back are
    replaced; with `revision` only those that the caller has looked at, 0 where there were none. Raises `NotAllowed`,
    `StaleRevision`, and `DomainError` where the year is open, where the organisation has sent this return, or with
    every reason that stops it.
    """
    window = period or parse_period(year.slug)
    told = _checked_reason(reason, by)
    _check_closed(year, organisation)
    with transaction.atomic():
        submission = open_submission(family, window, organisation)
        if submission is None:
            submission = begin_return(
                family=family,
                year=year,
                period=window,
                organisation=organisation,
                by=by,
                cells=cells,
                note=note,
                other_period=other_period,
                backfill_reason=told,
            )
        elif not submission.backfill_reason:
            raise DomainError(sent_itself_sentence(organisation))
        else:
            check_cells(family, window, cells)
            submission.note, submission.other_period = note, other_period
            submission = review.edit(
                obj=submission,
                by=by,
                revision=submission.revision if revision is None else revision,
                write=lambda saved: _write(saved, cells, told),
            )
        if comments:
            submission = confirm_findings(submission=submission, comments=comments, by=by, revision=submission.revision)
        if submission.state in review.HANDED_IN:
            # The same figures were loaded before, for the same reason.
            return submission
        Submission.objects.filter(pk=submission.pk, first_sent_at=None).update(first_sent_at=timezone.now())
        drop_stale_confirmations(submission)
        review.record(verb=AuditVerb.LOAD_CLOSED_YEAR, by=by, obj=submission, note=submission.backfill_reason)
        return review.move(obj=submission, verb=Verb.SUBMIT, by=by, revision=submission.revision)


def _write(submission: Submission, cells: Cells, reason: str) -> None:
    """Figures and reason. No form edits the reason, so that only this place changes it."""
    replace_figures(submission, cells)
    submission.backfill_reason = reason
    submission.save(update_fields=["backfill_reason"])


def load_closed_file(
    *, template: ReturnTemplate, period: Period, name: str, content: bytes, reason: str, by: User
) -> Checked:
    """Check a file of a closed year and, where nothing stands in its way, load and submit it, in one transaction.

    The answer tells by `can_submit` whether that was done.
    """
    told = _checked_reason(reason, by)
    with transaction.atomic():
        checked = check_file(template=template, period=period, name=name, content=content, by=by, into_closed_year=True)
        if checked.can_submit:
            _load(checked, told, hashlib.sha256(content).hexdigest(), by)
    return checked


def keep_closed_upload(
    *, template: ReturnTemplate, period: Period, name: str, content: bytes, reason: str, by: User
) -> Upload:
    """Keep a file of a closed year, and why it is loaded, until it is loaded, replaced or a day old.

    Raises `NotAllowed`, and `DomainError` as `keep_upload` does, for an open year, and without a reason.
    """
    told = _checked_reason(reason, by)
    _check_closed(ReportingYear.objects.get(slug=period.year_slug), template.organisation)
    return keep_upload(template=template, period=period, name=name, content=content, by=by, backfill_reason=told)


def load_closed_upload(*, upload: Upload, by: User, seen: str) -> Checked:
    """Load and submit everything that a kept file holds, or nothing. `seen` is the `Checked.seen` that was shown.

    Raises `StaleRevision` where somebody loaded since, `WrongState` where the file was loaded before, and
    `DomainError` with what keeps it from being loaded.
    """
    with taken_once(upload=upload, by=by, seen=seen) as checked:
        if not checked.can_submit:
            raise DomainError(
                "The file was not loaded. Correct the rejected lines, fill in the blank cells, explain unusual "
                "figures in the column “Comment” and remove anything that identifies someone. Then upload it "
                "again."
            )
        _load(checked, upload.backfill_reason, upload.sha256, by)
    return checked


def _load(checked: Checked, reason: str, sha256: str, by: User) -> None:
    """Load what a check allowed; the families say which were. Call it in the transaction of the check."""
    year = ReportingYear.objects.get(slug=checked.period.year_slug)
    for one in checked.families:
        # What waits or is approved already, word for word, keeps its place in the review.
        stays = one.is_done and one.submission is not None and one.submission.backfill_reason == reason
        if one.is_in_file and not stays:
            load_closed_figures(
                family=one.form.family,
                year=year,
                period=checked.period,
                organisation=checked.template.organisation,
                cells=one.cells,
                note=one.note,
                comments=one.comments,
                other_period=one.names_period,
                reason=reason,
                by=by,
                revision=one.revision,
            )
            one.is_stored = True
    if not checked.stored:
        return
    families = [one.form.family.slug for one in checked.stored]
    data = {"period": checked.period.slug, "file": checked.name, "sha256": sha256, "families": families}
    review.record(verb=AuditVerb.LOAD_FILE_OF_CLOSED_YEAR, by=by, obj=checked.template, note=reason, data=data)


def _checked_reason(reason: str, by: User) -> str:
    """The reason as it is printed. Raises `NotAllowed`, and `DomainError` as `reason_as_printed` does."""
    require(by, Permission.LOAD_CLOSED_YEARS)
    return reason_as_printed(reason)


def _check_closed(year: ReportingYear, organisation: Organisation) -> None:
    # Read again: the object in the caller's hand may be older than the closing.
    if not ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise DomainError(open_year_sentence(year, organisation))
