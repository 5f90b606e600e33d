"""The self-assessment of the example's year in progress, wholly illustrative: approved, challenged, and begun."""

from typing import Any

from django.utils import timezone

from bcssp.example.returns import CLOSES, DUE, OPENED
from bcssp.example.stage import Example, read
from partnership.models import ReportingYear
from reports.assessments.challenges import challenge_grade
from reports.assessments.services import open_round, save_assessment, start_assessment
from review import services as review
from review.transitions import Verb


def load_assessments(example: Example, year: ReportingYear) -> None:
    """One member's answers are approved, a challenge to another's is open, and a third has begun."""
    data = read("assessments.toml")
    today = timezone.localdate()
    rounds = {
        template: open_round(
            template=template,
            year=year,
            opens_on=today + OPENED,
            due_on=today + DUE,
            closes_on=today + CLOSES,
            by=example.coordinator,
        )
        for template in data["templates"]
    }
    for entry in data["answers"]:
        organisation = example.organisations[entry["organisation"]]
        by = example.partner(organisation)
        answers: dict[str, Any] = {
            key: {"action": "", "due_on": "", **answer} for key, answer in entry["standards"].items()
        }
        item = save_assessment(
            assessment=start_assessment(round=rounds[entry["template"]], organisation=organisation),
            answers=answers,
            by=by,
        )
        if entry["until"] == "draft":
            continue
        item = review.move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)
        if entry["until"] == "approved":
            review.move(obj=item, verb=Verb.APPROVE, by=example.board(), revision=item.revision)
        if words := entry.get("challenge"):
            challenge_grade(assessment=item, standard=words["standard"], question=words["question"], by=example.board())
