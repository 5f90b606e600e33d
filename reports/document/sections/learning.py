"""What was learned: spotlights of newsletters, briefings, case studies."""

import datetime
from typing import Any

from learning.uses import Uses, people_in_words
from partnership.days import day
from partnership.models import ReportingYear
from reports.content import LearningSection, Part, Piece
from reports.content.prose import plain, prose
from reports.document.sections.inputs import Inputs
from reports.document.sections.phrases import counted

STORY_PARTS = (
    ("background", "Background"),
    ("worry", "What was the worry?"),
    ("what_was_done", "What was done, and by whom?"),
    ("voice", "In their own words"),
    ("impact", "What difference did it make?"),
    ("learned", "What we learned"),
    ("good_practice", "Good practice"),
)
COMPOSITE = "Composite story: created to show how we want to work. It does not describe a real person."
ANONYMOUS = "Details have been changed or left out to protect the people in this story."


def learning(year: ReportingYear, inputs: Inputs) -> LearningSection:
    """The year's published pieces; says so where there are none."""
    return LearningSection(
        anchor="learning",
        title="What we learned",
        introduction=plain(_introduction(year, inputs)),
        spotlights=tuple(_spotlight(content) for content in inputs.newsletters),
        briefings=tuple(_briefing(content) for content in inputs.briefings),
        case_studies=tuple(_story(content) for content in inputs.case_studies),
        uses=tuple(_uses(one) for one in inputs.uses),
    )


def _introduction(year: ReportingYear, inputs: Inputs) -> str:
    counts = [
        (len(inputs.newsletters), "newsletter spotlight", "newsletter spotlights"),
        (len(inputs.briefings), "seven minute briefing", "seven minute briefings"),
        (len(inputs.case_studies), "case study", "case studies"),
    ]
    told = [counted(number, one, many) for number, one, many in counts if number]
    used = _used_in_all(inputs.uses)
    if not told:
        return f"No briefing, newsletter or case study was published for {year.label}. {used}".strip()
    listed = " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)
    return f"Published for {year.label}: {listed}. Use them in team meetings or supervision. {used}".strip()


def _used_in_all(uses: list[Uses]) -> str:
    """What agencies told of all briefings of the year together; empty where none did."""
    records = [record for one in uses for record in one.records]
    if not records:
        return ""
    agencies = len({record["organisation"] for record in records})
    return (
        f"{counted(agencies, 'agency', 'agencies')} told us that they used "
        f"{counted(len(uses), 'briefing', 'briefings')}, with {people_in_words(sum(one.people for one in uses))}."
    )


def _uses(one: Uses) -> Piece:
    """How one briefing was used: the counts, then what each agency says changed."""
    return Piece(
        anchor=f"use-{one.slug}",
        title=one.title,
        byline=one.in_words,
        summary="",
        parts=tuple(
            Part(f"{record['organisation']}, {record['day']}", plain(_what_changed(record))) for record in one.records
        ),
    )


def _what_changed(record: dict[str, Any]) -> str:
    return f"{record['setting']}: {record['audience']}.\n\nWhat changed: {record['what_changed']}"


def _spotlight(content: dict[str, Any]) -> Piece:
    issued = datetime.date.fromisoformat(content["issued_on"])
    spotlight = content["spotlight"]
    return Piece(
        anchor=f"spotlight-{content['issue_number']}",
        title=spotlight["title"],
        byline=f"From the newsletter, issue {content['issue_number']}, {day(issued)}",
        summary="",
        parts=(Part("", prose(spotlight["body"])),),
    )


def _briefing(content: dict[str, Any]) -> Piece:
    return Piece(
        anchor=f"briefing-{content['slug']}",
        title=content["title"],
        byline=_classified(content),
        summary=f"For: {content['audience']}",
        parts=tuple(Part(box["title"], prose(box["text"])) for box in content["boxes"]),
    )


def _story(content: dict[str, Any]) -> Piece:
    parts = tuple(Part(title, prose(content[key])) for key, title in STORY_PARTS if content[key].strip())
    evidence = Part("Kind of evidence", plain(content["impact_evidence_label"]))
    linked = _linked(content)
    links = (Part("What it is linked to", plain(linked)),) if linked else ()
    return Piece(
        anchor=f"case-study-{content['slug']}",
        title=content["title"],
        byline=" · ".join(part for part in (content["organisation"], content["period"], _classified(content)) if part),
        summary=f"{_before_reading(content)}{COMPOSITE if content['is_composite'] else ANONYMOUS}",
        parts=(*parts, evidence, *links),
    )


def _before_reading(content: dict[str, Any]) -> str:
    """What some people had rather not read, said before the text. Snapshots of before warnings have none."""
    warnings = content.get("warnings", [])
    return f"Before you read: this case study mentions {', '.join(warnings).lower()}. " if warnings else ""


def _linked(content: dict[str, Any]) -> str:
    """The actions, findings and indicators in one line; empty where it is linked to none."""
    actions = [
        f"{one['origin']}: {one['title']}" if one["is_tracked"] else f"action “{one['title']}”"
        for one in content.get("actions", [])
    ]
    return "; ".join([*actions, *(f"indicator “{one['title']}”" for one in content.get("indicators", []))])


def _classified(content: dict[str, Any]) -> str:
    named = (("Theme", content["theme"]), ("Priority", content["priority"]), ("Arm", content["arm"]))
    return " · ".join(f"{word}: {item['title']}" for word, item in named if item)
