"""The tables of a release, before it is made and after: what they say, and the returns that they rest on."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from indicators.definitions.estimates import Estimate, estimates_of
from indicators.definitions.families import Family, families, get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.populations import known_estimates
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.change_rules import counted
from indicators.disclosure.notes import with_policy
from indicators.disclosure.printed import printed_numbers
from indicators.disclosure.protect_release import Outcome
from indicators.disclosure.solver.policy import Policy
from indicators.releases.corrected import PublishedBefore, last_printed, said_elsewhere
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.protection import protect_draft
from indicators.releases.years_of_trend import years_of_trend
from indicators.returns.models.submission import Submission
from indicators.rounds.asked import asked_in
from indicators.tables.denominators import Entry, published_entries
from indicators.tables.table import annotated, build_table
from partnership.models import ReportingYear
from review.chain import content_hash

# Three years of quarters, or six of half-years.
MOST_ON_AN_AXIS = 12
logger = logging.getLogger(__name__)


@dataclass
class DraftTable:
    """One family's table: its content, the returns of the year (one, or there is an error), and all that were read.

    `content` is what the public may read; `snapshots` are the returns as they were sent.
    """

    family: Family
    content: dict[str, Any]
    returns: list[Submission]
    used: list[Submission]
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)
    chart_svg: str = ""
    sources: list[dict[str, Any]] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    shown: int = 0


@dataclass(frozen=True)
class Draft:
    """What a release of the year would hold, and the families of which nothing is approved.

    `unusable` are families whose approved returns no table could be made of: an error in the portal's own code or data.
    `left_out` are those of which a small count could not be protected.
    `outcome` and `policies` say how small counts are protected; they stand with the certificate once it is made.
    """

    year: ReportingYear
    tables: list[DraftTable]
    missing: list[Family]
    outcome: Outcome | None = None
    policies: Mapping[str, Policy] = field(default_factory=dict)
    unusable: Sequence[Family] = ()
    left_out: Sequence[Family] = ()


def approved_returns(year: ReportingYear) -> dict[str, list[Submission]]:
    """Approved returns of this year and those before, by family, oldest first. One query."""
    found: dict[str, list[Submission]] = defaultdict(list)
    live = (
        Submission.objects.live()
        .filter(year__starts_on__lte=year.starts_on)
        .select_related("live_revision", "year", "organisation")
        .order_by("ends_on", "pk")
    )
    for submission in live:
        found[submission.family_slug].append(submission)
    return found


def _wanted(year: ReportingYear, approved: Mapping[str, Sequence[Submission]]) -> list[Family]:
    """What was asked for, and what was sent and approved without being asked for."""
    asked = {family.slug for family in asked_in(year)}
    sent = {slug for slug, found in approved.items() if any(one.year_id == year.pk for one in found)}
    return [family for family in families() if family.in_effect(year.ends_on) and family.slug in asked | sent]


def preview(year: ReportingYear) -> tuple[list[Family], list[Family]]:
    """Which families a release of the year would hold, and which it would leave out."""
    approved = approved_returns(year)
    wanted = _wanted(year, approved)
    ready = [one for one in wanted if any(sent.year_id == year.pk for sent in approved[one.slug])]
    return ready, [one for one in wanted if one not in ready]


def snapshot_of(submission: Submission) -> Snapshot:
    """The return as it was approved."""
    return Snapshot.from_content(submission.approved_revision().content)


def source_of(submission: Submission) -> dict[str, Any]:
    """Which return was read, in which version."""
    live = submission.approved_revision()
    return {"year": submission.year.slug, "submission": submission.pk, "revision": live.number, "sha256": live.sha256}


def _reasons(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Why figures are missing or were revised: row, then column, then the reason."""
    found: dict[str, dict[str, str]] = {}
    for (row, column), value in snapshot.figures.items():
        if value.reason:
            found.setdefault(row, {})[column] = value.reason
    return found


def _chosen(year: ReportingYear, submissions: Sequence[Submission]) -> list[Submission]:
    """The returns of the year that its table prints: the one of the whole year, else its shorter periods."""
    of_year = [one for one in submissions if one.year_id == year.pk]
    whole = [one for one in of_year if one.period == year.slug]
    newest = of_year[-1].window
    return whole or [one for one in of_year if one.window.is_alike(newest)]


def _history(family: Family, chosen: Sequence[Submission], submissions: Sequence[Submission]) -> list[Submission]:
    """The returns before those: earlier years of rates, earlier shorter periods of a series. One a period.

    Rates of shorter periods go back as far as their axis has room for. Of other families that are sent for whole years,
    the years that a trend is read from.
    """
    first, window = chosen[0], chosen[0].window
    if not family.is_area_rates and window.months == 12:
        return years_of_trend(first, submissions)
    before = [one for one in submissions if one.ends_on < first.ends_on and one.window.is_alike(window)]
    found = list({one.period: one for one in before}.values())
    if family.has_rates and window.part:
        found = found[-max(MOST_ON_AN_AXIS - len(chosen), 0) or len(found) :]
    return found


@dataclass(frozen=True)
class _People:
    """Who may stand behind rates: the estimates that are known today, and what was published of them, by family."""

    estimates: Sequence[Estimate] = ()
    published: Mapping[str, Mapping[str, Mapping[str, Entry]]] = field(default_factory=dict)

    def snapshot(self, snapshot: Snapshot) -> Snapshot:
        """The return with the estimates of its areas."""
        band = snapshot.family.age_band
        if snapshot.family.is_percentages:
            return snapshot
        return replace(snapshot, estimates=estimates_of(parse_period(snapshot.period), band, self.estimates))


def _people(rates: Sequence[Family], year: ReportingYear, approved: Mapping[str, Sequence[Submission]]) -> _People:
    """What is known of the people behind rates. Two queries, or none where there are no rates."""
    if not rates:
        return _People()
    returns = [one for family in rates for one in approved[family.slug]]
    estimates = known_estimates(
        age_bands={family.age_band for family in rates},
        from_day=min(one.starts_on for one in returns),
        to_day=max(one.ends_on for one in returns),
        known_on=timezone.localdate(),
    )
    return _People(estimates, _published_denominators([family.slug for family in rates], year))


def _published_denominators(slugs: Sequence[str], year: ReportingYear) -> dict[str, dict[str, Mapping[str, Entry]]]:
    """For each family of rates, what the intervals of each earlier year rest on in that year's newest release."""
    tables = ReleaseTable.objects.filter(
        family_slug__in=slugs, release__published_at__isnull=False, release__year__starts_on__lt=year.starts_on
    )
    found: dict[str, dict[str, Mapping[str, Entry]]] = defaultdict(dict)
    fields = ("family_slug", "release__year__slug", "content")
    # Of several releases of a year the newest is written last.
    for slug, of_year, content in tables.order_by("release__number").values_list(*fields):
        entries = published_entries(content)
        found[slug] |= {period: entries.get(period, {}) for period in {of_year, *entries} if period[:7] == of_year}
    return found


def _table(family: Family, year: ReportingYear, submissions: Sequence[Submission], people: _People) -> DraftTable:
    chosen = _chosen(year, submissions)
    # Two suppliers are an error of the checklist; until one is withdrawn, the later one is shown there.
    printed = list({one.period: one for one in chosen}.values())
    used = [*_history(family, chosen, submissions), *printed]
    snapshots = [people.snapshot(snapshot_of(one)) if family.is_area_rates else snapshot_of(one) for one in used]
    return DraftTable(
        family=family,
        content={},
        returns=chosen,
        used=used,
        sources=[source_of(one) for one in used],
        snapshots=snapshots,
        shown=len(printed),
    )


def _usable_table(
    family: Family, year: ReportingYear, submissions: Sequence[Submission], people: _People
) -> DraftTable | None:
    """The table, once it is known that it can be made and read; None, with the reason in the log, where it cannot.

    All tables of a release are protected and attacked together, so that one that breaks would take the others with it.
    """
    try:
        table = _table(family, year, submissions, people)
        for content in _built([table], table.snapshots, people):
            list(printed_numbers(content))
        for snapshot in table.snapshots:
            list(counted(snapshot))
    except Exception:
        logger.exception("No table can be made of %s for %s", family.slug, year)
        return None
    return table


def make_draft(year: ReportingYear) -> Draft:
    """What a release of the year would hold now, without charts: those are drawn by the worker.

    Every table is made from protected returns, and all of them are attacked together: see `indicators.disclosure`.
    """
    approved = approved_returns(year)
    expected = _wanted(year, approved)
    ready = [one for one in expected if any(sent.year_id == year.pk for sent in approved[one.slug])]
    people = _people([family for family in ready if family.is_area_rates], year, approved)
    printed = last_printed(before := newest_public(year), earlier_tables(before))
    elsewhere = said_elsewhere([family.slug for family in ready], year) if ready else {}
    found = [(family, _usable_table(family, year, approved[family.slug], people)) for family in ready]
    tables = [table for _family, table in found if table is not None]

    def build(snapshots: Sequence[Snapshot], policies: Mapping[str, Policy]) -> list[dict[str, Any]]:
        shown = {one.family.slug for one in snapshots}
        wanted = [table for table in tables if table.family.slug in shown]
        return _contents(wanted, snapshots, people, policies, PublishedBefore(printed, elsewhere))

    outcome, policies = protect_draft([one for table in tables for one in table.snapshots], build)
    tables = [table for table in tables if table.family.slug not in outcome.left_out]
    for table, content, shown in zip(tables, outcome.contents, _by_table(tables, outcome.snapshots), strict=True):
        table.content, table.reasons = dict(content), _reasons(shown[-1])
    missing = [one for one in expected if one not in ready]
    unusable = [family for family, table in found if table is None]
    left_out = [get_family(slug) for slug in outcome.left_out]
    return Draft(year, tables, missing, outcome, policies, unusable, left_out)


def _by_table(tables: Sequence[DraftTable], snapshots: Sequence[Snapshot]) -> list[Sequence[Snapshot]]:
    """The snapshots of all tables, table by table."""
    found, first = [], 0
    for table in tables:
        found.append(snapshots[first : first + len(table.snapshots)])
        first += len(table.snapshots)
    return found


def _contents(
    tables: Sequence[DraftTable],
    snapshots: Sequence[Snapshot],
    people: _People,
    policies: Mapping[str, Policy],
    before: PublishedBefore,
) -> list[dict[str, Any]]:
    """The tables of these returns, as they will be read, marked where they say otherwise than `before`.

    What may be said of a change depends on how many are looked at: all of the release together.
    """
    contents = _built(tables, snapshots, people)
    return annotated(
        [
            before.marked(table.family.slug, with_policy(content, policies[table.family.slug]))
            for table, content in zip(tables, contents, strict=True)
        ]
    )


def _built(tables: Sequence[DraftTable], snapshots: Sequence[Snapshot], people: _People) -> list[dict[str, Any]]:
    """Each table by itself."""
    return [
        build_table(
            of_table[-1], of_table[:-1], shown=table.shown, denominators=people.published.get(table.family.slug)
        )
        for table, of_table in zip(tables, _by_table(tables, snapshots), strict=True)
    ]


def _of_year(release: Release, used: Iterable[Submission]) -> list[Submission]:
    return [one for one in used if one.year_id == release.year_id]


def draft_of(release: Release) -> Draft:
    """The tables of a release that is made already, with the returns as they stand now."""
    tables = list(release.tables.order_by("position"))
    wanted = {source["submission"] for table in tables for source in table.sources}
    returns = Submission.objects.filter(pk__in=wanted).select_related("live_revision", "year", "organisation").in_bulk()
    return Draft(
        release.year,
        [
            DraftTable(
                family=get_family(table.family_slug),
                content=table.content,
                returns=_of_year(release, [returns[source["submission"]] for source in table.sources]),
                used=[returns[source["submission"]] for source in table.sources],
                reasons=table.reasons,
                chart_svg=table.chart_svg,
                sources=table.sources,
            )
            for table in tables
        ],
        [get_family(one["slug"]) for one in release.missing if not one.get("left_out")],
        left_out=[get_family(one["slug"]) for one in release.missing if one.get("left_out")],
    )


def hash_of(year: ReportingYear, contents: Iterable[dict[str, Any]]) -> str:
    """The hash of all that a release says: the same approved figures give the same hash."""
    return content_hash({"year": year.slug, "tables": list(contents)})


def contents_of(release: Release) -> list[dict[str, Any]]:
    """What the tables of a release say, in their order."""
    return list(release.tables.order_by("position").values_list("content", flat=True))


def says_the_same(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> bool:
    """Whether two releases print the same. Charts are left out: they are drawn from the rest."""
    if [one["slug"] for one in before] != [one["slug"] for one in after]:
        return False
    return all(
        {key: old.get(key) for key in new if key != "chart"} == {key: new[key] for key in new if key != "chart"}
        for old, new in zip(before, after, strict=True)
    )


def newest_public(year: ReportingYear) -> Release | None:
    """The release of the year that readers are shown now."""
    return Release.objects.public().filter(year=year).order_by("-number").first()


def earlier_tables(release: Release | None) -> dict[str, ReleaseTable]:
    """The tables of a release by family, without their charts."""
    if release is None:
        return {}
    return {table.family_slug: table for table in release.tables.defer("chart_svg").select_related("submission")}
