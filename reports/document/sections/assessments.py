"""Self-assessments of members: who answered, and what was found, standard by standard."""

from collections import Counter
from typing import Any

from partnership.models import ReportingYear
from reports.assessments.models import Grade
from reports.assessments.queries import RoundFound
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted

NONE_APPROVED = "No approved answer"


def assessments(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """A part for each self-assessment; None where none was opened: the portal does not know what was done elsewhere."""
    found = inputs.assessments
    if not found:
        return None
    return NarrativeSection(
        anchor="assessments",
        title="Self-assessments of members",
        introduction=plain(
            "Each member judged its own work against the same standards. Other organisations could challenge a grade "
            "before the board approved the answers."
        ),
        parts=tuple(_part(number, one, year) for number, one in enumerate(found, 1)),
    )


def _part(number: int, one: RoundFound, year: ReportingYear) -> NarrativePart:
    told = [content for _, content in one.answers if content is not None]
    words = (
        f"The board has approved the answers of {len(told)} of {counted(len(one.answers), 'member', 'members')}. "
        f"{counted(one.challenges, 'grade was', 'grades were')} challenged by another organisation; "
        f"{one.changed} of them changed."
    )
    tables = (_grades(number, one, told),) if told else ()
    return NarrativePart(
        anchor=f"assessment-{number}",
        title=one.title,
        byline=one.law,
        body=plain(words),
        tables=(*tables, _members(number, one)),
        is_illustrative=year.is_illustrative,
    )


def _grades(number: int, one: RoundFound, told: list[dict[str, Any]]) -> PlainTable:
    """How many members gave each grade, and what they will do where a standard is not met."""
    rows = []
    for key, title in one.standards:
        answers = [answer for content in told for answer in content["answers"] if answer["key"] == key]
        counts = Counter(answer["grade"] for answer in answers)
        promised = sum(bool(answer["action"]) for answer in answers)
        rows.append((title, *(str(counts[grade]) for grade in Grade.values), str(promised)))
    return PlainTable(
        anchor=f"assessment-{number}-grades",
        title=f"{one.title}: grades",
        columns=("Standard", *Grade.labels, "Actions promised"),
        rows=tuple(rows),
        numeric=tuple(range(1, len(Grade) + 2)),
    )


def _members(number: int, one: RoundFound) -> PlainTable:
    return PlainTable(
        anchor=f"assessment-{number}-members",
        title=f"{one.title}: who answered",
        columns=("Member", "Answered"),
        rows=tuple(
            (name, "Yes, approved" if content is not None else "No approved answer") for name, content in one.answers
        ),
    )
