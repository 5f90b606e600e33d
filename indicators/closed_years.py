"""Figures of years that are closed, loaded later by the coordinator: the same checks, the same review, and a mark."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from indicators.bulk import replace_figures
from indicators.catalogue import Family
from indicators.checked_file import Checked
from indicators.checks import confirm_findings, drop_stale_confirmations
from indicators.file_checks import check_file
from indicators.models import ReturnTemplate, Submission
from indicators.periods import Period, parse_period
from indicators.queries import open_submission
from indicators.values import Value
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from review import services as review
from review.transitions import Verb

LONGEST_REASON = 300
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
) -> Submission:
    """Send figures of a closed year to review, in the place of the organisation that supplied them.

    `reason` says why they come now; it is printed beside the figures. `comments` say why unusual figures are right.
    Figures that were loaded so and sent back are replaced. Raises `NotAllowed`, and `DomainError` where the year is
    open, where the organisation has sent this return, or with every reason that stops it.
    """
    window = period or parse_period(year.slug)
    new = Submission(
        family_slug=family.slug,
        year=year,
        period=window.slug,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        organisation=organisation,
        note=note,
        loaded_reason=" ".join(reason.split()),
    )
    _check(new, by)
    with transaction.atomic():
        submission = open_submission(family, window, organisation)
        if submission is None:
            submission = review.create(obj=new, by=by, write=lambda saved: replace_figures(saved, cells))
        elif not submission.loaded_reason:
            raise DomainError(
                f"{organisation} has sent this return itself. Withdraw it first, then load what is right."
            )
        else:
            submission.note = note
            submission = review.edit(
                obj=submission,
                by=by,
                revision=submission.revision,
                write=lambda saved: replace_figures(saved, cells),
            )
            # No form edits it, so that only this place changes it.
            submission.loaded_reason = new.loaded_reason
            submission.save(update_fields=["loaded_reason"])
        if comments:
            submission = confirm_findings(submission=submission, comments=comments, by=by, revision=submission.revision)
        Submission.objects.filter(pk=submission.pk, first_sent_at=None).update(first_sent_at=timezone.now())
        drop_stale_confirmations(submission)
        review.record(verb="load closed year", by=by, obj=submission, note=submission.loaded_reason)
        return review.move(obj=submission, verb=Verb.SUBMIT, by=by, revision=submission.revision)


def load_closed_file(
    *, template: ReturnTemplate, period: Period, name: str, content: bytes, reason: str, by: User
) -> Checked:
    """Check a file of a closed year and, where nothing stands in its way, load and submit it, in one transaction.

    The answer tells by `can_submit` whether that was done.
    """
    with transaction.atomic():
        checked = check_file(template=template, period=period, name=name, content=content, by=by, into_closed_year=True)
        year = ReportingYear.objects.get(slug=period.year_slug)
        if not checked.can_submit:
            return checked
        for one in checked.families:
            if one.is_in_file:
                load_closed_figures(
                    family=one.form.family,
                    year=year,
                    period=period,
                    organisation=template.organisation,
                    cells=one.cells,
                    note=one.note,
                    comments=one.comments,
                    reason=reason,
                    by=by,
                )
        data = {"period": period.slug, "file": name, "sha256": hashlib.sha256(content).hexdigest()}
        review.record(verb="load file of closed year", by=by, obj=template, note=reason, data=data)
    return checked


def _check(submission: Submission, by: User) -> None:
    require(by, Permission.LOAD_CLOSED_YEARS)
    family, year, organisation = submission.family, submission.year, submission.organisation
    if not submission.loaded_reason or len(submission.loaded_reason) > LONGEST_REASON:
        raise DomainError(
            "Say why the figures are loaded after the year was closed, in 300 characters at most: it is printed beside "
            "them."
        )
    if not ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise DomainError(f"The year {year} is open: {organisation} sends its figures itself.")
    if not family.in_effect(submission.ends_on):
        raise DomainError(f"{family.title} is not collected for {submission.window.label}.")
    if organisation.kind != family.supplier_kind:
        raise DomainError(f"{family.title} is not a return that {organisation} sends.")
