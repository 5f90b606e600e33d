"""Who keeps the years is asked by mail to open the next one: in time, once, and once more when it is late."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from partnership.models import ReportingYear
from partnership.services import open_year
from review.models import Notification
from review.next_year import remind_of_next_year
from review.tasks import send_digests
from tests.stages import Cast

pytestmark = pytest.mark.django_db


def at(*day: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime(*day, hour, tzinfo=datetime.UTC)  # type: ignore[misc,arg-type]


def subjects() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("recipient__email", "subject"))


def test_the_coordinator_hears_once_in_time_and_once_late(cast: Cast) -> None:
    told = [remind_of_next_year(moment) for moment in (at(2023, 1, 15), at(2023, 2, 10, hour=5), at(2023, 2, 10))]
    assert told == [0, 0, 1]
    assert subjects() == [("coordinator@example.org", "Open the year 2023-24")]
    assert remind_of_next_year(at(2023, 3, 1)) == 0
    assert remind_of_next_year(at(2023, 4, 3)) == 1
    assert remind_of_next_year(at(2023, 4, 4)) == 0
    assert "began on 1 April 2023" in Notification.objects.order_by("-pk")[0].body


def test_the_mail_leads_to_one_button(client: Client, cast: Cast) -> None:
    remind_of_next_year(at(2023, 2, 10))
    (link,) = re.findall(r"https?://[^/]+(/\S+)", Notification.objects.get().body)
    client.force_login(cast.coordinator)
    form = client.get(link).context["form"]
    assert form["slug"].value() == "2023-24"

    client.post(link, {"slug": form["slug"].value()})
    assert ReportingYear.objects.filter(slug="2023-24").exists()
    assert remind_of_next_year(at(2023, 4, 3)) == 0


def test_nobody_hears_of_a_year_that_is_open_or_before_the_first_one(cast: Cast) -> None:
    open_year(slug="2023-24", by=cast.coordinator)
    assert remind_of_next_year(at(2023, 3, 1)) == 0


def test_the_worker_asks_with_the_other_mails_of_the_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(2023, 2, 10))
    assert [send_digests(), send_digests()] == [1, 0]
