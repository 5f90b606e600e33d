"""What members and boards wrote for a year's report, as it was approved: live revisions only."""

import datetime
from dataclasses import dataclass
from typing import Any

from partnership.models import ReportingYear
from reports.contributions.account_queries import members_on
from reports.contributions.models.account import MemberAccount
from reports.contributions.models.statement import Statement
from reports.contributions.statement_kinds import StatementKind


@dataclass(frozen=True)
class AccountOf:
    """The approved account of an organisation; `content` is None where there is none."""

    slug: str
    name: str
    content: dict[str, Any] | None


@dataclass(frozen=True)
class Written:
    """The accounts, one line for each member, and the statements by kind; `latest` is when the newest was submitted."""

    accounts: tuple[AccountOf, ...] = ()
    statements: tuple[dict[str, Any], ...] = ()
    latest: datetime.datetime | None = None

    def of(self, kind: StatementKind) -> tuple[dict[str, Any], ...]:
        """The approved texts of a kind, in the order of the arms where they are about arms."""
        return tuple(content for content in self.statements if content["kind"] == kind)


def written_for(year: ReportingYear) -> Written:
    """Everything approved for the year. Three queries.

    An organisation that held no seat on the last day of the year and has an approved account comes after the members.
    """
    live = MemberAccount.objects.live().filter(year=year).order_by("organisation__name", "pk")
    by_member = {account.organisation_id: account.live_revision for account in live if account.live_revision}
    revisions = list(by_member.values())
    accounts = []
    for member in members_on(year.ends_on):
        revision = by_member.pop(member.pk, None)
        accounts.append(AccountOf(member.slug, member.name, revision.content if revision else None))
    for revision in by_member.values():
        owner = revision.content["organisation"]
        accounts.append(AccountOf(owner["slug"], owner["title"], revision.content))
    texts = Statement.objects.live().filter(year=year).order_by("kind", "arm__order", "arm__name", "pk")
    statements = [row.live_revision for row in texts if row.live_revision]
    return Written(
        accounts=tuple(accounts),
        statements=tuple(revision.content for revision in statements),
        latest=max((revision.created_at for revision in (*revisions, *statements)), default=None),
    )
