"""What the report needs to answer "So what?": every planned action, and the approved claims about it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.releases.queries import latest_release
from learning.models import CaseStudy, Consent
from partnership.models import ReportingYear
from priorities.models import Action
from reports.impact.models.impact import ImpactClaim
from reports.impact.narrative import ApprovedClaim, PlannedAction, Withheld, why_withheld
from review.models import Revision


@dataclass(frozen=True)
class ImpactInputs:
    """The actions of the year's plans in their order, and the live claims of the year, oldest first.

    `latest` is when the newest of these claims was submitted.
    """

    actions: tuple[PlannedAction, ...] = ()
    claims: tuple[ApprovedClaim, ...] = ()
    latest: datetime.datetime | None = None


def read_impact(year: ReportingYear) -> ImpactInputs:
    """Planned actions and live claims. Three queries at most."""
    actions = (
        Action.objects.for_year(year)
        .select_related("owner", "commitment__priority")
        .order_by(
            "commitment__priority__plan__starts_on",
            "commitment__priority__plan__slug",
            "commitment__priority__number",
            "commitment__number",
            "number",
        )
    )
    revisions = _live_revisions(ImpactClaim.objects.live().filter(year=year).order_by("pk"))
    return ImpactInputs(
        actions=tuple(
            PlannedAction(one.slug, one.title, one.owner.name, one.commitment.priority.slug)
            for one in actions
            if one.commitment is not None
        ),
        claims=tuple(_approved(revisions).values()),
        latest=max((revision.created_at for revision in revisions.values()), default=None),
    )


def _live_revisions(claims: Iterable[ImpactClaim]) -> dict[int, Revision]:
    """What was approved of each claim, by its number in the database."""
    return {claim.pk: claim.live_revision for claim in claims if claim.live_revision is not None}


def _approved(revisions: Mapping[int, Revision]) -> dict[int, ApprovedClaim]:
    """The claims with the stories behind them that were lost since they were submitted. One query at most."""
    keys = {key for revision in revisions.values() for key in _stories(revision.content)}
    rows = Consent.objects.filter(case_study__key__in=keys).select_related("case_study") if keys else ()
    consents = {str(consent.case_study.key): consent for consent in rows}
    found = {}
    for pk, revision in revisions.items():
        own = [key for key in _stories(revision.content) if key in consents]
        lost = frozenset(key for key in own if consents[key].was_lost_since(revision.created_at))
        found[pk] = ApprovedClaim(revision.content, lost)
    return found


def _stories(content: Mapping[str, Any]) -> set[str]:
    """The keys of the stories that a claim rests on."""
    return {piece["case_study"] for piece in content["evidence"] if piece["case_study"]}


def withheld_today(year: ReportingYear, claims: Iterable[ImpactClaim]) -> dict[int, Withheld]:
    """Which of these claims of one year the report does not tell as they were approved, and why. Four queries."""
    approved = _approved(_live_revisions(claims))
    pieces = [piece for one in approved.values() for piece in one.content["evidence"]]
    families = {piece["figure"]["family"] for piece in pieces if piece["figure"]}
    keys = {piece["case_study"] for piece in pieces if piece["case_study"]}
    release = latest_release(year)
    rows = release.tables.filter(family_slug__in=families).values_list("family_slug", "content") if release else ()
    public = CaseStudy.objects.public().filter(live_revision__content__year=year.slug, key__in=keys)
    tables, stories = dict(rows), {str(key) for key in public.values_list("key", flat=True)}
    why = {pk: why_withheld(one, tables, stories) for pk, one in approved.items()}
    return {pk: reason for pk, reason in why.items() if reason is not None}
