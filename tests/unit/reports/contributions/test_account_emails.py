"""What mails about accounts say, by hand-made dates."""

import datetime

import pytest

from deadlines.models import ReminderKind
from partnership.models import Organisation, ReportingYear
from reports.contributions.account_emails import AskedAccount
from reports.contributions.account_queries import OwedAccount, dates_of
from reports.models import AccountCall

YEAR = ReportingYear(slug="2022-23", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2023, 3, 31))
CALL = AccountCall(
    year=YEAR,
    opens_on=datetime.date(2023, 4, 3),
    due_on=datetime.date(2023, 5, 31),
    closes_on=datetime.date(2023, 6, 30),
)
FIRE = Organisation(name="Fire and rescue")
ASKED = AskedAccount.of(CALL, OwedAccount(CALL.due_on, "Not started", None, dates_of(CALL), FIRE, None))


@pytest.mark.parametrize(
    ("kind", "today", "subject", "words"),
    [
        (ReminderKind.OPENING, datetime.date(2023, 4, 3), "Open now", "You can now write your organisation's account"),
        (ReminderKind.OPENING, datetime.date(2023, 5, 31), "Open now", "It is due today."),
        (
            ReminderKind.SOON,
            datetime.date(2023, 5, 26),
            "Due on 31 May 2023",
            "It is due on 31 May 2023 and we have not",
        ),
        (ReminderKind.DUE, datetime.date(2023, 5, 31), "Due today", "It is due today and we have not received it."),
        (ReminderKind.OVERDUE, datetime.date(2023, 6, 1), "Overdue", "You can still send it until 30 June 2023."),
    ],
)
def test_each_reminder_says_when_and_where(kind: ReminderKind, today: datetime.date, subject: str, words: str) -> None:
    letter = ASKED.letter(kind, today)

    assert letter.subject == f"{subject}: account for the annual report 2022-23"
    assert words in letter.body
    assert "/partner/report/2022-23/account/" in letter.body
    assert "We sent you this email because you write for Fire and rescue." in letter.body


@pytest.mark.parametrize(("day", "words"), [(1, "1 day ago"), (9, "9 days ago")])
def test_the_coordinator_is_told_since_when_and_about_whom(day: int, words: str) -> None:
    letter = ASKED.letter_to_coordinator(["A partner"], CALL.due_on + datetime.timedelta(days=day))

    assert words in letter.body
    assert "Writers for Fire and rescue: A partner." in letter.body
    assert "/partner/report/?year=2022-23" in letter.body
