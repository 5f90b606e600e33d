"""How much a form of the report's records takes, and what it says to who reaches the end of that."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reports.models import TrainingCourse
from tests.stages import Cast

COURSE = {"course_1_title": "Listening", "course_1_sessions": "1", "course_1_attended": "9"}


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator's browser."""
    client.force_login(cast.coordinator)
    return client


def training_of(cast: Cast) -> str:
    return reverse("reports:training-edit", args=[cast.year.slug])


def send(client: Client, address: str, data: dict[str, Any]) -> HttpResponse:
    """Save a draft with the revision that the page carries."""
    revision = client.get(address).context["opened_revision"]
    return client.post(address, {"revision": str(revision), **data, "save": "1"})


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("name", "number", "says"),
    [
        # PostgreSQL's small integers end at 32,767.
        ("followed_up_after", "32768", "The number cannot be more than 120"),
        ("followed_up_after", "121", "The number cannot be more than 120"),
        ("attended", "1000001", "The number cannot be more than 1,000,000"),
    ],
)
def test_a_number_beyond_all_measure_is_refused_and_stays_in_the_form(
    cast: Cast, coordinator: Client, name: str, number: str, says: str
) -> None:
    answer = send(coordinator, training_of(cast), {**COURSE, f"course_1_{name}": number})

    assert answer.status_code == 200
    assert says in words(answer)
    assert f'value="{number}"' in answer.content.decode()
    assert not TrainingCourse.objects.exists()


def test_ten_years_later_is_still_taken(cast: Cast, coordinator: Client) -> None:
    assert send(coordinator, training_of(cast), {**COURSE, "course_1_followed_up_after": "120"}).status_code == 302
    assert TrainingCourse.objects.get().followed_up_after == 120
