"""Factories of disclosure policies, agreed or not."""

from typing import Any

from django.utils import timezone

from indicators.disclosure.solver.policy import Method, Zeros
from indicators.models import DisclosurePolicy
from partnership.models import User
from tests.factories.partnership import UserFactory

WHY_NONE = "The numbers are in the annual report already"


def agreed_policy(family: str = "", *, by: User | None = None, agreed_by: User | None = None, **more: Any) -> Any:
    """A policy that a coordinator proposed and the chair agreed; of every family unless one is named."""
    proposed_by = by or UserFactory(roles=["coordinator"])
    other = agreed_by or UserFactory(roles=["chair"])
    last = DisclosurePolicy.objects.filter(family_slug=family).order_by("-version").first()
    now = timezone.now()
    fields = {"threshold": 5, "zeros": Zeros.PRINTED.value, "method": Method.SUPPRESS.value, "reason": "Tested"} | more
    return DisclosurePolicy.objects.create(
        family_slug=family,
        version=1 if last is None else last.version + 1,
        proposed_by=proposed_by,
        proposed_at=now,
        agreed_by=other,
        agreed_at=now,
        **fields,
    )


def no_policy(family: str = "") -> Any:
    """The policy to print every count as it is."""
    return agreed_policy(family, method=Method.NONE.value, reason=WHY_NONE)
