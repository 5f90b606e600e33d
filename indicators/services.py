"""Every write to figures: keyword-only verbs with an actor, each one transaction with its line in the audit trail."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.bulk import replace_figures
from indicators.catalogue import Family
from indicators.checks import drop_stale_confirmations
from indicators.models import ReturnRound, Submission
from indicators.models.submission import closed_year_sentence, form_rows
from indicators.periods import Period, parse_period
from indicators.releases import make_release
from indicators.values import Value
from partnership.exceptions import ClosedYear, DomainError
from partnership.models import Organisation, ReportingYear, User
from review import services as review
from review.transitions import Verb

__all__ = [
    "AlreadyStarted",
    "check_dates",
    "make_release",
    "round_of",
    "save_figures",
    "start_submission",
    "submit_figures",
]

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]


class AlreadyStarted(DomainError):
    """Somebody of the organisation began the same return first."""


def _check_open(year: ReportingYear) -> None:
    # Read again: the object in the caller's hand may be older than the closing.
    if ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise ClosedYear(closed_year_sentence(year))


def round_of(family: Family, period: Period, organisation: Organisation) -> ReturnRound | None:
    """The round in which the organisation owes this family; None for a return outside the calendar."""
    return (
        ReturnRound.objects.filter(
            template__organisation=organisation,
            template__is_active=True,
            template__return_families__family_slug=family.slug,
            period=period.slug,
        )
        .select_related("template")
        .order_by("-closes_on", "pk")
        .first()
    )


def check_dates(found: ReturnRound | None) -> None:
    """Raise `DomainError` before the round opens and after it closed."""
    today = timezone.localdate()
    if found is not None and today < found.opens_on:
        raise DomainError(f"This return opens on {_day(found.opens_on)}. Nothing can be sent before.")
    if found is not None and today > found.closes_on:
        raise DomainError(
            f"This return closed to edits on {_day(found.closes_on)}. Ask the coordinator to open it again."
        )


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"


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
) -> Submission:
    """Begin a return, with figures or without: for the whole year, or for a period that ends in it.

    Raises `AlreadyStarted` where the organisation has one, `ClosedYear`, and `DomainError` outside the round's dates.
    """
    window = period or parse_period(year.slug)
    if window.year_slug != year.slug:
        raise ValueError(f"{window} does not end in {year}.")
    _check_open(year)
    if not family.in_effect(window.ends_on):
        raise DomainError(f"{family.title} is not collected for {window.label}.")
    if organisation.kind != family.supplier_kind:
        raise DomainError(f"{family.title} is not a return that {organisation} sends.")
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
    *, submission: Submission, cells: Cells, by: User, revision: int, note: str | None = None
) -> Submission:
    """Replace the figures of a return. Voids a submission or an approval; raises `StaleRevision`, `ClosedYear`."""
    _check_open(submission.year)
    check_dates(round_of(submission.family, submission.window, submission.organisation))
    _check_cells(submission.family, submission.window, cells)
    if note is not None:
        submission.note = note
    return review.edit(obj=submission, by=by, revision=revision, write=lambda saved: replace_figures(saved, cells))


def submit_figures(*, submission: Submission, by: User, revision: int) -> Submission:
    """Send a return to review, and note whether it first came after it was due.

    Raises `DomainError` with every reason that stops it.
    """
    _check_open(submission.year)
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
