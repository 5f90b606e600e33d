"""Consent that ends or is withdrawn: who is told, when, and only once."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from learning.consent_mail import send_warnings
from learning.consent_terms import warning_due
from learning.models import CaseStudy
from learning.services import Item, save_case_study, withdraw_consent
from learning.tasks import send_consent_warnings
from review.models import Notification
from tests.factories.learning import PUBLIC_CONSENT, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.stages import Cast

# The Wednesday after next year's midsummer holidays, so that every day that is counted back to is a working day.
TODAY = timezone.localdate()
_JUNE = datetime.date(TODAY.year + 1, 6, 16)
ENDS = _JUNE + datetime.timedelta(days=2 - _JUNE.weekday())
WRITERS = ["coordinator@example.org", "partner.police@example.org"]


def at(days: int, hour: int = 10) -> datetime.datetime:
    """A time of the day so many days after the consent ends."""
    return timezone.make_aware(datetime.datetime.combine(ENDS + datetime.timedelta(days=days), datetime.time(hour)))


def told(prefix: str) -> list[str]:
    rows = Notification.objects.filter(subject__startswith=prefix).order_by("recipient__email")
    return list(rows.values_list("recipient__email", flat=True))


@pytest.fixture
def story(cast: Cast) -> CaseStudy:
    draft = draft_case_study(cast.year, cast.partner_police, consent=replace(PUBLIC_CONSENT, expires_on=ENDS))
    return publish(draft, cast.board_icb, cast.coordinator)


@pytest.mark.parametrize(
    ("left", "warning"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0)]
)
def test_newest_warning_counts(left: int, warning: int | None) -> None:
    assert warning_due(ENDS - datetime.timedelta(days=left), ENDS) == warning


def test_writers_are_warned_60_30_and_7_days_before_each_once(story: CaseStudy) -> None:
    assert send_warnings(at(-64)) == 0
    for days, count in ((-58, 1), (-57, 1), (-29, 2), (-7, 3), (-6, 3), (0, 3)):
        assert send_warnings(at(days)) == 1
        assert told("Consent ends on") == sorted(WRITERS * count)
    assert "in 58 days" in Notification.objects.get(key=f"consent-ends:{story.pk}:{ENDS}:60:{story.created_by_id}").body


def test_nobody_is_written_to_in_quiet_hours(story: CaseStudy) -> None:
    assert send_warnings(at(-30, hour=3)) == 0
    assert send_consent_warnings() == 0
    assert told("Consent") == []


def test_everybody_concerned_is_told_when_it_has_ended(story: CaseStudy) -> None:
    assert send_warnings(at(1)) == 1
    assert send_warnings(at(2)) == 1
    everybody = told("Consent has ended")
    assert {"board.icb@example.org", "chair@example.org", *WRITERS} <= set(everybody)
    assert len(everybody) == len(set(everybody))
    assert send_warnings(at(20)) == 0


def test_consent_that_was_prolonged_without_the_board_ends_as_it_was_approved(cast: Cast, story: CaseStudy) -> None:
    longer = replace(PUBLIC_CONSENT, expires_on=ENDS + datetime.timedelta(days=200))
    save_case_study(case_study=story, consent=longer, by=cast.partner_police, revision=story.revision)
    assert send_warnings(at(-7)) == 1


def test_everybody_concerned_is_told_of_a_withdrawal_at_once(cast: Cast, story: CaseStudy) -> None:
    publish(draft_briefing(cast.year, cast.coordinator, [story]), cast.board_icb, cast.coordinator)
    items = [Item("A story", "Read it.", case_study=story)]
    publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)

    withdraw_consent(case_study=story, by=cast.partner_police, note="The family asked.")

    assert told("Consent withdrawn: case study “A plan that held”") == [
        "board.council@example.org",
        "board.icb@example.org",
    ]
    # Coordinators and chair hear what else changes, in a mail of their own; who did it knows.
    assert {"chair@example.org", "coordinator@example.org"} == set(told("Withdrawn"))
    body = Notification.objects.get(key=f"consent-withdrawn:{story.pk}:{cast.board_icb.pk}").body
    assert "A briefing" in body
    assert "ask them to delete it" in body
    assert "The family asked" not in body


def test_withdrawal_of_what_nothing_points_to_is_told_to_coordinators_too(cast: Cast, story: CaseStudy) -> None:
    withdraw_consent(case_study=story, by=cast.partner_police, note="The family asked.")
    assert {"coordinator@example.org", "chair@example.org"} <= set(told("Consent withdrawn"))
