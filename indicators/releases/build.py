"""Building a release. The worker and the command line call the same function; the database says what is done.

A build may be started twice, die at any point and be started again: nothing of it is stored before its end, and who
lost the order to another attempt writes no more.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from indicators.disclosure.protect_release import place_words
from indicators.releases.checklist.collect import plan_of_order
from indicators.releases.checklist.run import errors, not_accepted, run_checklist
from indicators.releases.models.order import OrderState, ReleaseOrder
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.protection import certify
from indicators.releases.publish import RELEASES
from indicators.releases.tables import Draft, DraftTable, earlier_tables, hash_of, make_draft, newest_public
from indicators.releases.words_held import refuse_told_before
from indicators.tables.charts import with_chart
from indicators.tables.differences import family_difference
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from publication.leases import Lease, in_words, work_under
from review.audit import record
from review.audit_verbs import AuditVerb

logger = logging.getLogger(__name__)
Show = Callable[[int, int, str], None]


def build_release(order_id: int, *, show: Show | None = None) -> ReleaseOrder:
    """Build what was ordered, or what a silent builder left; return the order as it then is.

    An order that is done, failed or in other hands is returned untouched: its message came twice. `show` is told after
    each table how many are done, of how many, and which is next. A failure is stored in words, and not raised; a
    database that does not answer is raised, for nothing can be stored.
    """
    order = ReleaseOrder.objects.select_related("year", "ordered_by", "planned").get(pk=order_id)
    lease = ReleaseOrder.objects.take(order, done=0, total=0)
    if lease is not None:
        build = partial(_build, order, lease, show or (lambda done, total, label: None))
        work_under(lease, f"Building the release {order}", do=build, fail=partial(_fail, order, lease))
        order.refresh_from_db()
    return order


def _build(order: ReleaseOrder, lease: Lease, show: Show) -> None:
    draft = make_draft(order.year)
    total = len(draft.tables)
    ReleaseOrder.objects.keep(lease, total=total)
    for done, table in enumerate(draft.tables):
        show(done, total, table.family.title)
        table.content, table.chart_svg = _drawn(table)
        ReleaseOrder.objects.keep(lease, done=done + 1)
    show(total, total, "finished")
    with transaction.atomic():
        release = _store(order, draft)
        ReleaseOrder.objects.end(lease, OrderState.DONE, release=release)
        if order.publish_at is None:
            RELEASES.publish(release, by=order.ordered_by, actor=order.ordered_by)


def _drawn(table: DraftTable) -> tuple[dict[str, Any], str]:
    """The table with its chart. Raises `DomainError` with the family whose figures cannot be drawn."""
    try:
        return with_chart(table.content)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        logger.exception("No chart can be drawn of %s", table.family.slug)
        raise DomainError(
            f"{table.family.title}: the portal could not draw the chart. Ask the operator to look at the log. To "
            "release the other figures now, withdraw this return."
        ) from error


def _check(order: ReleaseOrder, draft: Draft) -> None:
    """Look again: something may have changed since the order, and charts are there only now."""
    plan = plan_of_order(draft, title=order.title, note=order.note, publish_at=order.publish_at, planned=order.planned)
    # The time may have come while the build ran: then it is published as soon as it is done.
    found = [finding for finding in run_checklist(plan) if finding.code != "time-past"]
    stops = errors(found)
    if stops:
        raise DomainError(" ".join(sentence for finding in stops for sentence in finding.sentences))
    new = not_accepted(found, [warning["key"] for warning in order.warnings])
    if new:
        sentences = " ".join(sentence for finding in new for sentence in finding.sentences)
        raise DomainError(f"Something changed after you accepted the warnings: {sentences} Request the release again.")


def next_number(year: ReportingYear) -> int:
    """The number of the year's next release. One that was called off keeps its own."""
    return (Release.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def _store(order: ReleaseOrder, draft: Draft) -> Release:
    _check(order, draft)
    year = order.year
    before = earlier_tables(newest_public(year))
    digest = hash_of(year, [table.content for table in draft.tables])
    number = next_number(year)
    release = Release.objects.create(
        slug=year.slug if number == 1 else f"{year.slug}-{number}",
        title=order.title,
        year=year,
        number=number,
        note=order.note,
        missing=[
            *({"slug": family.slug, "title": family.title} for family in draft.missing),
            *({"slug": family.slug, "title": family.title, "left_out": True} for family in draft.left_out),
        ],
        warnings=order.warnings,
        content_hash=digest,
        publish_at=order.publish_at,
    )
    for position, table in enumerate(draft.tables, start=1):
        ReleaseTable.objects.create(
            release=release,
            family_slug=table.family.slug,
            position=position,
            content=table.content,
            chart_svg=table.chart_svg,
            submission=table.returns[-1],
            sources=table.sources,
            reasons=table.reasons,
            revised_cells=_revised(table, before.get(table.family.slug)),
        )
    assert draft.outcome is not None, "a draft was attacked before it is stored"
    certify(release, draft.outcome, draft.policies)
    refuse_told_before(release)
    public_already = [place_words(one.key) for one in draft.outcome.exposed]
    data = {"hash": digest, "tables": len(draft.tables), "number": number, "public already": public_already}
    record(verb=AuditVerb.RELEASE, by=order.ordered_by, obj=release, note=order.note, data=data)
    return release


def _revised(table: DraftTable, before: ReleaseTable | None) -> int:
    difference = None if before is None else family_difference(before.content, table.content)
    return 0 if difference is None else difference.revised_cells


def _fail(order: ReleaseOrder, lease: Lease, error: Exception) -> None:
    """Store the reason in words. Releases before this one stay as they are."""
    reason = in_words(error, again="request the release again")
    if isinstance(error, IntegrityError):
        reason = f"Another release for {order.year} was created at the same moment. Check it first."
    with transaction.atomic():
        ReleaseOrder.objects.end(lease, OrderState.FAILED, problem=reason)
        record(verb=AuditVerb.FAIL_TO_BUILD_RELEASE, by=order.ordered_by, obj=order, note=reason)
