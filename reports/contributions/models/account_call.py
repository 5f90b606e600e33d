"""When the members' accounts of a year are asked for, and the reminders that were sent."""

import datetime

from django.conf import settings
from django.db import models

from indicators.chasing.models import ReminderKind
from partnership.constraints import in_order, known
from partnership.models import Organisation, ReportingYear


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


class AccountReminder(models.Model):
    """One reminder to one person about one organisation's account. Nobody is told the same thing twice.

    `day` is the day that caused it: a date of the call, or the day on which a chase goes out. A chase that was asked
    for out of hours waits until `not_before`.
    """

    call = models.ForeignKey(AccountCall, on_delete=models.PROTECT, related_name="reminders")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind.choices)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="account_reminder_once", fields=["call", "organisation", "kind", "recipient", "day"]
            ),
            known("account_reminder_kind_known", "kind", ReminderKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.call}, {self.organisation}: {self.get_kind_display()}"
