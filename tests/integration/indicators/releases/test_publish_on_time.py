"""A release whose time has come: what fails holds back that release alone, and nothing slips in beside the checks."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Release
from indicators.releases import publish
from indicators.releases.publish import RELEASES
from indicators.releases.tables import Draft
from partnership.models import ReportingYear
from publication import at_its_time
from review.models import Event, Notification
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory
from tests.integration.indicators.releases.test_publish import embargoed, let_its_time_come
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"


@pytest.fixture
def release(people: People, year: ReportingYear) -> Release:
    approved_return(SLUG, year, people.partner_police.organisation)
    release = embargoed(year, people, timezone.now() + timedelta(days=3))
    let_its_time_come(release)
    return release


def fails(release: Release) -> Draft:
    raise OperationalError("no more space on the device")


def test_an_unforeseen_error_holds_back_this_release_alone(
    people: People, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ReportingYearFactory(slug="2021-22")
    approved_return(SLUG, other, people.partner_police.organisation)
    second = embargoed(other, people, timezone.now() + timedelta(days=3))
    let_its_time_come(second)
    draft_of = publish.draft_of

    def breaks(one: Release) -> Draft:
        if one == release:
            raise ZeroDivisionError
        return draft_of(one)

    monkeypatch.setattr(publish, "draft_of", breaks)
    assert RELEASES.publish_due() == 1
    release.refresh_from_db()
    second.refresh_from_db()
    assert (release.status, release.held_reason) == ("On hold", at_its_time.UNFORESEEN)
    assert second.status == "Published"
    assert Notification.objects.get(subject__startswith="On hold").recipient == people.coordinator


def test_a_database_that_fails_for_a_moment_holds_nothing_back(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publish, "draft_of", fails)
        assert RELEASES.publish_due() == 0
    release.refresh_from_db()
    assert release.status == "Under embargo"
    assert RELEASES.publish_due() == 1, "the next beat brings it out"


def test_a_database_that_fails_for_an_hour_holds_it_back(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "draft_of", fails)
    assert RELEASES.publish_due(timezone.now() + timedelta(hours=1)) == 0
    release.refresh_from_db()
    assert release.held_reason == at_its_time.DATABASE_FAILS
    assert Event.objects.get(verb="hold release back").note == release.held_reason


@pytest.mark.parametrize("by_hand", [False, True])
def test_nothing_slips_in_between_the_checks_and_the_publication(
    people: People, release: Release, by_hand: bool
) -> None:
    # Who withdraws a return adds a line to the audit trail, and waits at its end until the release is out.
    with CaptureQueriesContext(
        connection,
    ) as asked:
        if by_hand:
            publish.publish_release(release=release, by=people.coordinator)
        else:
            assert RELEASES.publish_due() == 1
    queries = [one["sql"] for one in asked.captured_queries]
    held = next(number for number, sql in enumerate(queries) if "review_chainhead" in sql)
    read = next(number for number, sql in enumerate(queries) if "indicators_releasetable" in sql)
    assert held < read
