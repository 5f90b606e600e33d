"""Who has sent an account and who has not, for one year. A constant number of queries."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from partnership.models import ReportingYear
from reports.contributions.account_queries import OwedAccount, owed_accounts
from reports.contributions.models.account_call import AccountCall, AccountReminder, call_of


@dataclass(frozen=True)
class BoardLine:
    """One member: where its account stands, and when it was last chased."""

    owed: OwedAccount
    chased: AccountReminder | None

    @property
    def can_be_chased(self) -> bool:
        """Whether a chase would tell somebody something new today."""
        was_chased_today = self.chased is not None and self.chased.is_of_today
        is_open = self.owed.dates is not None and self.owed.return_status.is_open
        return is_open and not self.owed.is_done and not was_chased_today


@dataclass(frozen=True)
class Board:
    """All members of the year; `call` is None where no dates are set."""

    call: AccountCall | None
    lines: list[BoardLine]

    @property
    def sent(self) -> int:
        """How many have sent."""
        return sum(line.owed.is_done for line in self.lines)


def board_of(year: ReportingYear, now: datetime.datetime) -> Board:
    """The board as it stands now."""
    call = call_of(year)
    chased = AccountReminder.last_chases([call]) if call else {}
    lines = [
        BoardLine(owed, chased.get((call.pk, owed.organisation.pk)) if call else None)
        for owed in owed_accounts(year, call, timezone.localdate(now))
    ]
    return Board(call, lines)
