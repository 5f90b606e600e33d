"""Setting and ending targets. One transaction each, with its line in the trail."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from indicators.definitions.families import Family, families, get_family
from indicators.definitions.models.area import Area
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from reports.board_pack.models import Aim, Target
from review.audit import record
from review.audit_verbs import AuditVerb


@transaction.atomic
def set_target(
    *, family: Family, row_key: str, aim: str, value: Decimal, amber: Decimal, reason: str, by: User
) -> Target:
    """Set what a row should be, in place of its present target. `amber` is the last value that counts as near.

    Raises `DomainError` without a reason, or where `amber` is on the wrong side of the target.
    """
    require(by, Permission.SET_TARGET)
    if not reason.strip():
        raise DomainError("Enter the reason for the target.")
    if (aim == Aim.AT_LEAST and amber > value) or (aim == Aim.AT_MOST and amber < value):
        side = "at or below" if aim == Aim.AT_LEAST else "at or above"
        raise DomainError(f"The amber limit must be {side} the target.")
    for old in Target.objects.in_force().select_for_update().filter(family_slug=family.slug, row_key=row_key):
        end_target(target=old, by=by)
    target = Target.objects.create(
        family_slug=family.slug,
        row_key=row_key,
        aim=aim,
        value=value,
        amber=amber,
        reason=reason.strip(),
        set_by=by,
        set_at=timezone.now(),
    )
    record(verb=AuditVerb.SET_TARGET, by=by, obj=target, note=target.reason, data=_data(target))
    return target


@transaction.atomic
def end_target(*, target: Target, by: User) -> None:
    """End a target; it stays on record. One that has ended stays as it is."""
    require(by, Permission.SET_TARGET)
    found = Target.objects.select_for_update().get(pk=target.pk)
    if found.ended_at is not None:
        return
    found.ended_by, found.ended_at = by, timezone.now()
    found.save(update_fields=["ended_by", "ended_at"])
    record(verb=AuditVerb.END_TARGET, by=by, obj=found, data=_data(found))


def row_label(family_slug: str, row_key: str) -> str | None:
    """The row's label in the definition of today; the key itself for areas; None where the family has no such row."""
    family = get_family(family_slug)
    if family.is_area_rates:
        return row_key
    return next((row.label for row in family.fixed_rows if row.key == row_key), None)


def named(targets: Iterable[Target]) -> list[tuple[Target, str]]:
    """Each target with the titles of its indicator and its row; the key of what is no longer there. One query."""
    areas = dict(Area.objects.values_list("slug", "name"))
    known = {family.slug: family for family in families()}
    found = []
    for target in targets:
        family = known.get(target.family_slug)
        row = row_label(family.slug, target.row_key) if family else None
        row = areas.get(target.row_key, row or target.row_key)
        found.append((target, f"{family.title if family else target.family_slug}, {row}"))
    return found


def _data(target: Target) -> dict[str, str]:
    return {"family": target.family_slug, "row": target.row_key, "target": target.in_words, "amber": str(target.amber)}
