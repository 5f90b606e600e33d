"""What waits for a person about self-assessments: to answer, to defend, to close, and who is late."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import ReportingYear, Seat, User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from reports.assessments.models import AssessmentRound, PeerChallenge, SelfAssessment
from reports.assessments.queries import owed_assessments, to_open
from review.states import ReviewState


def to_do(user: User) -> list[Task]:
    """A constant number of queries for each year with an open round."""
    found: list[Task] = []
    if has_permission(user, Permission.ASSESS) and user.organisation_id is not None:
        found += [*_to_answer(user), *_to_defend(user)]
    if has_permission(user, Permission.REVIEW):
        found += _to_close(user)
    if has_permission(user, Permission.MANAGE_RETURNS):
        found += [*_to_open(), *_late()]
    return found


def _to_open() -> list[Task]:
    """Those that were asked for in an earlier year, and not yet in the one that has begun."""
    today = timezone.localdate()
    year = ReportingYear.objects.filter(closed_at__isnull=True, starts_on__lte=today, ends_on__gte=today).first()
    return [
        Task(
            TaskKind.RENEW,
            f"Open the self-assessment “{one.template.title}” for {one.year.label}",
            one.link,
            f"Members answered it for {one.last.label}",
            since=one.year.starts_on,
        )
        for one in (to_open(year) if year else [])
    ]


def _to_answer(user: User) -> list[Task]:
    """Rounds that are open now and that the own organisation has not sent."""
    today = timezone.localdate()
    rounds = AssessmentRound.objects.filter(opens_on__lte=today, closes_on__gte=today).select_related("year")
    own = SelfAssessment.objects.filter(organisation=user.organisation_id).exclude(state=ReviewState.WITHDRAWN)
    states = dict(own.values_list("round_id", "state"))
    terms = list(Seat.objects.filter(organisation=user.organisation_id).values_list("starts_on", "ends_on"))
    found = []
    for one in rounds:
        last = one.year.ends_on
        is_member = any(start <= last and (end is None or end >= last) for start, end in terms)
        if is_member and states.get(one.pk) in (None, ReviewState.DRAFT, ReviewState.RETURNED):
            link = reverse("reports:assessment-edit", args=[one.pk])
            detail = "Not started" if one.pk not in states else "Begun"
            found.append(Task(TaskKind.WRITE, str(one), link, detail, since=one.opens_on, due=one.due_on))
    return found


def _challenges() -> QuerySet[PeerChallenge]:
    found: QuerySet[PeerChallenge] = PeerChallenge.objects.open().select_related(
        "assessment__round", "assessment__organisation", "assessment__year"
    )
    return found


def _task(challenge: PeerChallenge, kind: TaskKind, detail: str, at: datetime.datetime | None) -> Task:
    one = challenge.assessment
    title = f"{one.round.standard_title(challenge.standard)}: {one}"
    return Task(kind, title, one.get_challenges_url(), detail, since=timezone.localdate(at) if at else None)


def _to_defend(user: User) -> list[Task]:
    """Challenges to the own grades without an answer."""
    rows = _challenges().filter(assessment__organisation=user.organisation_id, answered_at__isnull=True)
    return [_task(row, TaskKind.ANSWER, "A challenge to your self-assessment", row.asked_at) for row in rows]


def _to_close(user: User) -> list[Task]:
    """Answers to what the person asked."""
    rows = _challenges().filter(asked_by=user, answered_at__isnull=False)
    return [_task(row, TaskKind.DECIDE, "Your challenge was answered", row.answered_at) for row in rows]


def _late() -> list[Task]:
    """How many members are late, as one task a year."""
    today = timezone.localdate()
    late = AssessmentRound.objects.filter(due_on__lt=today, closes_on__gte=today).select_related("year")
    found = []
    for year in {one.year for one in late}:
        missing = [line for line in owed_assessments(year, today) if line.return_status.is_overdue]
        if missing:
            words = "1 self-assessment is" if len(missing) == 1 else f"{len(missing)} self-assessments are"
            link = f"{reverse('reports:assessment-list')}?year={year.slug}"
            since = min(line.round.due_on for line in missing)
            found.append(Task(TaskKind.RENEW, f"{words} overdue", link, f"Ask the members, {year.label}", since=since))
    return found
