"""What reminders about self-assessments say, and when they go out: for the mechanism of `deadlines`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from deadlines.asked import Asked, Letter, Sending
from deadlines.models import ReminderKind
from deadlines.reminders import send_due_of_each
from partnership.wording import absolute, day
from reports.assessments.models import AssessmentReminder, AssessmentRound
from reports.assessments.queries import OwedAssessment, dates_of, owed_in


@dataclass(frozen=True)
class AskedAssessment(Asked[OwedAssessment]):
    """The self-assessment of one organisation in one round."""

    round: AssessmentRound

    wanted = "it"

    @classmethod
    def of(cls, owed: OwedAssessment) -> "AskedAssessment":
        """What an organisation owes in a round."""
        one = owed.round
        return cls(owed.organisation, dates_of(one), [owed], (one, owed.organisation), one)

    def letter(self, kind: ReminderKind, today: datetime.date, *, chased: str = "") -> Letter:
        one, due = self.round, self.due(today)
        what = f"{one.title} {one.year.label} of {settings.PARTNERSHIP.short_name}"
        if today > one.due_on:
            subject = "Overdue"
            first = (
                f"This is a reminder about {what}. It was due on {day(one.due_on)} and we have not received yours. "
                f"You can still send it until {day(one.closes_on)}."
            )
        elif kind == ReminderKind.OPENING:
            subject, first = "Open now", f"You can now answer {what}. It is due {due}."
        else:
            subject = f"Due {due}"
            first = f"This is a reminder about {what}. It is due {due} and we have not received yours."
        address = absolute(reverse("reports:assessment-edit", args=[one.pk]))
        body = (
            f"{chased}{first}\n\nStatus: {self.owed[0].status.lower()}. Answer it here: {address}\n\n"
            f"We sent you this email because you write for {self.organisation}.\n"
        )
        return Letter(f"{subject}: {one.title} {one.year.label}", body)

    def letter_to_coordinator(self, people: Sequence[str], today: datetime.date) -> Letter:
        one, name, late = self.round, self.organisation.name, self.days_late(today)
        told = f"Writers for {name}: {', '.join(people)}." if people else self.no_recipients()
        body = (
            f"{name} has not sent its self-assessment ({one.title} {one.year.label}). It was due on "
            f"{day(one.due_on)}, {late} ago.\n\n{told}\n\nSee who has answered: "
            f"{absolute(reverse('reports:assessment-list'))}?year={one.year.slug}\n"
        )
        return Letter(f"{late} late: self-assessment of {name}, {one.year.label}", body)

    def all_sent(self) -> str:
        return f"{self.organisation} has already sent its self-assessment, so we did not send a reminder."

    def not_open(self) -> str:
        return f"{self.round.title} opens on {day(self.round.opens_on)}. You cannot send reminders before then."

    def too_late(self, sending: Sending) -> str:
        return f"{self.round.title} closes on {day(self.round.closes_on)}, before the next reminder can be sent."

    def no_recipients(self) -> str:
        return f"No one can write for {self.organisation}. Give someone there an account."

    def already_told(self, sending: Sending) -> str:
        return f"You have already sent {self.organisation} a reminder today. Try again tomorrow."


def send_due(now: datetime.datetime | None = None) -> int:
    """Write every reminder of a self-assessment that is due now, as mail that is owed; how many."""

    def asked(one: AssessmentRound, today: datetime.date) -> list[AskedAssessment]:
        return [AskedAssessment.of(owed) for owed in owed_in([one], today)]

    return send_due_of_each(AssessmentReminder, AssessmentRound.objects.all(), asked, now)
