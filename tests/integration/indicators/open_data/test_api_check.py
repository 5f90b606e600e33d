"""Checking a file of figures through the API: who may, what is answered, and that nothing is stored."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from indicators.models import ReturnTemplate, Submission, Upload
from partnership.models import ReportingYear
from tests.factories.files import a_template, police_csv
from tests.people import People

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/returns/police-figures/2022-23/check"


@pytest.fixture
def template(people: People, year: ReportingYear) -> ReturnTemplate:
    assert people.partner_police.organisation is not None
    return a_template(people.partner_police.organisation)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: bytes, address: str = ADDRESS, **headers: str) -> HttpResponse:
    file = SimpleUploadedFile("figures.csv", content)
    return client.post(address, {"file": file}, headers=headers)


def told(response: Any, status: int) -> str:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "Access-Control-Allow-Origin" not in response.headers
    return str(json.loads(response.content)["detail"])


def test_a_good_file_is_told_so_and_nothing_is_stored(people: People, template: ReturnTemplate) -> None:
    response = send(signed_in(people.partner_police), police_csv())

    assert response.status_code == 200, response.content
    answer = json.loads(response.content)
    assert (answer["return"], answer["period"], answer["file"]) == ("police-figures", "2022-23", "figures.csv")
    assert answer["lines"]["rejected"] == 0
    assert answer["can_save"] is True
    assert "no-store" in response.headers["Cache-Control"]
    assert not Submission.objects.exists()
    assert not Upload.objects.exists()


def test_what_is_wrong_is_told_by_line_and_column(people: People, template: ReturnTemplate) -> None:
    wrong = police_csv({"number-of-missing-children": ("many", 61)})
    answer = json.loads(send(signed_in(people.partner_police), wrong).content)

    assert answer["can_save"] is False
    (problem,) = [one for one in answer["problems"] if one["level"] == "rejected"]
    assert (problem["line"], problem["column"], problem["value"]) == (2, "C", "many")
    assert problem["reason"]


def test_nobody_checks_without_signing_in(client: Client, template: ReturnTemplate) -> None:
    assert "Sign in" in told(send(client, police_csv()), 401)


def test_another_partner_may_not(people: People, template: ReturnTemplate) -> None:
    told(send(signed_in(people.partner_council), police_csv()), 403)


def test_the_second_factor_is_asked_for(people: People, template: ReturnTemplate, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    assert "two-step sign-in" in told(send(signed_in(people.partner_police), police_csv()), 403)


def test_a_forged_request_is_refused(people: People, template: ReturnTemplate) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.partner_police)
    assert "CSRF" in told(send(client, police_csv()), 403)
    token = "a" * 32
    client.cookies["csrftoken"] = token
    assert send(client, police_csv(), **{"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/returns/elsewhere/2022-23/check", 404),
        ("/api/v1/returns/police-figures/someday/check", 404),
        ("/api/v1/returns/police-figures/2022-23-q1/check", 422),
        ("/api/v1/returns/POLICE/2022-23/check", 422),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(
    people: People, template: ReturnTemplate, address: str, status: int
) -> None:
    assert told(send(signed_in(people.partner_police), police_csv(), address), status)


def test_a_question_without_a_file_and_one_too_large(
    people: People, template: ReturnTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(people.partner_police)
    assert "file" in told(client.post(ADDRESS), 422)
    monkeypatch.setattr("indicators.open_data.views.api.check.LIMITS", type("Limits", (), {"file_bytes": 10}))
    assert "larger" in told(send(client, police_csv()), 413)


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_a_file_is_only_sent(client: Client, db: None, method: str) -> None:
    response = getattr(client, method)(ADDRESS)
    assert response.headers["Allow"] == "POST, OPTIONS"
    assert told(response, 405)


def test_pages_of_other_sites_are_not_invited(client: Client, db: None) -> None:
    response = client.options(ADDRESS)
    assert (response.status_code, response.headers["Allow"]) == (204, "POST, OPTIONS")
    assert "Access-Control-Allow-Origin" not in response.headers
