"""From approved data to a report. Reads, never writes; the same records always give the same report."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from indicators.releases.queries import latest_release, published_tables
from learning.queries import live_briefings, live_case_studies, live_newsletters
from learning.uses import uses_in
from partnership.days import day
from partnership.models import ReportingYear
from partnership.profile import Profile
from partnership.queries import arms_of, members_of, structure_on
from priorities.models import ActionUpdate
from priorities.queries import plan_progress
from reports.assessments.queries import found_in
from reports.content import Colours, Correction, Partnership, Report, Trail
from reports.contributions.queries import written_for
from reports.contributions.records import records_of
from reports.document.completeness_facts import choices_of, read_facts
from reports.document.section_order import sections_of
from reports.document.sections import SECTIONS
from reports.document.sections.figures import readable
from reports.document.sections.glossary import only_terms_used
from reports.document.sections.inputs import Inputs
from reports.document.sources import Source, sources_of
from reports.editions.audit_anchor import newest_trail
from reports.impact.comparison.reader import read_comparison
from reports.impact.inputs import read_impact
from reports.provenance.origins import origins_of


def assemble(year: ReportingYear, *, trail: Trail | None = None, correction: Correction | None = None) -> Report:
    """Put the year's report together from what is approved, released and published, and from no draft.

    What the coordinator keeps without review stands in it as it is now: structure and plan, order, introductions and
    omissions of sections, answers to requirements, the note on a correction; and so do the chair's overrides.

    What is missing is said in words. Nothing of the moment or the machine enters the report. `trail` is the end of the
    audit trail that it prints: the newest, unless an older edition's is given, which is put together once more.
    `correction` is what the edition says of the one whose place it takes.
    """
    return _report(year, read_inputs(year), newest_trail() if trail is None else trail, correction)


def assemble_from(year: ReportingYear, *, correction: Correction | None = None) -> tuple[Report, list[Source]]:
    """The report, and what it was made from, out of one reading."""
    inputs = read_inputs(year)
    return _report(year, inputs, newest_trail(), correction), sources_of(year, inputs)


def _report(year: ReportingYear, inputs: Inputs, trail: Trail, correction: Correction | None) -> Report:
    return Report(
        year=year.slug,
        title=f"Annual report {year.label}",
        subtitle=f"{day(year.starts_on)} to {day(year.ends_on)}",
        description=(
            "What the partnership said it would do, what it did, what the figures show and what we learned. Based "
            "on approved data."
        ),
        approved_to=inputs.approved_to.isoformat(),
        partnership=_partnership(inputs),
        sections=only_terms_used(sections_of(year, inputs)),
        trail=trail,
        correction=correction,
    )


def read_inputs(year: ReportingYear) -> Inputs:
    """Read everything at once, in a constant number of queries."""
    profile: Profile = settings.PARTNERSHIP
    tree = structure_on(year.ends_on)
    newsletters, briefings, stories = live_newsletters(year), live_briefings(year), live_case_studies(year)
    uses = uses_in(year)
    release, written, impact = latest_release(year), written_for(year), read_impact(year)
    records, comparison, assessments = records_of(year), read_comparison(year), found_in(year)
    choices, (tables, unreadable) = choices_of(year), readable(published_tables(year))
    titles = {maker.key: maker.title for maker in SECTIONS}
    return Inputs(
        profile=profile,
        structure=tree,
        arms=arms_of(tree),
        members=members_of(tree),
        progress=plan_progress(year),
        release=release,
        tables=tables,
        origins=origins_of(tables),
        newsletters=newsletters,
        briefings=briefings,
        case_studies=stories,
        uses=uses,
        approved_to=_latest_day(
            year,
            [
                release.published_at if release else None,
                written.latest,
                impact.latest,
                records.latest,
                comparison.latest if comparison else None,
                *(one.latest for one in assessments),
            ],
            [*newsletters, *briefings, *stories, *(record for one in uses for record in one.records)],
        ),
        comparison=comparison,
        written=written,
        records=records,
        assessments=assessments,
        impact=impact,
        choices=choices,
        unreadable=tuple(table.content["title"] for table in unreadable),
        facts=read_facts(year, written=written, choices=choices, titles=titles),
    )


def _latest_day(
    year: ReportingYear, moments: list[datetime.datetime | None], pieces: list[dict[str, Any]]
) -> datetime.date:
    """The day on which the latest part was written or released; the end of the year where there is none."""
    live = ActionUpdate.objects.live().filter(year=year)
    moments = [*moments, live.aggregate(latest=Max("live_revision__created_at"))["latest"]]
    days = [timezone.localdate(moment) for moment in moments if moment is not None]
    days += [datetime.date.fromisoformat(piece["revised_on"]) for piece in pieces]
    return max(days, default=year.ends_on)


def _partnership(inputs: Inputs) -> Partnership:
    profile = inputs.profile
    return Partnership(
        name=profile.name,
        short_name=profile.short_name,
        area=profile.area.name,
        arms=tuple(arm.name for arm in profile.arms),
        colours=Colours(brand=profile.colours.brand, accent=profile.colours.accent),
    )
