"""What people say of the requirements: the coordinator answers them, the chair alone overrides one that is missing."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from partnership.roles import ROLES
from reports.completeness.evaluation import look, takes_answer
from reports.completeness.models.completeness import AnswerState, RequirementAnswer, RequirementOverride
from reports.completeness.requirements import Requirement, find_requirement
from reports.document.assess import facts_of, judge_year, seen_now
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers


def answer_requirement(
    *,
    year: ReportingYear,
    requirement_id: str,
    state: str,
    sentence: str,
    by: User,
    anchor: str = "",
    revision: int = 0,
) -> RequirementAnswer:
    """Say how the year's report meets a requirement. `revision` is that of the answer which the writer had open.

    Raises `NotAllowed`, `DomainError` where the portal works it out itself, the answer is not whole or tells who
    somebody is, and `StaleRevision` where somebody else answered meanwhile.
    """
    require(by, Permission.EDIT_REPORT)
    requirement = _requirement(year, requirement_id)
    view = seen_now(year)
    if not takes_answer(requirement, look(requirement, view, facts_of(year))):
        raise DomainError(
            f"{requirement.id} is worked out automatically and needs no answer. If it is missing, add it to the "
            "report, or the chair can agree to publish without it."
        )
    sentence, anchor = sentence.strip(), anchor.strip()
    if state not in AnswerState.values:
        raise DomainError("Select met, partly met or not applicable.")
    if not sentence:
        raise DomainError("Enter one sentence that says how it is met, or why it does not apply.")
    refuse_for_readers(answer=sentence)
    anchor = "" if state == AnswerState.NOT_APPLICABLE else anchor
    if requirement.is_content and state != AnswerState.NOT_APPLICABLE and not anchor:
        raise DomainError("Select where readers can find it in the report.")
    if anchor and not view.where(anchor):
        raise DomainError("The report no longer has this place. Select another one.")
    values = {"state": state, "sentence": sentence, "anchor": anchor, "answered_by": by, "answered_at": timezone.now()}
    with transaction.atomic():
        answer = _save(year, requirement_id, revision, values)
        record(
            verb=AuditVerb.ANSWER_REQUIREMENT, by=by, obj=answer, note=sentence, data={"state": state, "anchor": anchor}
        )
    return answer


def _save(year: ReportingYear, requirement_id: str, revision: int, values: dict[str, object]) -> RequirementAnswer:
    """Store it if nobody else did since."""
    mine = RequirementAnswer.objects.filter(year=year, requirement_id=requirement_id)
    if revision:
        if mine.filter(revision=revision).update(revision=revision + 1, **values) != 1:
            raise StaleRevision(
                "Someone else changed this answer after you opened it. Compare the answers, then save again."
            )
        return mine.get()
    try:
        with transaction.atomic():
            return RequirementAnswer.objects.create(year=year, requirement_id=requirement_id, **values)
    except IntegrityError as error:
        raise StaleRevision(
            "Someone else answered this after you opened it. Compare the answers, then save again."
        ) from error


def override_requirement(*, year: ReportingYear, requirement_id: str, reason: str, by: User) -> RequirementOverride:
    """Let the year's report out without one demanded item, for a reason that the report prints beside the role.

    Raises `NotAllowed` for everybody but the chair, and `DomainError` where the item is not missing, is overridden
    already, no reason is given, or it tells who somebody is.
    """
    require(by, Permission.OVERRIDE_REQUIREMENT)
    requirement = _requirement(year, requirement_id)
    if not reason.strip():
        raise DomainError("Enter why the report can be published without it. The report prints the reason.")
    refuse_for_readers(reason=reason)
    item = judge_year(year).item(requirement.id)
    if item is None or not item.lacks:
        raise WrongState(f"{requirement.id} is not blocking the report of {year}, so there is nothing to override.")
    if item.override is not None:
        raise WrongState(f"{requirement.id} has already been overridden: “{item.override.reason}”")
    try:
        with transaction.atomic():
            override = RequirementOverride.objects.create(
                year=year,
                requirement_id=requirement.id,
                reason=reason.strip(),
                role=_role(by),
                overridden_by=by,
                overridden_at=timezone.now(),
            )
            record(verb=AuditVerb.OVERRIDE_REQUIREMENT, by=by, obj=override, note=override.reason)
    except IntegrityError as error:
        raise WrongState(
            f"{requirement.id} was overridden a moment ago. Reload the page to see the override."
        ) from error
    return override


def lift_override(*, year: ReportingYear, requirement_id: str, by: User) -> None:
    """Take an override back. What a published edition prints stays printed, and the audit trail keeps both."""
    require(by, Permission.OVERRIDE_REQUIREMENT)
    with transaction.atomic():
        override = RequirementOverride.objects.filter(year=year, requirement_id=requirement_id).first()
        if override is None:
            raise WrongState(f"{requirement_id} is not overridden for {year}.")
        record(verb=AuditVerb.LIFT_OVERRIDE, by=by, obj=override, note=override.reason)
        override.delete()


def _requirement(year: ReportingYear, requirement_id: str) -> Requirement:
    requirement = find_requirement(requirement_id)
    if requirement is None or not requirement.holds_in(year.slug):
        raise DomainError(f"{requirement_id} does not apply to {year}.")
    return requirement


def _role(by: User) -> str:
    """The role in which somebody overrides: those of theirs that may."""
    may = [role for role in ROLES.values() if Permission.OVERRIDE_REQUIREMENT in role.permissions]
    return ", ".join(role.name for role in may if role.key in by.role_keys)
