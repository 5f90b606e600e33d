"""`/healthz` and `/readyz` tell machines the truth, and nothing more."""

import datetime
import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
import redis
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoAssertNumQueries, Settings

from bcssp.health import checks
from bcssp.tasks import note_clock
from indicators.releases.models.order import ReleaseOrder
from partnership.models import Installation, User
from publication.installation import why_held
from reports.build.services import begin_edition
from reports.editions.models.step import Step
from review.models import Notification
from review.notifications import enqueue_to_address
from tests.confirming import confirm
from tests.people import People
from tests.stages import Cast

SECRET = "swordfish"


@pytest.fixture
def answering_redis() -> Iterator[mock.MagicMock]:
    with mock.patch.object(redis.Redis, "from_url") as from_url:
        yield from_url.return_value.__enter__.return_value


@pytest.fixture
def answering_worker() -> Iterator[mock.MagicMock]:
    with mock.patch.object(
        checks.app.control, "broadcast", return_value=[{"worker@localhost": {"ok": "pong"}}]
    ) as ping:
        yield ping


def test_healthz_is_alive_without_asking_anybody(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.fixture
def running(
    db: None, settings: Settings, tmp_path: Path, answering_redis: mock.MagicMock, answering_worker: mock.MagicMock
) -> None:
    """A portal of which everything works."""
    settings.MEDIA_ROOT = tmp_path / "media"
    note_clock()


def ask(client: Client) -> dict[str, str]:
    """What an operator is told of each part."""
    client.force_login(User.objects.create_superuser("operator@example.org", "pw"))
    return dict(client.get("/readyz").json()["checks"])


def wrong(client: Client) -> dict[str, str]:
    return {name: words for name, words in ask(client).items() if words != checks.OK}


def test_readyz_when_everything_answers(client: Client, running: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"ready": True}
    assert not response.cookies
    assert set(ask(client).values()) == {"ok"}


@pytest.mark.asvs("13.4.5")
def test_nobody_but_those_who_run_the_portal_is_told_what_does_not_work(client: Client, people: People) -> None:
    for person in (None, people.partner_police, people.board_icb, people.chair):
        if person:
            client.force_login(person)
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (503, {"ready": False})
    client.force_login(people.coordinator)
    assert "has not run yet" in client.get("/readyz").json()["checks"]["clock"]


def test_readyz_says_that_redis_is_gone(client: Client, running: None) -> None:
    with (
        mock.patch.object(redis.Redis, "from_url", side_effect=redis.ConnectionError(SECRET)),
        mock.patch.object(checks.app.control, "broadcast", side_effect=OperationalError(SECRET)),
    ):
        told = wrong(client)
    assert set(told) == {"broker", "worker"}
    assert "Reports will be built when it is back" in told["broker"]
    assert "Redis is not responding" in told["worker"]
    assert SECRET not in str(told)


def test_readyz_says_that_no_worker_answers(client: Client, running: None, answering_worker: mock.MagicMock) -> None:
    answering_worker.return_value = []
    assert "No worker is responding" in wrong(client)["worker"]


def test_readyz_says_that_redis_went_while_the_worker_was_asked(
    client: Client, running: None, answering_worker: mock.MagicMock
) -> None:
    answering_worker.side_effect = ConnectionRefusedError(SECRET)
    told = wrong(client)
    assert "The workers cannot be checked" in told["worker"]
    assert SECRET not in str(told)


def test_readyz_says_that_the_database_is_gone(running: None) -> None:
    with mock.patch.object(checks, "connection") as connection:
        connection.cursor.side_effect = DatabaseError(SECRET)
        is_ready, answers = checks.readiness()
    assert not is_ready
    assert answers["database"] == "The database is not responding."
    assert answers["clock"] == checks.UNKNOWN
    assert (answers["broker"], answers["worker"]) == ("ok", "ok")


def test_readyz_says_that_the_database_went_meanwhile(running: None) -> None:
    with mock.patch.object(checks, "facts", side_effect=DatabaseError(SECRET)):
        assert checks.readiness()[1]["clock"] == checks.UNKNOWN


def ago(**stretch: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**stretch)


def test_a_clock_that_stopped_is_noticed(client: Client, running: None) -> None:
    Installation.objects.update(clock_at=ago(hours=2))
    assert "last ran 2 hours ago" in wrong(client)["clock"]


def test_an_edition_that_waits_is_noticed(client: Client, running: None, cast: Cast) -> None:
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    assert "reports" not in wrong(client)
    Step.objects.filter(edition=edition, due_at__isnull=False).update(due_at=ago(minutes=20))
    found = wrong_again(client)
    assert "A report has waited 20 minutes" in found["reports"]


def wrong_again(client: Client) -> dict[str, str]:
    return {name: words for name, words in client.get("/readyz").json()["checks"].items() if words != checks.OK}


def test_a_step_whose_worker_hangs_is_noticed(client: Client, running: None, cast: Cast) -> None:
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    Step.objects.filter(edition=edition, order=1).update(
        state="running", token=1, attempts=1, due_at=ago(hours=1), lease_until=ago(minutes=30)
    )
    assert "A report has waited 1 hour" in wrong(client)["reports"]


def test_a_release_that_waits_is_noticed(client: Client, running: None, cast: Cast) -> None:
    ReleaseOrder.objects.create(
        year=cast.year, title="Figures", ordered_by=cast.coordinator, ordered_at=ago(minutes=40)
    )
    assert "A release has waited 40 minutes" in wrong(client)["releases"]


def test_an_email_that_is_owed_is_noticed(client: Client, running: None) -> None:
    message = enqueue_to_address("partner.police@example.org", key="owed", subject="Due", body="Send it.")
    assert "messages" not in wrong(client)
    Notification.objects.filter(pk=message.pk).update(created_at=ago(hours=3))
    assert "An email has waited 3 hours" in wrong_again(client)["messages"]


def test_an_email_that_fails_and_rests_is_noticed(client: Client, running: None) -> None:
    message = enqueue_to_address("partner.police@example.org", key="owed", subject="Due", body="Send it.")
    later = timezone.now() + datetime.timedelta(hours=4)
    Notification.objects.filter(pk=message.pk).update(
        created_at=ago(hours=3), attempts=5, problem="refused", not_before=later
    )
    assert "An email has waited 3 hours" in wrong(client)["messages"]


def test_an_email_for_tomorrow_is_not_late(client: Client, running: None) -> None:
    message = enqueue_to_address("partner.police@example.org", key="owed", subject="Due", body="Send it.")
    Notification.objects.filter(pk=message.pk).update(
        created_at=ago(hours=30), not_before=timezone.now() + datetime.timedelta(hours=2)
    )
    assert wrong(client) == {}


def test_a_full_disk_is_noticed(client: Client, running: None) -> None:
    with mock.patch("bcssp.health.readings.os.fsync", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        assert "No space left on device" in wrong(client)["storage"]


def test_files_of_another_database_are_noticed(client: Client, running: None) -> None:
    Installation.objects.update(mark="another")
    told = wrong(client)
    assert "belongs to another database" in told["storage"]
    assert "belongs to another database" in told["installation"]


def test_lost_files_are_noticed(client: Client, running: None) -> None:
    Installation.objects.update(lost_files={"a" * 64: "gone"}, files_checked_at=timezone.now())
    assert "1 stored file is missing or altered" in wrong(client)["files"]
    Installation.objects.update(lost_files={}, files_checked_at=ago(days=5))
    assert "last checked 5 days ago" in wrong_again(client)["files"]


def test_a_stretch_of_time_in_words() -> None:
    assert [checks.in_words(one) for one in (5, 60, 3_700, 200_000)] == [
        "less than a minute",
        "1 minute",
        "1 hour",
        "2 days",
    ]


@pytest.mark.asvs("13.4.5")
def test_metrics_are_for_who_brings_the_token(client: Client, running: None, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = SECRET
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"})
    families = {family.name: family for family in text_string_to_metric_families(answer.content.decode())}
    assert families["portal_storage_writable"].samples[0].value == 1
    assert families["portal_clock_age_seconds"].samples[0].value < 60
    assert {sample.labels["part"]: sample.value for sample in families["portal_works"].samples}["clock"] == 1


def test_metrics_without_a_database_say_what_works(client: Client, running: None, settings: Settings) -> None:
    settings.METRICS_TOKEN = SECRET
    with mock.patch("bcssp.health.views.facts", side_effect=DatabaseError(SECRET)):
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"})
    assert "portal_works" in answer.content.decode()
    assert "portal_held" not in answer.content.decode()


def test_a_page_says_the_same_to_the_coordinator(client: Client, running: None, people: People) -> None:
    client.force_login(people.coordinator)
    page = client.get("/partner/health/").content.decode()
    assert "Everything is working." in page
    assert "Last ran less than a minute ago" in page
    client.force_login(people.board_icb)
    assert client.get("/partner/health/").status_code == 403


def test_the_page_of_a_copy_has_the_button_that_says_it_is_the_real_one(
    client: Client, running: None, people: People, settings: Settings
) -> None:
    settings.SITE_URL = "https://moved.example.org"
    client.force_login(people.coordinator)
    assert "This is the real portal" in client.get("/partner/health/").content.decode()
    assert client.post("/partner/health/").status_code == 302, "asks for the password first"
    assert why_held()
    confirm(client, people.coordinator)
    assert "This is now the real portal" in client.post("/partner/health/", follow=True).content.decode()
    assert why_held() == ""


def test_one_thread_at_most_waits_for_a_silent_worker(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()

    def silent() -> None:
        asked.set()
        assert answered.wait(10)

    monkeypatch.setattr(checks, "PARTS", {"database": silent})
    monkeypatch.setattr(checks, "STATE", {})
    first = threading.Thread(target=checks.latest_readiness)
    first.start()
    assert asked.wait(10)
    try:
        for _ in range(20):
            assert client.get("/readyz").status_code in (200, 503)
    finally:
        answered.set()
        first.join()
    assert client.get("/readyz").json() == {"ready": True}


def test_an_address_with_a_nul_is_no_error_of_the_server(client: Client, db: None) -> None:
    for address in ("/reports/?q=a%00b", "/reports/%00/", "/?%00=a"):
        assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_health_pages_are_only_read(client: Client, db: None, address: str) -> None:
    assert client.post(address).status_code == 405
