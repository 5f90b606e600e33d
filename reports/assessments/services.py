"""Opening a self-assessment for a year, and writing the answers of one member. Decisions are `review.services`."""

import datetime
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction

from deadlines.steps import is_too_far
from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import Organisation, ReportingYear, User
from partnership.permissions import Permission
from reports.assessments.loaded import templates
from reports.assessments.models import AssessmentRound, SelfAssessment
from reports.contributions.account_queries import members_on
from review.audit_verbs import AuditVerb
from review.services import record, save


def open_round(
    *,
    template: str,
    year: ReportingYear,
    opens_on: datetime.date,
    due_on: datetime.date,
    closes_on: datetime.date,
    by: User,
) -> AssessmentRound:
    """Ask every member of the year for its self-assessment. Raises `DomainError` with what to change."""
    require(by, Permission.MANAGE_RETURNS)
    asked = templates().get(template)
    if asked is None:
        raise DomainError("Select a self-assessment from the list.")
    if year.is_closed:
        raise DomainError(f"The year {year.label} is closed. Select an open year.")
    if not opens_on <= due_on <= closes_on:
        raise DomainError("The dates must be in order: opens, due, closes.")
    if is_too_far(closes_on, opens_on):
        raise DomainError("It would stay open for too long. Check the year of the last date.")
    round_ = AssessmentRound(
        year=year,
        template=asked.slug,
        version=asked.version,
        title=asked.title,
        law=asked.law,
        standards=[asdict(one) for one in asked.standards],
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
    )
    try:
        with transaction.atomic():
            round_.save()
            record(verb=AuditVerb.OPEN_ASSESSMENT, by=by, obj=round_, data={"due_on": due_on.isoformat()})
    except IntegrityError as error:
        raise DomainError(f"{asked.title} is already open for {year.label}.") from error
    return round_


def start_assessment(*, round: AssessmentRound, organisation: Organisation) -> SelfAssessment:
    """The unsaved answers of a member, ready to be saved with `save_assessment`."""
    return SelfAssessment(round=round, year=round.year, organisation=organisation)


def save_assessment(
    *, assessment: SelfAssessment, answers: dict[str, dict[str, Any]], by: User, revision: int = 0
) -> SelfAssessment:
    """Save the answers about some standards as a draft; the others stay.

    Raises `ClosedYear` outside its dates, and `NotAllowed` for an organisation that is no member.
    """
    day = assessment.year.ends_on
    if assessment.pk is None and not members_on(day).filter(pk=assessment.organisation_id).exists():
        raise NotAllowed(
            f"{assessment.organisation} has no seat in this year, so it has no self-assessment to complete. Ask the "
            "coordinator."
        )
    known = {one.key for one in assessment.round.asked()}
    assessment.answers = {**assessment.answers, **{key: answers[key] for key in answers if key in known}}
    return save(obj=assessment, by=by, revision=revision)
