"""The index follows the audit trail: whatever changes what readers see writes a line there, in its own transaction."""

from django.db.models import Model

from finding.index import write
from finding.models import Entry
from finding.sources import (
    FIGURES,
    every_group,
    figure_pages,
    plan_group,
    plan_pages,
    product_group,
    product_pages,
    release_group,
    release_pages,
    report_group,
    report_pages,
)
from indicators.catalogue.models import IndicatorVersion
from indicators.releases.models.release import Release
from learning.models.product import LearningProduct
from partnership.models import ReportingYear
from priorities.models import Action, ActionUpdate, Commitment, Plan, Priority, YearPlan
from priorities.queries import years_with_updates
from reports.editions.models.edition import Edition
from review.audit_verbs import AuditVerb
from review.transitions import Verb

LIVE = frozenset({Verb.APPROVE.value, Verb.PUBLISH.value, Verb.WITHDRAW.value})
EDITION = frozenset({AuditVerb.PUBLISH_REPORT.value, AuditVerb.TAKE_REPORT_DOWN.value})


def follow(verb: str, obj: Model | None) -> None:
    """Bring the entries up to date that this deed may have changed. Called inside its transaction."""
    if isinstance(obj, LearningProduct):
        if verb in LIVE:
            write(product_group(obj), product_pages(obj))
    elif isinstance(obj, YearPlan | ActionUpdate):
        if verb in LIVE:
            _write_plans([obj.year])
    elif isinstance(obj, Plan | Priority | Commitment | Action):
        # A year whose plan was never approved shows the rows as they are.
        _write_plans(_years_shown())
    elif isinstance(obj, Release):
        if verb == AuditVerb.PUBLISH_RELEASE.value:
            write(release_group(obj), release_pages(obj))
            write(FIGURES, figure_pages())
    elif isinstance(obj, IndicatorVersion):
        if verb in LIVE:
            write(FIGURES, figure_pages())
    elif isinstance(obj, Edition) and verb in EDITION:
        write(report_group(obj.year), report_pages(obj.year))


def _years_shown() -> list[ReportingYear]:
    planned = set(YearPlan.objects.live().values_list("year", flat=True))
    return [year for year in years_with_updates() if year.pk not in planned]


def _write_plans(years: list[ReportingYear]) -> None:
    """The entries of these years, and of whichever others changed their addresses: the newest has none in its own."""
    shown = years_with_updates()
    for year in {year.pk: year for year in [*years, *shown[:2]]}.values():
        write(plan_group(year), plan_pages(year))


def rebuild() -> int:
    """Make the whole index again from what is published. Returns how many entries it has."""
    groups = dict(every_group())
    for gone in set(Entry.objects.order_by().values_list("group", flat=True).distinct()) - set(groups):
        write(gone, [])
    for group, pages in groups.items():
        write(group, pages)
    return Entry.objects.count()
