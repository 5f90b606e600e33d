"""How much a form of the report's records takes, and what it says to who reaches the end of that."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reports.contributions.record_entries import AttendanceEntry, CourseEntry
from reports.contributions.record_services import save_training, start_year_record
from reports.models import TrainingCourse, TrainingReturn
from tests.factories.partnership import OrganisationFactory
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
        ("followed_up_after", "32768", "The number must be 120 or fewer"),
        ("followed_up_after", "121", "The number must be 120 or fewer"),
        ("attended", "1000001", "The number must be 1,000,000 or fewer"),
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


MORE = "Save a draft to get more rows."


def stored(cast: Cast, courses: int, senders: int = 0) -> TrainingReturn:
    """Training as a service stores it, which knows no limit of a form."""
    return save_training(
        training=start_year_record(TrainingReturn, year=cast.year, by=cast.coordinator),
        courses=[
            CourseEntry(
                title=f"Course {number}",
                sessions=1,
                attended=9,
                attendances=tuple(AttendanceEntry(OrganisationFactory(), 1) for _ in range(senders)),
            )
            for number in range(1, courses + 1)
        ],
        by=cast.coordinator,
    )


def as_a_browser_sends_it(client: Client, address: str) -> dict[str, Any]:
    """Every field of the page's form with what stands in it."""
    form = client.get(address).context["form"]
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in values.items()}


def test_more_rows_than_a_form_offers_are_all_shown_and_outlive_a_save(cast: Cast, coordinator: Client) -> None:
    stored(cast, courses=83)
    page = words(coordinator.get(training_of(cast)))
    assert 'value="Course 83"' in page
    assert "You cannot have more than 80 rows. Combine some of them if you need more." in page

    sent = as_a_browser_sends_it(coordinator, training_of(cast)) | {"course_83_title": "The last"}
    assert send(coordinator, training_of(cast), sent).status_code == 302

    assert TrainingCourse.objects.count() == 83
    assert TrainingCourse.objects.get(number=83).title == "The last"


def test_rows_that_somebody_else_took_out_meanwhile_are_not_lost_to_the_limit(cast: Cast, coordinator: Client) -> None:
    training = stored(cast, courses=83)
    mine = as_a_browser_sends_it(coordinator, training_of(cast)) | {"course_83_title": "Typed with care"}
    save_training(training=training, courses=[CourseEntry("One", 1, 1)], by=cast.coordinator, revision=1)

    answer = coordinator.post(training_of(cast), {**mine, "revision": "1", "save": "1"})

    assert "saved this training return after you opened it" in words(answer)
    assert 'value="Typed with care"' in answer.content.decode()


def test_page_says_how_to_get_more_rows_until_there_are_none(cast: Cast, coordinator: Client) -> None:
    assert words(coordinator.get(training_of(cast))).count(MORE) == 2

    stored(cast, courses=80)

    page = words(coordinator.get(training_of(cast)))
    assert page.count(MORE) == 1, "of who came, by organisation"
    assert page.count("You cannot have more than 80 rows") == 1


def test_attendance_has_room_for_many_organisations(cast: Cast, coordinator: Client) -> None:
    stored(cast, courses=2, senders=45)
    form = coordinator.get(training_of(cast)).context["form"]
    assert form.counts["sent"] == 92


def test_a_full_form_is_no_larger_than_a_request_may_be(cast: Cast, coordinator: Client, settings: Any) -> None:
    for page in ("training", "costs", "forward-plan", "easy-read"):
        form = coordinator.get(reverse(f"reports:{page}-edit", args=[cast.year.slug])).context["form"]
        fields = sum(len(rows.fields()) * rows.most for rows in form.sets.values())
        assert 0 < fields < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 10
