"""Disclosure control of releases: the policies in force, what is public already, and the certificate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indicators.disclosure.certificate import certificate, certificate_hash
from indicators.disclosure.policy import Policy
from indicators.models import DisclosureCertificate, DisclosurePolicy, Release, ReleaseTable
from indicators.models.disclosure import EVERY_FAMILY
from indicators.protection.assemble import Content, Published, Withheld
from indicators.protection.protect import Outcome, broken_promises, protect_returns
from indicators.snapshots import Snapshot
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User

# What holds until a partnership agrees a policy of its own.
BUILT_IN = Policy(reason="The portal's own policy, in force until the partnership agrees another")

MEANWHILE = "Another release was made while this one was built, and both together give a small number away."


def policies_in_force(slugs: Iterable[str]) -> dict[str, Policy]:
    """The policy of each family: its own, else the one for all, else the portal's. A constant number of queries."""
    newest: dict[str, DisclosurePolicy] = {}
    agreed = DisclosurePolicy.objects.agreed().select_related("proposed_by", "agreed_by")
    for one in agreed.prefetch_related("proposed_by__role_grants", "agreed_by__role_grants").order_by("version"):
        newest[one.family_slug] = one
    found = {slug: one.as_policy(_roles(one)) for slug, one in newest.items()}
    return {slug: found.get(slug) or found.get(EVERY_FAMILY) or BUILT_IN for slug in slugs}


def _roles(policy: DisclosurePolicy) -> tuple[str, ...]:
    """The two who agreed, by their roles: readers need not know their names."""
    return tuple(role_of(person) for person in (policy.proposed_by, policy.agreed_by) if person is not None)


def role_of(person: User) -> str:
    """The first of a person's roles in words."""
    return next(iter(person.role_names), "a person without a role")


def published_tables() -> list[Published]:
    """Every table that is public, or made and about to be, oldest first. Two queries."""
    tables = ReleaseTable.objects.filter(release__cancelled_at__isnull=True).order_by("release__made_at", "position")
    withheld: dict[tuple[int, str], list[Withheld]] = defaultdict(list)
    for release_id, items in DisclosureCertificate.objects.values_list("release_id", "withheld"):
        for item in items:
            withheld[release_id, item["key"].partition("/")[0]].append(Withheld.from_data(item))
    return [
        Published(slug, content, tuple(withheld[release_id, family]), is_public=published_at is not None)
        for release_id, slug, family, content, published_at in tables.values_list(
            "release_id", "release__slug", "family_slug", "content", "release__published_at"
        )
    ]


def protect_draft(snapshots: Sequence[Snapshot], build: Any) -> tuple[Outcome, Mapping[str, Policy]]:
    """Protect the returns of a release, and attack its tables beside everything that is public."""
    policies = policies_in_force({one.family.slug for one in snapshots})
    return protect_returns(snapshots, policies, published_tables(), lambda shown: build(shown, policies)), policies


def certify(release: Release, outcome: Outcome, policies: Mapping[str, Policy]) -> DisclosureCertificate:
    """Store the certificate of a release, inside the caller's transaction, in which its tables are stored already.

    Another release may have been made since this one was attacked. So all that is public, or about to be, is attacked
    once more, one release at a time. Raises `DomainError` where both together give something away.
    """
    content = certificate(
        policies=policies,
        findings=outcome.findings,
        exposed=outcome.exposed,
        sizes=outcome.counts,
        hidden=Counter(cell.why.words for cell in outcome.hidden),
        lost=outcome.lost,
        least=outcome.least,
    )
    stored = DisclosureCertificate.objects.create(
        release=release,
        content=content,
        sha256=certificate_hash(content),
        withheld=[one.as_data() for one in outcome.withheld],
    )
    # Who comes second waits here until the first is committed, and then sees it.
    list(ReportingYear.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    found = newly_exposed()
    if found:
        raise DomainError(f"{MEANWHILE} {' '.join(found)} Order the release again.")
    return stored


def newly_exposed() -> list[str]:
    """What a reader of all that is public, or about to be, can conclude though it was promised otherwise, in words.

    What was public before, and is named in a certificate, is left out.
    """
    named = {
        (one["key"], tuple(one["a reader concludes"]))
        for content in DisclosureCertificate.objects.values_list("content", flat=True)
        for one in content["already public"]
    }
    return broken_promises(published_tables(), named)


RULES = ("version", "threshold", "zeros", "method", "base")


def outdated_policies(contents: Sequence[Content]) -> list[str]:
    """Which of these tables were protected under a policy that is no longer in force, in sentences."""
    found = [(content, content["disclosure"]["policy"]) for content in contents if content.get("disclosure")]
    now = policies_in_force([content["slug"] for content, _ in found])
    return [
        f"{content['title']}: another disclosure policy was agreed since."
        for content, policy in found
        if [policy[rule] for rule in RULES] != [now[content["slug"]].as_data()[rule] for rule in RULES]
    ]
