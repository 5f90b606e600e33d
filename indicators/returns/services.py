"""Every write to figures: keyword-only verbs with an actor, each one transaction with its line in the audit trail."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.definitions.families import Family
from indicators.definitions.periods import Period, parse_period
from indicators.definitions.values import Value, is_count
from indicators.returns.bulk import replace_figures
from indicators.returns.models.submission import Submission, form_rows
from indicators.returns.openness import check_dates, check_open, check_period, round_of
from indicators.returns.questions import drop_stale_confirmations
from partnership.exceptions import DomainError
from partnership.models import Organisation, ReportingYear, User
from review import services as review
from review.transitions import Verb

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]


class AlreadyStarted(DomainError):
    """Somebody of the organisation began the same return first."""


def check_cells(family: Family, year: Period, cells: Cells) -> None:
    """Raise `DomainError` for figures that nobody could have typed in: in other cells, or counts that are not whole.

    Forms and files ask the same; this is for callers that come another way.
    """
    rows = {row.key for row in form_rows(family, year)}
    columns = {column.key for column in family.input_columns}
    unknown = sorted(f"{row}, {column}" for row, column in cells if row not in rows or column not in columns)
    if unknown:
        raise DomainError(f"{family.title} has no cell {'; '.join(unknown)} that you can enter in {year.label}.")
    labels = {row.key: row.label for row in form_rows(family, year)}
    for (row, key), value in cells.items():
        column = family.column(key)
        if column.unit == "count" and value.number is not None and not is_count(value.number):
            raise DomainError(f"{labels[row]}, {column.label}: {value.number} must be a whole number, 0 or more.")


def begin_return(
    *,
    family: Family,
    year: ReportingYear,
    period: Period,
    organisation: Organisation,
    by: User,
    cells: Cells,
    note: str = "",
    other_period: str = "",
    backfill_reason: str = "",
) -> Submission:
    """Save a new return, without asking whether its year and its round take figures: the caller has.

    Raises `AlreadyStarted` where the organisation has one, `NotAllowed`, and `DomainError` for figures that are not
    collected for the period, or not sent by the organisation.
    """
    if period.year_slug != year.slug:
        raise ValueError(f"{period} does not end in {year}.")
    if not family.in_effect(period.ends_on):
        raise DomainError(f"{family.title} is not collected for {period.label}.")
    if organisation.kind != family.supplier_kind:
        raise DomainError(f"{family.title} is not a return that {organisation} sends.")
    check_cells(family, period, cells)
    submission = Submission(
        family_slug=family.slug,
        year=year,
        period=period.slug,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        organisation=organisation,
        note=note,
        other_period=other_period,
        backfill_reason=backfill_reason,
    )
    try:
        with transaction.atomic():
            return review.create(obj=submission, by=by, write=lambda saved: replace_figures(saved, cells))
    except IntegrityError as error:
        raise AlreadyStarted(
            f"Someone from {organisation} has already started this return. Your figures were not saved. "
            "Compare them with theirs, then save again."
        ) from error


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
    check_open(year)
    check_period(family, window, organisation)
    check_dates(round_of(family, window, organisation))
    return begin_return(
        family=family,
        year=year,
        period=window,
        organisation=organisation,
        by=by,
        cells=cells or {},
        note=note,
        other_period=other_period,
    )


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
    check_cells(submission.family, submission.window, cells)
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
