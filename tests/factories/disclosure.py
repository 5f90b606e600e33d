"""Factories of disclosure policies, agreed or not."""

from typing import Any

from django.utils import timezone

from indicators.disclosure.solver.policy import Method, Zeros
from indicators.models import DisclosurePolicy
from partnership.models import User
from review.services import move
from review.transitions import Verb
from tests.factories.partnership import UserFactory

WHY_NONE = "The numbers are in the annual report already"


def agreed_policy(family: str = "", *, by: User | None = None, agreed_by: User | None = None, **more: Any) -> Any:
    """A policy that a coordinator proposed and the chair agreed; of every family unless one is named."""
    proposed_by = by or UserFactory(roles=["coordinator"])
    other = agreed_by or UserFactory(roles=["chair"])
    last = DisclosurePolicy.objects.filter(family_slug=family).order_by("-version").first()
    now = timezone.now()
    fields = {"threshold": 5, "zeros": Zeros.PRINTED.value, "method": Method.SUPPRESS.value, "reason": "Tested"} | more
    steps = {"created": proposed_by, "edited": proposed_by, "submitted": proposed_by, "approved": other}
    return DisclosurePolicy.objects.create(
        family_slug=family,
        version=1 if last is None else last.version + 1,
        state="approved",
        **{f"{verb}_by": person for verb, person in steps.items()},
        **{f"{verb}_at": now for verb in steps},
        **fields,
    )


def no_policy(family: str = "") -> Any:
    """The policy to print every count as it is."""
    return agreed_policy(family, method=Method.NONE.value, reason=WHY_NONE)


def agree(policy: DisclosurePolicy, by: User) -> DisclosurePolicy:
    """Put a proposal in force."""
    return move(obj=policy, verb=Verb.APPROVE, by=by, revision=policy.revision)


def refuse(policy: DisclosurePolicy, by: User, note: str) -> DisclosurePolicy:
    """Refuse a proposal, or take one's own back."""
    return move(obj=policy, verb=Verb.RETURN, by=by, note=note, revision=policy.revision)
