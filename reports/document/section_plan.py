"""The editor's plan of a year: read it, move a section, introduce it, leave it out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from partnership.authorization import require
from partnership.exceptions import DomainError, StaleRevision
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from reports.document.models import SectionChoice
from reports.document.plan import NEVER_LEFT_OUT, Choice, moved, ordered
from reports.document.sections import SECTIONS
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers

KEYS = tuple(maker.key for maker in SECTIONS)
TITLES = {maker.key: maker.title for maker in SECTIONS}
UP, DOWN = -1, 1


@dataclass(frozen=True)
class PlannedSection:
    """One section at its place in the year's plan."""

    key: str
    title: str
    introduction: str
    reason: str
    can_be_left_out: bool
    revision: int

    @property
    def is_left_out(self) -> bool:
        """Whether the report goes without it."""
        return bool(self.reason)


def plan_of(year: ReportingYear) -> list[PlannedSection]:
    """Every section in the order of the year's report. One query."""
    rows = {row.key: row for row in SectionChoice.objects.filter(year=year).order_by("position", "key")}
    return [_planned(key, rows.get(key)) for key in ordered(KEYS, _placed(rows.values()))]


def move_section(*, year: ReportingYear, key: str, by_places: int, seen: Sequence[str], by: User) -> None:
    """Move a section up (-1) or down (1). `seen` is the order that the editor had before them.

    Raises `NotAllowed`, `DomainError` for a section that is not known, and `StaleRevision` where the order is another
    one by now.
    """
    require(by, Permission.EDIT_REPORT)
    _known(key)
    with transaction.atomic():
        rows = _locked(year)
        order = ordered(KEYS, _placed(rows.values()))
        if list(seen) != order:
            raise StaleRevision(
                "Someone else changed the order after you opened this page. The page now shows the current order."
            )
        new = moved(order, key, by_places)
        if new == order:
            return
        _place(year, rows, new, by)
        data = {"from": order.index(key) + 1, "to": new.index(key) + 1}
        record(verb=AuditVerb.MOVE_SECTION, by=by, obj=rows[key], data=data)


def choose_section(
    *, year: ReportingYear, key: str, introduction: str, is_omitted: bool, reason: str, revision: int, by: User
) -> SectionChoice:
    """Introduce a section, or leave it out with a reason. `revision` is that which the editor had open; 0 for none.

    Raises `NotAllowed`, `DomainError` where it cannot be left out, no reason is given or a text tells who somebody is,
    and `StaleRevision`.
    """
    require(by, Permission.EDIT_REPORT)
    _known(key)
    reason = reason.strip() if is_omitted else ""
    if is_omitted and key in NEVER_LEFT_OUT:
        raise DomainError(f"“{TITLES[key]}” is part of every report and cannot be left out.")
    if is_omitted and not reason:
        raise DomainError("Enter why it is left out. The report prints the reason.")
    refuse_for_readers(introduction=introduction, reason=reason)
    with transaction.atomic():
        rows = _locked(year)
        if (rows[key].revision if key in rows else 0) != revision:
            raise StaleRevision(
                "Someone else changed this section after you opened it. Compare the versions, then save again."
            )
        _place(year, rows, ordered(KEYS, _placed(rows.values())), by)
        row = rows[key]
        row.introduction, row.is_omitted, row.reason = introduction.strip(), is_omitted, reason
        row.edited_by, row.edited_at, row.revision = by, timezone.now(), revision + 1
        row.save()
        verb = AuditVerb.LEAVE_SECTION_OUT if is_omitted else AuditVerb.EDIT_SECTION
        record(verb=verb, by=by, obj=row, note=reason, data={"introduction": row.introduction})
    return row


def _known(key: str) -> None:
    if key not in TITLES:
        raise DomainError(f"The report has no section “{key}”.")


def _locked(year: ReportingYear) -> dict[str, SectionChoice]:
    """The year's rows. Its own row is locked: two who edit the plan at once are served one after the other."""
    ReportingYear.objects.select_for_update().get(pk=year.pk)
    return {row.key: row for row in SectionChoice.objects.filter(year=year)}


def _placed(rows: Iterable[SectionChoice]) -> list[Choice]:
    return [Choice(row.key, row.position) for row in rows]


def _place(year: ReportingYear, rows: dict[str, SectionChoice], order: Sequence[str], by: User) -> None:
    """Give every section its row and its number; what was never edited has the revision 0."""
    for position, key in enumerate(order, start=1):
        row = rows.get(key)
        if row is None:
            row = SectionChoice(year=year, key=key, revision=0, edited_by=by, edited_at=timezone.now())
        if row.position != position:
            row.position = position
            row.save()
        rows[key] = row


def _planned(key: str, row: SectionChoice | None) -> PlannedSection:
    return PlannedSection(
        key=key,
        title=TITLES[key],
        introduction=row.introduction if row else "",
        reason=row.reason if row else "",
        can_be_left_out=key not in NEVER_LEFT_OUT,
        revision=row.revision if row else 0,
    )
