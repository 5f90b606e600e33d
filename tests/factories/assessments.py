"""Self-assessments, made through the real services and transitions. Nothing in them is real."""

import datetime
from typing import Any

from django.utils import timezone

from partnership.models import ReportingYear, User
from reports.assessments.services import open_round, save_assessment, start_assessment
from reports.models import AssessmentRound, SelfAssessment
from review.services import move
from review.transitions import Verb

MET = {"grade": "met", "evidence": "The board reads a report each spring.", "action": "", "due_on": ""}
PARTLY = {
    "grade": "partly",
    "evidence": "Half of the teams have supervision.",
    "action": "Give every team supervision.",
    "due_on": "2027-03-31",
}


def an_open_round(year: ReportingYear, by: User, template: str = "children", **dates: Any) -> AssessmentRound:
    """A self-assessment that is open today, and due in some weeks."""
    today = timezone.localdate()
    given = {
        "opens_on": today - datetime.timedelta(days=7),
        "due_on": today + datetime.timedelta(days=21),
        "closes_on": today + datetime.timedelta(days=42),
    }
    return open_round(template=template, year=year, by=by, **given | dates)


def draft_assessment(round_: AssessmentRound, by: User, **answers: Any) -> SelfAssessment:
    """Every standard answered; those that are named, otherwise than as met."""
    assert by.organisation is not None
    given = {one.key: MET for one in round_.asked()} | answers
    return save_assessment(
        assessment=start_assessment(round=round_, organisation=by.organisation), answers=given, by=by
    )


def sent_assessment(round_: AssessmentRound, by: User, **answers: Any) -> SelfAssessment:
    """The same, submitted."""
    draft = draft_assessment(round_, by, **answers)
    return move(obj=draft, verb=Verb.SUBMIT, by=by, revision=draft.revision)
