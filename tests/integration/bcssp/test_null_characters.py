"""A null character in an address: PostgreSQL refuses every text that holds one, SQLite takes it. Neither may see it."""

from unittest import mock

import pytest
from django.db import DataError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.build.services import begin_edition
from tests.stages import Cast


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("coordinator", "reports:record-list"),
        ("partner_police", "reports:impact-list"),
        ("partner_police", "priorities:progress-list"),
        ("coordinator", "reports:writing"),
        ("coordinator", "indicators:release-create"),
        ("coordinator", "priorities:priority-list"),
    ],
)
def test_a_year_with_a_null_character_never_reaches_the_database(
    cast: Cast, client: Client, who: str, page: str
) -> None:
    client.force_login(getattr(cast, who))

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{reverse(page)}?year=unheard-of%00")

    assert answer.status_code == 400
    assert not [query["sql"] for query in asked if "unheard-of" in query["sql"]]


def test_a_reader_who_is_none_begins_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    edition = begin_edition(year=cast.year, by=cast.coordinator)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{reverse('admin:report-recipient-add', args=[edition.pk])}?role=unheard-of")

    assert answer.status_code == 200
    assert answer.context["form"].initial == {}
    assert not [query["sql"] for query in asked if "unheard-of" in query["sql"]]


@pytest.mark.postgres
def test_a_null_character_beside_the_fields_of_a_form_is_no_fault_of_the_portal(cast: Cast) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.coordinator)
    answer = client.post(
        reverse("learning:briefing-create"), {"template": "\x00x", "window": "\x00x", "title": "A title"}
    )
    assert answer.status_code < 500
    with mock.patch(
        "bcssp.views.prose", side_effect=DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    ):
        assert client.post(reverse("prose-preview"), {"text": "x"}).status_code == 400
    with mock.patch("bcssp.views.prose", side_effect=DataError("value too long")):
        assert client.post(reverse("prose-preview"), {"text": "x"}).status_code == 500
