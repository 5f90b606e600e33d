"""Every write to figures: keyword-only verbs with an actor, each one transaction with its line in the audit trail."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from indicators.catalogue import Family
from indicators.models import Submission
from indicators.models.submission import closed_year_sentence, figure_rows, form_rows
from indicators.releases import make_release
from indicators.values import Value
from partnership.exceptions import ClosedYear, DomainError
from partnership.models import Organisation, ReportingYear, User
from review import services as review
from review.transitions import Verb

__all__ = ["AlreadyStarted", "make_release", "save_figures", "start_submission", "submit_figures"]

Cell = tuple[str, str]
Cells = Mapping[Cell, Value]


class AlreadyStarted(DomainError):
    """Somebody of the organisation began the same return first."""


def _check_open(year: ReportingYear) -> None:
    # Read again: the object in the caller's hand may be older than the closing.
    if ReportingYear.objects.filter(pk=year.pk, closed_at__isnull=False).exists():
        raise ClosedYear(closed_year_sentence(year))


def _check_cells(family: Family, year: ReportingYear, cells: Cells) -> None:
    rows = {row.key for row in form_rows(family, year)}
    columns = {column.key for column in family.input_columns}
    unknown = sorted(f"{row}, {column}" for row, column in cells if row not in rows or column not in columns)
    if unknown:
        raise DomainError(f"{family.title} has no cell {'; '.join(unknown)} that could be typed in {year}.")


def _write_figures(submission: Submission, cells: Cells) -> None:
    submission.figures.all().delete()
    submission.figures.bulk_create(figure_rows(submission, cells))


def start_submission(
    *,
    family: Family,
    year: ReportingYear,
    organisation: Organisation,
    by: User,
    cells: Cells | None = None,
    note: str = "",
) -> Submission:
    """Begin a return, with figures or without. Raises `AlreadyStarted` where the organisation has one, `ClosedYear`."""
    _check_open(year)
    if not family.in_effect(year.ends_on):
        raise DomainError(f"{family.title} is not collected for {year}.")
    if organisation.kind != family.supplier_kind:
        raise DomainError(f"{family.title} is not a return that {organisation} sends.")
    _check_cells(family, year, cells or {})
    submission = Submission(family_slug=family.slug, year=year, organisation=organisation, note=note)
    try:
        with transaction.atomic():
            return review.create(obj=submission, by=by, write=lambda saved: _write_figures(saved, cells or {}))
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
    _check_cells(submission.family, submission.year, cells)
    if note is not None:
        submission.note = note
    return review.edit(obj=submission, by=by, revision=revision, write=lambda saved: _write_figures(saved, cells))


def submit_figures(*, submission: Submission, by: User, revision: int) -> Submission:
    """Send a return to review. Raises `DomainError` with every reason that stops it."""
    _check_open(submission.year)
    return review.move(obj=submission, verb=Verb.SUBMIT, by=by, revision=revision)
