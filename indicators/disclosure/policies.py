"""Policies on small counts: what holds, what was decided, and the next proposal. Decisions are `review.services`."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import Max

from indicators.definitions.families import families, get_family
from indicators.disclosure.compare import same_in_effect
from indicators.disclosure.in_force import BUILT_IN, policies_in_force
from indicators.disclosure.models import EVERY_FAMILY, DisclosurePolicy
from indicators.disclosure.solver.policy import Policy
from partnership.authorization import require
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.services import propose
from review.states import ReviewState


@dataclass(frozen=True)
class InForce:
    """What holds for one family. `of` is where it comes from: its own policy, the one for all, or the portal's."""

    slug: str
    title: str
    policy: Policy
    of: str


@dataclass(frozen=True)
class Decided:
    """A policy that was agreed or refused."""

    policy: DisclosurePolicy
    terms: Policy
    status: str

    @property
    def is_refused(self) -> bool:
        return self.policy.state == ReviewState.RETURNED

    @property
    def decided_by(self) -> User | None:
        return self.policy.returned_by if self.is_refused else self.policy.approved_by

    @property
    def decided_at(self) -> datetime.datetime | None:
        return self.policy.returned_at if self.is_refused else self.policy.approved_at


def propose_policy(
    *,
    family_slug: str,
    threshold: int,
    zeros: str,
    method: str,
    base: int,
    symbol: str,
    reason: str,
    by: User,
) -> DisclosurePolicy:
    """Propose the next version for a family, or with an empty slug for all that have none of their own.

    Raises `NotAllowed`, and `DomainError` where the parts do not fit, nothing would change, or a proposal waits.
    """
    require(by, Permission.SET_DISCLOSURE)
    _check_family(family_slug)
    if not reason.strip():
        raise DomainError("Enter a reason. It is shown under every table that the policy applies to.")
    proposal = DisclosurePolicy(
        family_slug=family_slug,
        version=_next_version(family_slug),
        threshold=threshold,
        zeros=zeros,
        method=method,
        base=base,
        symbol=symbol.strip(),
        reason=reason.strip(),
    )
    if same_in_effect(own_policy(family_slug), proposal.fitting()):
        raise DomainError("This is already the policy, so nothing would change.")
    try:
        return propose(obj=proposal, by=by)
    except IntegrityError as error:
        if not DisclosurePolicy.objects.waiting().filter(family_slug=family_slug).exists():
            raise
        raise DomainError(
            f"{proposal.about}: there is already an open proposal. Agree or refuse it before you create another."
        ) from error


def own_policy(family_slug: str) -> Policy:
    """What a proposal for the family would replace. For one without a policy of its own: what holds for it."""
    return policies_in_force([family_slug])[family_slug]


def in_force() -> list[InForce]:
    """What holds for each family, in the order of the catalogue. A constant number of queries."""
    slugs = [family.slug for family in families()]
    found = policies_in_force(slugs)
    own = set(DisclosurePolicy.objects.approved().values_list("family_slug", flat=True))
    return [InForce(one.slug, one.title, found[one.slug], _source(one.slug, own)) for one in families()]


def in_force_together() -> list[list[InForce]]:
    """What holds, with the families of the same policy together, so that it is read once."""
    groups: dict[tuple[str, str], list[InForce]] = {}
    for one in in_force():
        groups.setdefault((one.policy.sentence, one.of), []).append(one)
    return list(groups.values())


def _source(slug: str, own: set[str]) -> str:
    if slug in own:
        return "its own policy"
    return "the partnership's policy for every other family" if EVERY_FAMILY in own else "the portal's own policy"


def decided() -> list[Decided]:
    """Every policy that was agreed or refused, the newest decision first. One query."""
    rows = DisclosurePolicy.objects.filter(state__in=[ReviewState.APPROVED, ReviewState.RETURNED])
    people = rows.select_related("created_by", "approved_by", "returned_by")
    newest_first = sorted(people, key=lambda one: (one.approved_at or one.returned_at, one.pk), reverse=True)
    found, replaced = [], set()
    for one in newest_first:
        if one.state == ReviewState.RETURNED:
            found.append(Decided(one, one.as_policy(), "Refused"))
            continue
        found.append(Decided(one, one.as_policy(), "Replaced" if one.family_slug in replaced else "In force"))
        replaced.add(one.family_slug)
    return found


def _check_family(slug: str) -> None:
    if slug == EVERY_FAMILY:
        return
    try:
        get_family(slug)
    except KeyError as error:
        raise DomainError(f"There is no family of figures called “{slug}”.") from error


def _next_version(slug: str) -> int:
    """The built-in policy is version 1 of every family. A refused version keeps its number."""
    newest = DisclosurePolicy.objects.filter(family_slug=slug).aggregate(newest=Max("version"))["newest"]
    return (newest or BUILT_IN.version) + 1
