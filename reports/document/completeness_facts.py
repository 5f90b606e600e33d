"""The facts on which completeness is judged, read from approved records and from what people said. Reads only."""

import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from partnership.models import ReportingYear
from reports.completeness.facts import Facts, MemberFact, Omission
from reports.completeness.models.completeness import RequirementAnswer, RequirementOverride
from reports.completeness.states import Answer, Override, Sent, State
from reports.contributions.models.no_reviews import NoReviewsStatement
from reports.contributions.queries import Written
from reports.contributions.review_kinds import NilReturn
from reports.contributions.tracked import live_reviews
from reports.document.models import SectionChoice
from reports.document.plan import Choice
from reports.editions.models.edition import Edition
from reports.editions.recipients import sent_to


def choices_of(year: ReportingYear) -> tuple[Choice, ...]:
    """What the editor chose for the year's sections. One query."""
    rows = SectionChoice.objects.filter(year=year).order_by("position", "key")
    return tuple(Choice(row.key, row.position, row.introduction, row.reason) for row in rows)


def read_facts(year: ReportingYear, *, written: Written, choices: tuple[Choice, ...], titles: dict[str, str]) -> Facts:
    """Everything that the checks need beside the report's content. Five queries.

    `written` and `choices` were read already; `titles` names the sections by their keys.
    """
    none = NoReviewsStatement.objects.live().filter(year=year).first()
    return Facts(
        year=year.slug,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        arms=frozenset(arm.slug for arm in settings.PARTNERSHIP.arms),
        members=tuple(MemberFact(one.name, one.content is not None) for one in written.accounts),
        reviews=tuple(one.review for one in live_reviews()),
        none_of=_none_of(none.live_revision.content) if none and none.live_revision else frozenset(),
        answers={
            row.requirement_id: Answer(State(row.state), row.sentence, row.anchor)
            for row in RequirementAnswer.objects.filter(year=year)
        },
        overrides={
            row.requirement_id: Override(row.role, row.reason, timezone.localdate(row.overridden_at))
            for row in RequirementOverride.objects.filter(year=year)
        },
        omitted={
            choice.key: Omission(titles[choice.key], choice.reason)
            for choice in choices
            if choice.reason and choice.key in titles
        },
    )


def what_followed(edition: Edition) -> tuple[datetime.date | None, tuple[Sent, ...]]:
    """When the edition was published, and who was sent it. One query."""
    published = timezone.localdate(edition.published_at) if edition.published_at else None
    return published, tuple(Sent(one.role, one.on) for one in sent_to(edition))


def _none_of(content: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset((aspect.value, kind) for aspect in NilReturn for kind in content[aspect.value])
