"""Building a release. The worker and the command line call the same function; the database says what is done.

A build may be started twice, die at any point and be started again: nothing of it is stored before its end, and who
lost the order to another attempt writes no more.
"""

import logging
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from indicators.disclosure.protect_release import place_words
from indicators.releases.checklist.collect import plan_of_order
from indicators.releases.checklist.run import errors, not_accepted, run_checks
from indicators.releases.models.order import OrderState, ReleaseOrder
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.protection import certify
from indicators.releases.publish import publish_now
from indicators.releases.tables import Draft, DraftTable, earlier_tables, hash_of, make_draft, newest_public
from indicators.tables.charts import with_chart
from indicators.tables.differences import family_difference
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from review.audit import record

logger = logging.getLogger(__name__)
Show = Callable[[int, int, str], None]

# A build that kills its worker each time would otherwise begin for ever, and no other could be asked for.
MOST_ATTEMPTS = 5
GIVEN_UP = (
    f"The build was started {MOST_ATTEMPTS} times but never finished, because its worker was stopped each "
    "time. Check the worker's log and fix the cause, then request the release again."
)


class LeaseLost(Exception):
    """Another attempt has taken the order over."""


def build_release(order_id: int, *, show: Show | None = None) -> ReleaseOrder:
    """Build what was ordered, or what a silent builder left; return the order as it then is.

    An order that is done, failed or in other hands is returned untouched: its message came twice. `show` is told after
    each table how many are done, of how many, and which is next. A failure is stored in words, and not raised.
    """
    attempt = _claim(order_id)
    order = ReleaseOrder.objects.select_related("year", "ordered_by", "planned").get(pk=order_id)
    if attempt is None:
        return order
    try:
        if attempt > MOST_ATTEMPTS:
            raise DomainError(GIVEN_UP)
        _build(order, attempt, show or (lambda done, total, label: None))
    except LeaseLost:
        logger.warning("%s was taken over by another attempt", order)
    except Exception as error:
        _fail(order, attempt, error)
    order.refresh_from_db()
    return order


def _claim(order_id: int) -> int | None:
    """Take the order in one statement; None where somebody else has it or nothing is left to do."""
    with transaction.atomic():
        taken = (
            ReleaseOrder.objects.waiting_or_silent()
            .filter(pk=order_id)
            .update(state=OrderState.BUILDING, attempt=F("attempt") + 1, seen_at=timezone.now(), done=0, total=0)
        )
        return ReleaseOrder.objects.values_list("attempt", flat=True).get(pk=order_id) if taken else None


def _write(order: ReleaseOrder, attempt: int, **changes: object) -> None:
    """Change the order and say that we are alive, only while it is ours; otherwise raise `LeaseLost`."""
    mine = ReleaseOrder.objects.filter(pk=order.pk, state=OrderState.BUILDING, attempt=attempt)
    if mine.update(seen_at=timezone.now(), **changes) != 1:
        raise LeaseLost


def _build(order: ReleaseOrder, attempt: int, show: Show) -> None:
    draft = make_draft(order.year)
    total = len(draft.tables)
    _write(order, attempt, total=total)
    for done, table in enumerate(draft.tables):
        show(done, total, table.family.title)
        table.content, table.chart_svg = with_chart(table.content)
        _write(order, attempt, done=done + 1)
    show(total, total, "finished")
    with transaction.atomic():
        release = _store(order, draft)
        _write(order, attempt, state=OrderState.DONE, release=release)
        if order.publish_at is None:
            publish_now(release, by=order.ordered_by, actor=order.ordered_by)


def _check(order: ReleaseOrder, draft: Draft) -> None:
    """Look again: something may have changed since the order, and charts are there only now."""
    plan = plan_of_order(draft, title=order.title, note=order.note, publish_at=order.publish_at, planned=order.planned)
    # The time may have come while the build ran: then it is published as soon as it is done.
    found = [finding for finding in run_checks(plan) if finding.code != "time-past"]
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
        missing=[{"slug": family.slug, "title": family.title} for family in draft.missing],
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
    public_already = [place_words(one.key) for one in draft.outcome.exposed]
    data = {"hash": digest, "tables": len(draft.tables), "number": number, "public already": public_already}
    record(verb="release", by=order.ordered_by, obj=release, note=order.note, data=data)
    return release


def _revised(table: DraftTable, before: ReleaseTable | None) -> int:
    difference = None if before is None else family_difference(before.content, table.content)
    return 0 if difference is None else difference.revised_cells


def _fail(order: ReleaseOrder, attempt: int, error: Exception) -> None:
    """Store the reason in words. Releases before this one stay as they are."""
    logger.exception("Building the release %s failed", order, exc_info=error)
    if isinstance(error, DomainError):
        reason = error.message
    elif isinstance(error, IntegrityError):
        reason = f"Another release for {order.year} was created at the same moment. Check it first."
    else:
        what = f"There was an unexpected error ({type(error).__name__})."
        reason = f"{what} Check the worker's log and fix the cause, then request the release again."
    try:
        with transaction.atomic():
            _write(order, attempt, state=OrderState.FAILED, problem=reason)
            record(verb="fail to build release", by=order.ordered_by, obj=order, note=reason)
    except LeaseLost:
        logger.warning("%s was taken over by another attempt", order)
