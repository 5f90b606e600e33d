"""Policies on small counts: one person proposes, another one of another organisation agrees or refuses."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from indicators.definitions.families import families, get_family
from indicators.disclosure.compare import same_in_effect
from indicators.disclosure.in_force import BUILT_IN, policies_in_force
from indicators.disclosure.models import EVERY_FAMILY, DisclosurePolicy
from indicators.disclosure.solver.policy import Method, Policy, PolicyError, Zeros
from partnership.authorization import belongs_to, require
from partnership.exceptions import DomainError, NotAllowed, StaleRevision
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.models import Event

REFUSED = "refuse disclosure policy"
DECIDED = "Someone agreed to or refused this proposal a moment ago. Open the list of policies again."


@dataclass(frozen=True)
class InForce:
    """What holds for one family. `of` is where it comes from: its own policy, the one for all, or the portal's."""

    slug: str
    title: str
    policy: Policy
    of: str


@dataclass(frozen=True)
class Decided:
    """A policy that was agreed or refused. `note` says why it was refused."""

    policy: DisclosurePolicy
    terms: Policy
    status: str
    note: str = ""


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
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    if same_in_effect(own_policy(family_slug), _fitting(proposal)):
        raise DomainError("This is already the policy, so nothing would change.")
    try:
        with transaction.atomic():
            proposal.save()
            record(verb="propose disclosure policy", by=by, obj=proposal, note=proposal.reason, data=_parts(proposal))
    except IntegrityError as error:
        if not DisclosurePolicy.objects.proposed().filter(family_slug=family_slug).exists():
            raise
        raise DomainError(
            f"{proposal.about}: there is already an open proposal. Agree or refuse it before you create another."
        ) from error
    return proposal


def agree_policy(*, policy: DisclosurePolicy, by: User) -> DisclosurePolicy:
    """Put a proposal in force. It takes somebody else than who proposed it, of another organisation."""
    require(by, Permission.SET_DISCLOSURE)
    why_not = conflict_of(by, policy)
    if why_not:
        raise NotAllowed(why_not)
    _fitting(policy)
    with transaction.atomic():
        if DisclosurePolicy.objects.filter(pk=policy.pk).update(agreed_by=by, agreed_at=timezone.now()) != 1:
            raise StaleRevision(DECIDED)
        policy.refresh_from_db()
        record(verb="agree disclosure policy", by=by, obj=policy, data=_parts(policy))
    return policy


def refuse_policy(*, policy: DisclosurePolicy, by: User, note: str) -> DisclosurePolicy:
    """Refuse a proposal, or take one's own back. What holds stays as it is; the reason is kept."""
    require(by, Permission.SET_DISCLOSURE)
    note = note.strip()
    if not note:
        raise DomainError("Enter a reason for refusing. It is kept with the proposal.")
    with transaction.atomic():
        if DisclosurePolicy.objects.filter(pk=policy.pk).update(refused_by=by, refused_at=timezone.now()) != 1:
            raise StaleRevision(DECIDED)
        policy.refresh_from_db()
        record(verb=REFUSED, by=by, obj=policy, note=note)
    return policy


def conflict_of(user: User, policy: DisclosurePolicy) -> str:
    """Why this person must not agree to the proposal, as a sentence; empty where nothing stands in the way."""
    if user.pk == policy.proposed_by_id:
        return "You proposed this policy. Someone else must agree to it."
    if belongs_to(user, policy.proposed_by.organisation_id):
        return (
            f"This policy was proposed by your own organisation, {user.organisation}. Someone from another "
            "organisation must agree to it."
        )
    return ""


def own_policy(family_slug: str) -> Policy:
    """What a proposal for the family would replace. For one without a policy of its own: what holds for it."""
    return policies_in_force([family_slug])[family_slug]


def in_force() -> list[InForce]:
    """What holds for each family, in the order of the catalogue. A constant number of queries."""
    slugs = [family.slug for family in families()]
    found = policies_in_force(slugs)
    own = set(DisclosurePolicy.objects.agreed().values_list("family_slug", flat=True))
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
    """Every policy that was agreed or refused, the newest decision first. Three queries."""
    policies = DisclosurePolicy.objects.exclude(agreed_at=None, refused_at=None)
    people = policies.select_related("proposed_by", "agreed_by", "refused_by")
    newest_first = sorted(people, key=lambda one: (one.agreed_at or one.refused_at, one.pk), reverse=True)
    notes, found, replaced = _refusals(), [], set()
    for one in newest_first:
        if one.refused_at is not None:
            found.append(Decided(one, one.as_policy(), "Refused", notes.get(one.pk, "")))
            continue
        found.append(Decided(one, one.as_policy(), "Replaced" if one.family_slug in replaced else "In force"))
        replaced.add(one.family_slug)
    return found


def _refusals() -> dict[int, str]:
    """Why proposals were refused, by the key of the policy."""
    kind = ContentType.objects.get_for_model(DisclosurePolicy)
    found = Event.objects.filter(content_type=kind, verb=REFUSED, object_id__isnull=False)
    return {int(key or 0): note for key, note in found.values_list("object_id", "note")}


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


def _fitting(policy: DisclosurePolicy) -> Policy:
    try:
        return policy.as_policy()
    except PolicyError as error:
        raise DomainError(str(error)) from error


def _parts(policy: DisclosurePolicy) -> dict[str, object]:
    """What the audit trail keeps of a policy."""
    return {
        "family": policy.family_slug or "every family without its own policy",
        "version": policy.version,
        "threshold": policy.threshold,
        "zeros": Zeros(policy.zeros).value,
        "method": Method(policy.method).value,
        "base": policy.base,
        "symbol": policy.symbol,
    }
