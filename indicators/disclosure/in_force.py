"""The disclosure policies in force."""

from collections.abc import Iterable

from indicators.disclosure.models import EVERY_FAMILY, DisclosurePolicy
from indicators.disclosure.solver.policy import Policy
from partnership.models import User

# What holds until a partnership agrees a policy of its own.
BUILT_IN = Policy(reason="The portal's own policy, in force until the partnership agrees another")


def policies_in_force(slugs: Iterable[str]) -> dict[str, Policy]:
    """The policy of each family: its own, else the one for all, else the portal's. A constant number of queries."""
    newest: dict[str, DisclosurePolicy] = {}
    agreed = DisclosurePolicy.objects.approved().select_related("created_by", "approved_by")
    for one in agreed.prefetch_related("created_by__role_grants", "approved_by__role_grants").order_by("version"):
        newest[one.family_slug] = one
    found = {slug: one.as_policy(_roles(one)) for slug, one in newest.items()}
    return {slug: found.get(slug) or found.get(EVERY_FAMILY) or BUILT_IN for slug in slugs}


def _roles(policy: DisclosurePolicy) -> tuple[str, ...]:
    """The two who agreed, by their roles: readers need not know their names."""
    return tuple(role_of(person) for person in (policy.created_by, policy.approved_by) if person is not None)


def role_of(person: User) -> str:
    """The first of a person's roles in words."""
    return next(iter(person.role_names), "a person without a role")
