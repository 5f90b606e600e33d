"""Every write to figures: keyword-only verbs with an actor, each one transaction with its line in the audit trail."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.bulk import replace_figures
from indicators.catalogue import Family
from indicators.checks import drop_stale_confirmations
from indicators.models import Submission
from indicators.models.submission import form_rows
from indicators.openness import check_dates, check_open, check_period, round_of
from indicators.periods import Period, parse_period
from indicators.releases import make_release
from indicators.values import Value
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from review import services as review
from review.transitions import Verb

__all__ = [
    "AlreadyStarted",
    "make_release",
    "save_figures",
    "start_submission",
    "submit_figures",
]

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]


class AlreadyStarted(DomainError):
    """Somebody of the organisation began the same return first."""


def _check_cells(family: Family, year: Period, cells: Cells) -> None:
    rows = {row.key for row in form_rows(family, year)}
    columns = {column.key for column in family.input_columns}
    unknown = sorted(f"{row}, {column}" for row, column in cells if row not in rows or column not in columns)
    if unknown:
        raise DomainError(f"{family.title} has no cell {'; '.join(unknown)} that could be typed in {year.label}.")


def start_submission(
    *,
    family: Family,
    year: ReportingYear,
    organisation: Organisation,
    by: User,
    cells: Cells | None = None,
    note: str = "",
    period: Period | None = None,
    other_period: str = "",
) -> Submission:
    """Begin a return, with figures or without: for the whole year, or for a period that ends in it.

    `other_period` is what the file of the figures says of another period; empty for figures that were typed.
    Raises `AlreadyStarted` where the organisation has one, `ClosedYear`, and `DomainError` outside the round's dates.
    """
    window = period or parse_period(year.slug)
    if window.year_slug != year.slug:
        raise ValueError(f"{window} does not end in {year}.")
    check_open(year)
    if not family.in_effect(window.ends_on):
        raise DomainError(f"{family.title} is not collected for {window.label}.")
    if organisation.kind != family.supplier_kind:
        raise DomainError(f"{family.title} is not a return that {organisation} sends.")
    check_period(family, window, organisation)
    check_dates(round_of(family, window, organisation))
    _check_cells(family, window, cells or {})
    submission = Submission(
        family_slug=family.slug,
        year=year,
        period=window.slug,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        organisation=organisation,
        note=note,
        other_period=other_period,
    )
    try:
        with transaction.atomic():
            return review.create(obj=submission, by=by, write=lambda saved: replace_figures(saved, cells or {}))
    except IntegrityError as error:
        raise AlreadyStarted(
            f"Somebody of {organisation} has already begun this return. Your figures were not saved: compare them with "
            "theirs, then save again."
        ) from error


def save_figures(
    *,
    submission: Submission,
    cells: Cells,
    by: User,
    revision: int,
    note: str | None = None,
    other_period: str | None = None,
) -> Submission:
    """Replace the figures of a return. Voids a submission or an approval; raises `StaleRevision`, `ClosedYear`.

    Without `note`, or `other_period` (what the file of the figures says of another period), the stored one stays.
    """
    check_open(submission.year)
    check_dates(round_of(submission.family, submission.window, submission.organisation))
    _check_cells(submission.family, submission.window, cells)
    if note is not None:
        submission.note = note
    if other_period is not None:
        submission.other_period = other_period
    return review.edit(obj=submission, by=by, revision=revision, write=lambda saved: replace_figures(saved, cells))


def submit_figures(*, submission: Submission, by: User, revision: int) -> Submission:
    """Send a return to review, and note whether it first came after it was due.

    Raises `DomainError` with every reason that stops it.
    """
    check_open(submission.year)
    found = round_of(submission.family, submission.window, submission.organisation)
    check_dates(found)
    with transaction.atomic():
        if submission.first_sent_at is None:
            now = timezone.now()
            late = found is not None and timezone.localdate(now) > found.due_on
            # Before the snapshot is taken, for it says whether the figures came late.
            Submission.objects.filter(pk=submission.pk).update(first_sent_at=now, late=late)
        drop_stale_confirmations(submission)
        return review.move(obj=submission, verb=Verb.SUBMIT, by=by, revision=revision)
