"""What the form of a return shows of the past: last period's approved figures, and the version that was sent before."""

import datetime
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from indicators.definitions import periods
from indicators.definitions.families import Family
from indicators.definitions.periods import Frequency, Period, period_before, periods_of_year
from indicators.definitions.snapshots import Snapshot
from indicators.returns.grid.last_time import Earlier, History
from indicators.returns.models.submission import Submission
from indicators.rounds.models.returns import ReturnRound
from review.models import Revision


@dataclass(frozen=True)
class SentVersion:
    """A return as it was sent last, word for word."""

    sent_at: datetime.datetime
    number: int
    snapshot: Snapshot


def frequency_of(period: Period, found: ReturnRound | None) -> Frequency:
    """How often the return is sent: as its round says, or as the period's form tells.

    The form tells where the return is in no calendar, or where it was made another kind of return since.
    """
    if found is not None and period in periods_of_year(Frequency(found.template.frequency), period.year_slug):
        return Frequency(found.template.frequency)
    return periods.frequency_of(period)


def history_of(family: Family, period: Period, organisation_id: int, frequency: Frequency) -> History:
    """What the same organisation had approved for the period before, and for the same window a year before.

    One query, however many rows the family has.
    """
    before, year_before = period_before(period, frequency).slug, period.year_before().slug
    found = {
        submission.period: Earlier(
            submission.window.label, Snapshot.from_content(submission.approved_revision().content).figures
        )
        for submission in Submission.objects.live().filter(
            family_slug=family.slug, organisation_id=organisation_id, period__in={before, year_before}
        )
    }
    return History(found.get(before), found.get(year_before))


def sent_version(submission: Submission) -> SentVersion | None:
    """The newest version that was submitted; None where the return was never sent."""
    revision = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(submission), object_id=submission.pk
    ).first()
    if revision is None:
        return None
    return SentVersion(revision.created_at, revision.number, Snapshot.from_content(revision.content))
