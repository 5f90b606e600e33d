"""Confirming what a year takes over."""

from django.db import transaction
from django.utils import timezone

from bcssp.carried.models import Part, YearConfirmation
from bcssp.carried.parts import carried_parts, is_carried
from partnership.authorization import require
from partnership.exceptions import StaleRevision, WrongState
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb


@transaction.atomic
def confirm_part(*, year: ReportingYear, part: Part, stamp: str, by: User) -> YearConfirmation:
    """Keep that the person found the part right, with what it said. `stamp` is that of what they had before them.

    Raises `NotAllowed`, `WrongState` for a year that takes over nothing, and `StaleRevision` where the part is another
    one by now.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    if not is_carried(year):
        raise WrongState(f"There is nothing to confirm for {year}.")
    (now,) = [one for one in carried_parts(year) if one.part == part]
    if now.stamp != stamp:
        raise StaleRevision("Something changed after you opened this page. Check it again, then confirm it.")
    kept, _ = YearConfirmation.objects.update_or_create(
        year=year,
        part=part,
        defaults={"content": now.content, "confirmed_by": by, "confirmed_at": timezone.now()},
    )
    record(verb=AuditVerb.CONFIRM_CARRIED, by=by, obj=year, data={"part": part.value, "lines": len(now.lines)})
    return kept
