"""Reads what the checks look at. Everything here is a number of queries that does not grow with the figures."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from deadlines.working_days import is_working_day
from indicators.definitions.families import Family
from indicators.disclosure.protect_release import place_words
from indicators.releases.checklist.plan import Plan, Return, Table
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.tables import Draft, DraftTable, earlier_tables, newest_public, says_the_same, snapshot_of
from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import Submission
from indicators.rounds.models.returns import ReturnFamily
from partnership.days import day
from partnership.models import Organisation, ReportingYear, User
from review.chain import content_hash
from review.models import Revision
from review.states import ReviewState


def plan_of_order(
    draft: Draft,
    *,
    title: str,
    note: str,
    publish_at: datetime.datetime | None,
    planned: PlannedRelease | None = None,
) -> Plan:
    """The release that would be made of the draft now."""
    year, now = draft.year, timezone.localtime()
    earlier = newest_public(year)
    before = earlier_tables(earlier)
    contents = [table.content for table in draft.tables]
    ready = {table.family.slug for table in draft.tables}
    pending = Release.objects.pending().filter(year=year).first()
    return Plan(
        title=title,
        note=note,
        year=year.slug,
        ends_on=year.ends_on,
        now=now,
        publish_at=None if publish_at is None else timezone.localtime(publish_at),
        tables=_tables(draft, before),
        missing=tuple(family.title for family in draft.missing),
        left_out=tuple(_left_out(draft)),
        unusable=tuple(family.title for family in draft.unusable),
        removed=tuple(table.content["title"] for slug, table in before.items() if slug not in ready),
        owed_by_nobody=_owed_by_nobody(
            [*(table.family for table in draft.tables), *draft.missing, *draft.unusable, *draft.left_out]
        ),
        not_printed=_not_printed(draft),
        withdrawn=tuple(
            table.content["title"] for table in before.values() if table.submission.state == ReviewState.WITHDRAWN
        ),
        taken_titles=tuple(Release.objects.filter(cancelled_at__isnull=True).values_list("title", flat=True)),
        earlier=earlier.title if earlier else "",
        is_same_as_earlier=bool(earlier) and says_the_same([one.content for one in _in_order(before)], contents),
        pending=pending.title if pending else "",
        is_working_day=publish_at is None or is_working_day(timezone.localdate(publish_at)),
        announced=() if planned else tuple(_announced(year)),
        planned_for=None if planned is None else timezone.localtime(planned.planned_for),
        disclosure_problem=draft.outcome.problem if draft.outcome else "",
        already_public=tuple(_already_public(draft)),
    )


def _left_out(draft: Draft) -> Iterator[str]:
    """Each family whose table stays out, with the reason."""
    for family in draft.left_out:
        why = draft.outcome.left_out[family.slug] if draft.outcome else ""
        yield f"{family.title}: its table is left out of this release, and the release says so. {why}".rstrip()


def _already_public(draft: Draft) -> Iterator[str]:
    """Without what can be concluded: accepted, a warning's words stay in the audit trail for ever."""
    for one in draft.outcome.exposed if draft.outcome else ():
        yield (
            f"{place_words(one.key)}: this can be worked out from figures already published. It can no "
            "longer be suppressed."
        )


def plan_of_release(release: Release, draft: Draft) -> Plan:
    """A release that is made and waits: only what stands around its tables is looked at again."""
    before = earlier_tables(newest_public(release.year))
    return Plan(
        title=release.title,
        note=release.note,
        year=release.year.slug,
        ends_on=release.year.ends_on,
        now=timezone.localtime(),
        publish_at=None,
        tables=_tables(draft, before),
    )


def _in_order(tables: Mapping[str, ReleaseTable]) -> list[ReleaseTable]:
    return sorted(tables.values(), key=lambda table: table.position)


def _tables(draft: Draft, before: Mapping[str, ReleaseTable]) -> tuple[Table, ...]:
    questions = _open_questions([one.pk for table in draft.tables for one in table.returns])
    staffed = _with_people()
    sets = _published_sets([table.family.slug for table in draft.tables if table.family.is_area_rates])
    return tuple(
        Table(
            family=table.family,
            content=table.content,
            returns=tuple(_return(table, one, questions.get(one.pk, ()), staffed) for one in table.returns),
            earlier=before[table.family.slug].content if table.family.slug in before else None,
            sets=_sets(table),
            earlier_sets=sets.get(table.family.slug, {}),
            has_chart=bool(table.chart_svg),
            typed=tuple(_typed(table)),
            withheld=_withheld(draft, table.family.slug),
        )
        for table in draft.tables
    )


def _typed(table: DraftTable) -> Iterator[str]:
    """What people wrote that is printed with the table: notes of returns, and reasons."""
    for snapshot in table.snapshots[-table.shown :]:
        yield from filter(None, (snapshot.note, *(value.reason for value in snapshot.figures.values())))


def _announced(year: ReportingYear) -> Iterator[str]:
    """What the calendar promises for the year, each with its day."""
    for one in PlannedRelease.objects.open().filter(year=year).order_by("planned_for", "pk"):
        yield f"“{one.title}” on {day(timezone.localdate(one.planned_for))}"


def _withheld(draft: Draft, family: str) -> frozenset[int]:
    """The counts that the table of a family does not print as they are."""
    held = draft.outcome.withheld if draft.outcome else ()
    return frozenset(one.value for one in held if one.key.startswith(f"{family}/"))


def _return(table: DraftTable, submission: Submission, questions: Collection[str], staffed: Collection[int]) -> Return:
    live = submission.live_revision
    if live is None:
        return Return(organisation=str(submission.organisation), period=submission.period, is_withdrawn=True)
    read = {source["submission"]: source for source in table.sources}.get(submission.pk)
    snapshot = snapshot_of(submission)
    labels = {row.key: row.label for row in snapshot.rows}
    is_approved = submission.state == ReviewState.APPROVED
    return Return(
        organisation=str(submission.organisation),
        period=submission.period,
        is_right_kind=submission.organisation.kind == table.family.supplier_kind,
        has_people=submission.organisation_id in staffed,
        is_late=snapshot.late,
        is_edited_since=not is_approved,
        is_approved_anew=read is not None and (read["revision"], read["sha256"]) != (live.number, live.sha256),
        is_intact=content_hash(live.content) == live.sha256,
        open_questions=tuple(questions),
        unconfirmed=tuple(problem.sentence for problem in submission.open_confirmations()) if is_approved else (),
        revised_without_reason=tuple(
            dict.fromkeys(
                labels.get(row, row)
                for (row, _column), value in snapshot.figures.items()
                if value.revised and not value.reason.strip()
            )
        ),
    )


def _open_questions(submissions: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for question in FollowUp.objects.open().filter(submission__in=submissions):
        found[question.submission_id].append(question.question)
    return found


def _with_people() -> set[int]:
    """Organisations of which somebody who sends figures has an account in use."""
    return set(
        User.objects.filter(is_active=True, role_grants__role="partner", organisation__isnull=False).values_list(
            "organisation_id", flat=True
        )
    )


def _sets(table: DraftTable) -> dict[str, str]:
    """By which set of neighbours each year of a table of rates is compared."""
    found = {}
    for submission in table.used:
        if submission.live_revision is not None:
            areas = submission.live_revision.content.get("areas")
            if areas:
                found[submission.year.slug] = areas["set"]
    return found


def _published_sets(slugs: Collection[str]) -> dict[str, dict[str, str]]:
    """For each family of rates, by which set each year was compared when it was last published."""
    tables = list(
        ReleaseTable.objects.filter(family_slug__in=slugs, release__published_at__isnull=False)
        .order_by("release__published_at", "pk")
        .values_list("family_slug", "sources")
    )
    read = {(source["submission"], source["revision"]) for _slug, sources in tables for source in sources}
    revisions = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Submission), object_id__in={pk for pk, _number in read}
    )
    sets = {(one.object_id, one.number): one.content["areas"]["set"] for one in revisions if "areas" in one.content}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for slug, sources in tables:
        for source in sources:
            found[slug][source["year"]] = sets[source["submission"], source["revision"]]
    return found


def _owed_by_nobody(wanted: Collection[Family]) -> tuple[str, ...]:
    """Families that no return in use holds; where returns are not set up, that no organisation's kind supplies."""
    owed = set(ReturnFamily.objects.filter(template__is_active=True).values_list("family_slug", flat=True))
    if owed:
        return tuple(family.title for family in wanted if family.slug not in owed)
    kinds = set(Organisation.objects.values_list("kind", flat=True))
    return tuple(family.title for family in wanted if family.supplier_kind not in kinds)


def _not_printed(draft: Draft) -> tuple[str, ...]:
    read = {one.pk for table in draft.tables for one in (*table.used, *table.returns)}
    found = Submission.objects.live().filter(year=draft.year).exclude(pk__in=read).order_by("family_slug", "pk")
    return tuple(one.family.title for one in found)
