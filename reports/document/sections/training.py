"""Training: what was held, who came, and what those who were asked afterwards said."""

from typing import Any

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection, PlainTable
from reports.content.prose import plain, prose
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted

# An evaluation of fewer answers could be told back to those who gave them.
FEWEST_ANSWERS = 5
FEW = f"fewer than {FEWEST_ANSWERS}"
NOT_ASKED, NOT_SHOWN = "not asked", "not shown"


def training(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """The approved return of the year; nothing where there is none."""
    content = inputs.records.training
    if content is None:
        return None
    return NarrativeSection(
        anchor="training",
        title="Training and its results",
        introduction=plain(introduction(content)),
        parts=parts_of(content),
    )


def introduction(content: dict[str, Any]) -> str:
    """How much was held, and how much of it was evaluated."""
    courses = content["courses"]
    asked = [one for one in courses if one["answered"]]
    changed = [one for one in asked if one["practice_changed"]]
    later = [one for one in courses if one["followed_up_after"]]
    sessions, people = (sum(int(one[key]) for one in courses) for key in ("sessions", "attended"))
    return (
        f"{counted(len(courses), 'course', 'courses')} in {counted(sessions, 'session', 'sessions')}, attended "
        f"{people:,} times. {counted(len(asked), 'course was', 'courses were')} evaluated, {len(changed)} of them "
        f"by asking whether practice changed; {counted(len(later), 'course was', 'courses were')} followed up later."
    )


def parts_of(content: dict[str, Any]) -> tuple[NarrativePart, ...]:
    """The courses as a table, with the organisations where they are known, and the coordinator's note."""
    tables = [_courses(content["courses"])]
    organisations = tuple(
        (one["title"], sent["organisation"], f"{int(sent['attended']):,}")
        for one in content["courses"]
        for sent in one["by_organisation"]
    )
    if organisations:
        tables.append(
            PlainTable(
                anchor="training-organisations",
                title="Attendance by organisation, where known",
                columns=("Course", "Organisation", "People"),
                rows=organisations,
                numeric=(2,),
            )
        )
    part = NarrativePart("training-courses", "Courses", body=prose(content["note"]), tables=tuple(tables))
    evaluations = content.get("evaluations", [])
    return (part, _evaluated(evaluations)) if evaluations else (part,)


def _evaluated(evaluations: list[dict[str, Any]]) -> NarrativePart:
    """How confident people were, and what they say that they did differently."""
    said = [" ".join(words.split()) for one in evaluations for words in one["quotations"]]
    quoted = "\n".join(f"- “{words}”" for words in said)
    return NarrativePart(
        "training-evaluation",
        "What changed for those who came",
        body=prose(f"People say that they did this differently:\n\n{quoted}" if said else ""),
        tables=(
            PlainTable(
                anchor="training-evaluation-table",
                title="Confidence before and after training",
                columns=("Training", "Before", "After", "6 to 12 weeks later"),
                rows=tuple(
                    (one["title"], *(_confidence(one[stage]) for stage in ("before", "after", "later")))
                    for one in evaluations
                ),
                note=f"Mean of answers from 1 (not at all) to 5 (very). Not shown for {FEW} answers.",
            ),
        ),
    )


def _confidence(said: dict[str, str]) -> str:
    return f"{said['mean']} ({counted(int(said['answers']), 'answer', 'answers')})" if said["mean"] else NOT_SHOWN


def _courses(courses: list[dict[str, Any]]) -> PlainTable:
    rows = [
        (
            one["title"],
            one["arm"]["title"] if one["arm"] else "All arms",
            f"{int(one['sessions']):,}",
            f"{int(one['attended']):,}",
            *evaluation(one["answered"], one["practice_changed"]),
            counted(int(one["followed_up_after"]), "month", "months") if one["followed_up_after"] else "no follow-up",
        )
        for one in courses
    ]
    sessions, people = (sum(int(one[key]) for one in courses) for key in ("sessions", "attended"))
    is_few = any(row[4] == FEW for row in rows)
    return PlainTable(
        anchor="training-table",
        title="Courses, attendance and evaluation",
        columns=("Course", "Arm", "Sessions", "People", "Answers", "Say their practice changed", "Followed up after"),
        rows=(*rows, ("All courses", "", f"{sessions:,}", f"{people:,}", "", "", "")),
        numeric=(2, 3),
        note=(
            "A person who attended two courses is counted twice."
            + (f" Details are not shown for {FEW} answers." if is_few else "")
        ),
    )


def evaluation(answered: str, changed: str) -> tuple[str, str]:
    """How many answered, and how many of them say that their practice changed. Few answers are not told apart."""
    if not answered:
        return NOT_ASKED, NOT_ASKED
    if int(answered) < FEWEST_ANSWERS:
        return FEW, NOT_SHOWN
    return f"{int(answered):,}", f"{int(changed):,} of {int(answered):,}" if changed else NOT_ASKED
