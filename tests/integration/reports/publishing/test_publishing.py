"""The time of publication: set, taken back, kept by the portal, and held back where a check fails."""

import datetime

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from bcssp import celery_config
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import RoleGrant
from publication import at_its_time
from publication.at_its_time import Publication
from reports.models import Edition, EditionState
from reports.publishing import services
from reports.publishing.services import EDITIONS, publish_edition, schedule_edition, unschedule_edition
from reports.publishing.tasks import publish_due_editions
from review.models import Event, Notification
from tests.confirming import confirm
from tests.factories.editions import signed
from tests.factories.priorities import ActionFactory, live_update

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")
HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)


def make_once(cast):
    return {"ready": signed(cast)}


@pytest.fixture
def ready(made):
    return made["ready"]


@pytest.fixture
def scheduled(ready, cast):
    return schedule_edition(edition=ready, publish_at=timezone.now() + HOUR, by=cast.chair)


def later():
    return timezone.now() + 2 * HOUR


@pytest.mark.postgres
def test_edition_comes_out_at_its_time_and_not_before(scheduled, cast):
    assert EDITIONS.publish_due() == 0
    assert EDITIONS.publish_due(later()) == 1
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.published_by) == (EditionState.PUBLISHED, cast.chair)
    event = Event.objects.get(verb="publish report")
    assert event.actor is None, "the portal did it"
    assert EDITIONS.publish_due(later()) == 0


def test_beat_asks_for_due_reports():
    tasks = {entry["task"] for entry in celery_config.beat_schedule.values()}
    assert "reports.publishing.tasks.publish_due_editions" in tasks
    assert publish_due_editions.name == "reports.publishing.tasks.publish_due_editions"


@pytest.mark.django_db
def test_task_publishes_nothing_where_nothing_is_due():
    assert publish_due_editions() == 0


@pytest.mark.postgres
def test_failing_check_holds_it_back_and_tells_chair_and_coordinator_once(scheduled, cast, client):
    live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)
    assert EDITIONS.publish_due(later()) == 0
    scheduled.refresh_from_db()
    assert scheduled.state == EditionState.READY
    assert "Build the report again" in scheduled.held_reason
    assert EDITIONS.publish_due(later()) == 0, "held back once, not each minute"
    told = Notification.objects.filter(key__startswith="report held:")
    assert {message.recipient for message in told} == {cast.chair, cast.coordinator}
    assert all(scheduled.held_reason in message.body for message in told)
    client.force_login(cast.chair)
    page = client.get(reverse("admin:report-edition", args=[scheduled.pk]))
    assert "was stopped: " in page.content.decode()
    again = schedule_edition(edition=scheduled, publish_at=later(), by=cast.chair)
    assert (again.held_at, again.held_reason) == (None, "")


def test_chair_who_lost_the_role_publishes_nothing(scheduled, cast):
    RoleGrant.objects.filter(user=cast.chair, role="chair").delete()
    assert EDITIONS.publish_due(later()) == 0
    scheduled.refresh_from_db()
    assert "no longer has permission to publish" in scheduled.held_reason


def test_unforeseen_error_holds_back_this_edition_alone(scheduled, monkeypatch):
    def broken(edition):
        raise ZeroDivisionError

    monkeypatch.setattr(services, "blockers", broken)
    assert EDITIONS.publish_due(later()) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_reason == at_its_time.UNFORESEEN


def fails(edition):
    raise OperationalError("no more space on the device")


def test_a_database_that_fails_for_a_moment_holds_nothing_back(scheduled, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        patched.setattr(services, "blockers", fails)
        assert EDITIONS.publish_due(scheduled.publish_at + HOUR - SECOND) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_at is None
    assert "no more space on the device" in caplog.text, "the log says why"
    assert EDITIONS.publish_due(later()) == 1, "the next beat brings it out"


def test_a_database_that_fails_for_an_hour_holds_it_back_and_the_keepers_are_told(scheduled, cast, monkeypatch):
    monkeypatch.setattr(services, "blockers", fails)
    assert EDITIONS.publish_due(scheduled.publish_at + HOUR) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_reason == at_its_time.DATABASE_FAILS
    told = Notification.objects.filter(key__startswith="report held:")
    assert {message.recipient for message in told} == {cast.chair, cast.coordinator}


def test_a_connection_that_was_lost_holds_nothing_back_however_late_it_is(scheduled, monkeypatch):
    monkeypatch.setattr(services, "blockers", fails)
    monkeypatch.setattr(at_its_time.connection, "is_usable", lambda: False)
    assert EDITIONS.publish_due(scheduled.publish_at + 9 * HOUR) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_at is None


def test_a_database_that_does_not_even_take_the_reason_keeps_no_other_edition_waiting(scheduled, monkeypatch):
    monkeypatch.setattr(services, "blockers", fails)
    monkeypatch.setattr(Publication, "_hold", lambda self, edition, reason: fails(edition))
    assert EDITIONS.publish_due(scheduled.publish_at + HOUR) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_at is None


def test_edition_with_a_time_is_not_published_by_hand_before_it(scheduled, cast):
    with pytest.raises(WrongState, match="scheduled to publish automatically on"):
        publish_edition(edition=scheduled, by=cast.chair)
    unschedule_edition(edition=scheduled, by=cast.chair)
    assert publish_edition(edition=scheduled, by=cast.chair).state == EditionState.PUBLISHED
    assert EDITIONS.publish_due(later()) == 0


def test_only_the_chair_sets_a_time_and_only_ahead(ready, cast):
    with pytest.raises(NotAllowed):
        schedule_edition(edition=ready, publish_at=later(), by=cast.coordinator)
    with pytest.raises(DomainError, match="has passed"):
        schedule_edition(edition=ready, publish_at=timezone.now() - HOUR, by=cast.chair)
    with pytest.raises(WrongState, match="This edition is not scheduled"):
        unschedule_edition(edition=ready, by=cast.chair)


def test_public_edition_takes_no_time(ready, cast):
    publish_edition(edition=ready, by=cast.chair)
    with pytest.raises(WrongState, match="You can only publish an edition that is ready"):
        schedule_edition(edition=ready, publish_at=later(), by=cast.chair)


@pytest.mark.postgres
def test_edition_taken_by_somebody_else_meanwhile_is_left_alone(scheduled, monkeypatch):
    monkeypatch.setattr(Publication, "_locked", lambda self, rows, pk: None)
    assert EDITIONS.publish_due(later()) == 0
    scheduled.refresh_from_db()
    assert scheduled.held_at is None


def test_pages_set_the_time_and_take_it_back(ready, cast, client):
    client.force_login(cast.chair)
    day = timezone.localdate() + datetime.timedelta(days=3)
    data = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "time": "09:30"}
    address = reverse("admin:report-schedule", args=[ready.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, data)["Location"].startswith(reverse("account_reauthenticate"))
    confirm(client, cast.chair)
    wrong = client.post(address, data | {"day-year": "2001"})
    assert "This time has passed" in wrong.content.decode()
    answer = client.post(address, data, follow=True)
    assert "Scheduled to publish on" in answer.content.decode()
    ready.refresh_from_db()
    assert timezone.localtime(ready.publish_at).strftime("%H:%M") == "09:30"
    cancel = reverse("admin:report-unschedule", args=[ready.pk])
    assert "Schedule cancelled" in client.post(cancel, follow=True).content.decode()
    assert "This edition is not scheduled" in client.post(cancel, follow=True).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("edition_scheduled_has_who_and_when", {"publish_at": timezone.now()}),
        ("edition_held_says_why", {"held_at": timezone.now()}),
    ],
)
def test_database_refuses_half_a_schedule(ready, constraint, change):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Edition.objects.filter(pk=ready.pk).update(**change)
