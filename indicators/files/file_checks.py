"""Checking a file of figures against what is stored, writing nothing: the one code of web, command and API."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from indicators.definitions.periods import Frequency, Period, parse_period, periods_of_year
from indicators.definitions.values import Value
from indicators.files.checked_file import Checked, CheckedFamily, as_data
from indicators.files.file_findings import Findings
from indicators.files.national import known_national
from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import FileReading
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.parsing.parsed import ParsedFamily, ParsedFile
from indicators.parsing.template import Filled, template_csv
from indicators.parsing.upload import National, read_upload
from indicators.parsing.workbook import template_workbook
from indicators.returns.models.submission import (
    Submission,
    closed_year_sentence,
    form_rows,
    known_about,
    open_year_sentence,
    sent_itself_sentence,
)
from indicators.returns.openness import check_dates, round_of
from indicators.returns.queries import open_submission
from indicators.rounds.models.returns import ReturnTemplate
from partnership.authorization import require
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError, NotAllowed
from partnership.hourly import count_use
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission

Cell = tuple[str, str]
# Files in an hour that a program of one account has checked.
MOST_CHECKS = 120


def find_template(slug: str) -> ReturnTemplate:
    """The return with this slug, with everything that is asked of it. Raises `ReturnTemplate.DoesNotExist`."""
    return ReturnTemplate.objects.select_related("organisation").prefetch_related("return_families").get(slug=slug)


def check_sender(template: ReturnTemplate, by: User) -> None:
    """Only partners of the organisation that owes the return handle its files. Raises `NotAllowed`."""
    require(by, Permission.SUBMIT_FIGURES)
    if by.organisation_id != template.organisation_id:
        raise NotAllowed(f"{template} is a return from {template.organisation}. You cannot send it.")


def check_actor(template: ReturnTemplate, by: User, *, into_closed_year: bool) -> None:
    """Who sends the return handles its files; into a closed year, who may load those. Raises `NotAllowed`."""
    if into_closed_year:
        require(by, Permission.LOAD_CLOSED_YEARS)
    else:
        check_sender(template, by)


def check_period(template: ReturnTemplate, period: Period, *, into_closed_year: bool = False) -> ReportingYear:
    """The year of a period in which the return is sent. Raises `DomainError` where it is not, or not any more.

    A return that is not asked for any more can still be loaded into a closed year.
    """
    if not template.is_active and not into_closed_year:
        raise DomainError(f"We no longer ask for {template}. Ask the coordinator.")
    if period not in periods_of_year(Frequency(template.frequency), period.year_slug):
        raise DomainError(f"{template} is not sent for {period.label}. It is sent {_frequency(template)}.")
    year = ReportingYear.objects.filter(slug=period.year_slug).first()
    if year is None:
        raise DomainError(f"The reporting year {period.year_slug} does not exist yet. Ask the coordinator to add it.")
    return year


def _frequency(template: ReturnTemplate) -> str:
    words = Frequency(template.frequency).words
    return words[0].lower() + words[1:]


def file_form(template: ReturnTemplate, period: Period) -> FileForm:
    """What a file of the return may hold. Raises `DomainError` where the areas to compare with are not loaded."""
    found = [family for family in template.families if family.in_effect(period.ends_on)]
    if not found:
        raise DomainError(f"{template} has no figures that are collected for {period.label}.")
    return FileForm(period, tuple(FamilyForm(family, form_rows(family, period)) for family in found))


def file_to_fill(
    *, template: ReturnTemplate, period: Period, kind: str, by: User, into_closed_year: bool = False
) -> bytes:
    """The file to fill in, `xlsx` or `csv`, with what is saved and last time's figures. Raises `NotAllowed`."""
    check_actor(template, by, into_closed_year=into_closed_year)
    check_period(template, period, into_closed_year=into_closed_year)
    form = file_form(template, period)
    filled = {}
    for one in form.families:
        submission = open_submission(one.family, period, template.organisation)
        context = known_about(one.family, period, template.organisation_id)
        filled[one.family.slug] = Filled(
            cells={} if submission is None else submission.values(),
            note="" if submission is None else submission.note,
            comments={} if submission is None else _said(submission),
            last=context.earlier or {},
        )
    return template_csv(form, filled) if kind == "csv" else template_workbook(form, filled, template.title)


def _said(submission: Submission) -> dict[str, str]:
    """The comments that were given, by row."""
    return {row: one.comment for (_code, row, _column), one in submission.confirmed().items() if row}


def check_file(
    *,
    template: ReturnTemplate,
    period: Period,
    name: str,
    content: bytes,
    by: User,
    into_closed_year: bool = False,
    published_on: datetime.date | None = None,
) -> Checked:
    """Read a file and hold it against the rules and what is stored. Stores nothing.

    `into_closed_year` is for the coordinator, who loads what a partner supplied for a year that is closed by now.
    `published_on` is the vintage of a file of national open data.

    Whatever is wrong with the file is a finding. Raises `NotAllowed`, and `DomainError` for a period that is not the
    return's.
    """
    check_actor(template, by, into_closed_year=into_closed_year)
    year = check_period(template, period, into_closed_year=into_closed_year)
    form = file_form(template, period)
    known = known_national(form=form, published_on=published_on, is_sourced=into_closed_year)
    reading = _read(name, content, form, known)
    families = [_family(one, template, period, reading.parsed.families.get(one.family.slug)) for one in form.families]
    blockers = (
        obstacles_to_loading(template.organisation, year, families)
        if into_closed_year
        else _obstacles(template, form, year)
    )
    problems = [*blockers, *reading.parsed.problems]
    in_file = {one.form.family.slug: one for one in families if one.is_in_file}
    for checked in families:
        if checked.is_in_file:
            parsed = reading.parsed.families[checked.form.family.slug]
            read = reading.parsed.problems
            found = Findings(
                checked,
                parsed,
                template.organisation_id,
                period,
                read,
                in_file=in_file,
                is_closed_year=into_closed_year,
            )
            problems += found.all()
    return Checked(template, period, name, reading, families, _in_order(problems))


def _read(name: str, content: bytes, form: FileForm, known: National) -> FileReading:
    try:
        return in_child(read_upload, name, content, form, known)
    except NotRead as error:
        return FileReading("", ParsedFile(problems=[FileProblem("FILE-1", str(error))]))


def _in_order(problems: list[FileProblem]) -> list[FileProblem]:
    """First what is about the whole file, then line by line, last the notes that belong to no line."""
    sheets = {sheet: position for position, sheet in enumerate(dict.fromkeys(one.sheet for one in problems))}

    def place(one: FileProblem) -> tuple[int, int, int, int]:
        rank = 1 if one.line else 0 if one.level is not Level.NOTE else 2
        return rank, sheets[one.sheet] if rank else 0, one.line, -1 if one.index is None else one.index

    return sorted(problems, key=place)


def _obstacles(template: ReturnTemplate, form: FileForm, year: ReportingYear) -> Iterable[FileProblem]:
    """What keeps any file of this return from being saved now, whatever it holds."""
    if year.is_closed:
        yield FileProblem("YEAR-1", closed_year_sentence(year))
    try:
        for one in form.families:
            check_dates(round_of(one.family, form.period, template.organisation))
    except DomainError as error:
        yield FileProblem("ROUND-1", error.message)


def obstacles_to_loading(
    organisation: Organisation, year: ReportingYear, families: Iterable[CheckedFamily]
) -> Iterable[FileProblem]:
    """What keeps a file from being loaded into a closed year, whatever its figures."""
    if not year.is_closed:
        yield FileProblem("YEAR-2", open_year_sentence(year, organisation))
    for one in families:
        if one.is_in_file and one.submission is not None and not one.submission.backfill_reason:
            yield FileProblem("SENT-1", f"{one.form.family.title}: {sent_itself_sentence(organisation)}")


def _family(form: FamilyForm, template: ReturnTemplate, period: Period, parsed: ParsedFamily | None) -> CheckedFamily:
    submission = open_submission(form.family, period, template.organisation)
    saved: Mapping[Cell, Value] = {} if submission is None else submission.values()
    note = "" if submission is None else submission.note
    if parsed is None:
        return CheckedFamily(form, submission, saved, saved, note, is_in_file=False)
    # A row that the file leaves out says nothing; one that it has blank says that there is no figure.
    kept = {cell: value for cell, value in saved.items() if cell[0] not in parsed.lines}
    cells = {**kept, **parsed.cells} if kept else parsed.cells
    return CheckedFamily(
        form,
        submission,
        saved,
        cells,
        parsed.note or note,
        is_in_file=True,
        other_period=parsed.other_period,
    )


def check_upload_for_api(*, slug: str, period: str, name: str, content: bytes, by: User) -> dict[str, Any]:
    """Check a file of the return with this slug for a program. Stores nothing.

    Raises `ReturnTemplate.DoesNotExist`, `ValueError` for what is no period, `NotAllowed` and other `DomainError`.
    """
    count_use(by=by, what="check", most=MOST_CHECKS)
    return as_data(
        check_file(template=find_template(slug), period=parse_period(period), name=name, content=content, by=by)
    )
