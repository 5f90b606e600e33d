"""Who has sent an account and who has not, for one year. A constant number of queries."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from indicators.chasing.models import ReminderKind
from partnership.models import ReportingYear
from reports.contributions.account_queries import OwedAccount, owed_accounts
from reports.contributions.models.account_call import AccountCall, AccountReminder, call_of


@dataclass(frozen=True)
class BoardLine:
    """One member: where its account stands, and whether a chase would tell somebody something new today."""

    owed: OwedAccount
    chased_on: datetime.date | None
    waits_until: datetime.datetime | None
    was_chased_today: bool
    can_be_chased: bool


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
    today = timezone.localdate(now)
    call = call_of(year)
    chased: dict[int, AccountReminder] = {}
    if call:
        rows = call.reminders.filter(kind=ReminderKind.CHASED).order_by("day", "pk")
        chased = {reminder.organisation_id: reminder for reminder in rows}
    is_open = call is not None and call.opens_on <= today <= call.closes_on
    lines = []
    for owed in owed_accounts(year, call, today):
        last = chased.get(owed.organisation.pk)
        is_known = last is not None and last.day >= today
        waits = last.not_before if last and last.not_before and last.not_before > now else None
        lines.append(
            BoardLine(
                owed=owed,
                chased_on=last.day if last else None,
                waits_until=waits,
                was_chased_today=is_known,
                can_be_chased=is_open and not owed.is_done and not is_known,
            )
        )
    return Board(call, lines)
