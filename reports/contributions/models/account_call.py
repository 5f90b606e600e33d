"""When the members' accounts of a year are asked for, and the reminders that were sent."""

import datetime

from django.db import models

from deadlines.models import ReminderBase, reminder_constraints
from partnership.constraints import in_order
from partnership.models import Organisation, ReportingYear
from partnership.permissions import Permission


class AccountCall(models.Model):
    """The dates on which a year's accounts open, are due, and close to edits; each day included.

    A report is written after its year is over, often after the year was closed for figures: these dates stand alone.
    """

    year = models.OneToOneField(ReportingYear, on_delete=models.PROTECT, related_name="account_call")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            in_order("account_call_dates_in_order", "opens_on", "due_on", "closes_on"),
        ]

    def __str__(self) -> str:
        return f"Accounts for the annual report {self.year}"

    @property
    def stamp(self) -> str:
        """The dates as one text, by which a form that was opened before knows whether they were moved since."""
        return f"{self.opens_on.isoformat()} {self.due_on.isoformat()} {self.closes_on.isoformat()}"


def call_of(year: ReportingYear) -> AccountCall | None:
    """The dates of the year's accounts; None where nobody set them."""
    return AccountCall.objects.filter(year=year).first()


def stamp_of(call: AccountCall | None) -> str:
    """The stamp of a year's dates; empty where nobody set them."""
    return call.stamp if call else ""


def takes_accounts(year: ReportingYear, call: AccountCall | None, today: datetime.date) -> bool:
    """Whether accounts may be written: until they close where dates are set, else while the year is open."""
    return today <= call.closes_on if call else not year.is_closed


class AccountReminder(ReminderBase):
    """One reminder to one person about one organisation's account."""

    ABOUT = ["call", "organisation"]
    PREFIX = "account"
    RECIPIENTS = Permission.WRITE_ACCOUNT

    call = models.ForeignKey(AccountCall, on_delete=models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(ReminderBase.Meta):
        constraints = reminder_constraints("account_reminder", ["call", "organisation"])

    def __str__(self) -> str:
        return f"{self.call}, {self.organisation}: {self.get_kind_display()}"
