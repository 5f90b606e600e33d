"""Which members owe a self-assessment, where each stands, what was answered last time, and what a year found."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from deadlines.return_status import Owed, Sent
from deadlines.steps import Dates
from partnership.models import Organisation, ReportingYear
from reports.assessments.loaded import templates
from reports.assessments.models import AssessmentRound, Grade, PeerChallenge, SelfAssessment
from reports.assessments.standards import Template
from reports.contributions.account_queries import members_on
from review.models import Event
from review.states import ReviewState
from review.transitions import Verb


@dataclass(frozen=True)
class OwedAssessment(Owed):
    """The self-assessment of one member in a round."""

    round: AssessmentRound
    organisation: Organisation
    assessment: SelfAssessment | None

    @property
    def summary(self) -> str:
        """The grades of what was sent, in words. A draft is its writer's own."""
        if self.assessment is None or not self.is_done:
            return ""
        counts = Counter(self.assessment.answer(one.key)["grade"] for one in self.round.asked())
        return ", ".join(f"{Grade(key).label}: {counts[key]}" for key in Grade.values if counts[key])

    @property
    def challenges(self) -> str:
        """How many challenges were made, and how many are open."""
        made, still = (getattr(self.assessment, name, 0) for name in ("made", "still_open"))
        return f"{made} ({still} open)" if made else "None"


def dates_of(round_: AssessmentRound) -> Dates:
    """The three dates of a round."""
    return Dates(round_.opens_on, round_.due_on, round_.closes_on)


@dataclass(frozen=True)
class ToOpen:
    """A self-assessment of an earlier year, and the year for which nobody opened it yet."""

    template: Template
    last: ReportingYear
    year: ReportingYear

    @property
    def link(self) -> str:
        """The form that opens it, filled in with both."""
        asked = {"template": self.template.slug, "year": self.year.slug}
        return f"{reverse('reports:assessment-open')}?{urlencode(asked)}"


def to_open(year: ReportingYear) -> list[ToOpen]:
    """What was asked of members before this year and not yet in it.

    What a partnership never asked for is not named, and neither is what the library no longer has.
    """
    rounds = AssessmentRound.objects.filter(year__starts_on__lte=year.starts_on).select_related("year")
    last = {one.template: one.year for one in rounds.order_by("year__starts_on")}
    known = templates()
    return [ToOpen(known[slug], of, year) for slug, of in last.items() if of != year and slug in known]


def owed_assessments(year: ReportingYear, today: datetime.date) -> list[OwedAssessment]:
    """One line for each member and round of the year. A constant number of queries."""
    rounds = list(AssessmentRound.objects.filter(year=year).select_related("year"))
    return owed_in(rounds, today) if rounds else []


def owed_in(rounds: list[AssessmentRound], today: datetime.date) -> list[OwedAssessment]:
    """The same for rounds of one year."""
    rows = (
        SelfAssessment.objects.filter(round__in=rounds)
        .exclude(state=ReviewState.WITHDRAWN)
        .select_related("organisation", "round", "year")
        .annotate(
            made=Count("challenges"), still_open=Count("challenges", filter=Q(challenges__closed_at__isnull=True))
        )
    )
    begun = {(row.round_id, row.organisation_id): row for row in rows}
    sent = _first_sent([row.pk for row in begun.values()])
    members = list(members_on(rounds[0].year.ends_on)) if rounds else []
    found = []
    for one in rounds:
        for member in members:
            row = begun.get((one.pk, member.pk))
            found.append(OwedAssessment(today, "Not started", _sent(row, sent, one), dates_of(one), one, member, row))
    return found


def _first_sent(keys: list[int]) -> dict[int, datetime.datetime]:
    """When each was first submitted: a later edit does not make it late."""
    kind = ContentType.objects.get_for_model(SelfAssessment)
    lines = Event.objects.filter(content_type=kind, object_id__in=keys, verb=Verb.SUBMIT).order_by()
    return dict(lines.values_list("object_id").annotate(first=Min("at")))


def _sent(row: SelfAssessment | None, sent: dict[int, datetime.datetime], round_: AssessmentRound) -> Sent | None:
    if row is None:
        return None
    when = sent.get(row.pk)
    late = when is not None and timezone.localdate(when) > round_.due_on
    return Sent(state=row.state, was_sent=when is not None, late=late, nil=False)


def last_answers(round_: AssessmentRound, organisation: Organisation) -> tuple[str, dict[str, dict[str, Any]]]:
    """The year of the newest earlier cycle with approved answers of this member, and these by standard. Two queries."""
    earlier = SelfAssessment.objects.live().filter(
        organisation=organisation, round__template=round_.template, year__starts_on__lt=round_.year.starts_on
    )
    found = earlier.select_related("year").order_by("-year__starts_on").first()
    if found is None or found.live_revision is None:
        return "", {}
    return found.year.label, {one["key"]: one for one in found.live_revision.content["answers"]}


@dataclass(frozen=True)
class RoundFound:
    """What an opened self-assessment found: the approved answers of each member, None where there are none."""

    title: str
    law: str
    standards: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, dict[str, Any] | None], ...]
    challenges: int
    changed: int
    latest: datetime.datetime | None


def found_in(year: ReportingYear) -> tuple[RoundFound, ...]:
    """The rounds of a year with what was approved. A constant number of queries."""
    rounds = list(AssessmentRound.objects.filter(year=year).order_by("title"))
    if not rounds:
        return ()
    live = SelfAssessment.objects.live().filter(round__in=rounds)
    revisions = {(row.round_id, row.organisation_id): row.live_revision for row in live}
    challenges = Counter[int]()
    changed = Counter[int]()
    settled = PeerChallenge.objects.closed().filter(assessment__in=live)
    for round_id, grade in settled.values_list("assessment__round_id", "grade_after"):
        challenges[round_id] += 1
        changed[round_id] += bool(grade)
    members = list(members_on(year.ends_on))
    found = []
    for one in rounds:
        own = {member.name: revisions.get((one.pk, member.pk)) for member in members}
        found.append(
            RoundFound(
                title=one.title,
                law=one.law,
                standards=tuple((standard.key, standard.title) for standard in one.asked()),
                answers=tuple((name, revision.content if revision else None) for name, revision in own.items()),
                challenges=challenges[one.pk],
                changed=changed[one.pk],
                latest=max((revision.created_at for revision in own.values() if revision), default=None),
            )
        )
    return tuple(found)
