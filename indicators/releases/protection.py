"""Disclosure control of releases: the policies in force, what is public already, and the certificate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.in_force import policies_in_force
from indicators.disclosure.protect_release import Outcome, broken_promises, protect_returns
from indicators.disclosure.published import Content, Published, Withheld
from indicators.disclosure.solver.certificate import certificate, certificate_hash
from indicators.disclosure.solver.policy import Policy
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.release import Release, ReleaseTable
from partnership.exceptions import DomainError
from partnership.models import ReportingYear

MEANWHILE = "Another release was created while this one was being built. Together they would reveal a small number."


# A table as it is read: its release's number and address, its family, its content, and when it became public.
TableRow = tuple[int, str, str, Any, Any]
# What the certificate of a release says that it keeps back.
WithheldRow = tuple[int, Any]


def table_rows(content: Any = "content") -> list[TableRow]:
    """Every table that is public, or made and about to be, oldest first, its content as this expression gives it."""
    tables = ReleaseTable.objects.filter(release__cancelled_at__isnull=True).order_by("release__made_at", "position")
    return list(tables.values_list("release_id", "release__slug", "family_slug", content, "release__published_at"))


def withheld_rows(withheld: Any = "withheld") -> list[WithheldRow]:
    """What every certificate says is kept back."""
    return list(DisclosureCertificate.objects.order_by("release_id").values_list("release_id", withheld))


def published_of(tables: Iterable[TableRow], certificates: Iterable[WithheldRow]) -> list[Published]:
    """The tables with what each of them withheld."""
    withheld: dict[tuple[int, str], list[Withheld]] = defaultdict(list)
    for release_id, items in certificates:
        for item in items:
            withheld[release_id, item["key"].partition("/")[0]].append(Withheld.from_data(item))
    return [
        Published(slug, content, tuple(withheld[release_id, family]), is_public=published_at is not None)
        for release_id, slug, family, content, published_at in tables
    ]


def published_tables() -> list[Published]:
    """Every table that is public, or made and about to be, oldest first. Two queries."""
    return published_of(table_rows(), withheld_rows())


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
        raise DomainError(f"{MEANWHILE} {' '.join(found)} Request the release again.")
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
        f"{content['title']}: a different disclosure policy has been agreed since."
        for content, policy in found
        if [policy[rule] for rule in RULES] != [now[content["slug"]].as_data()[rule] for rule in RULES]
    ]
