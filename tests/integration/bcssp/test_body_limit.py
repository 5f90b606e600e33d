"""A request that is too large is refused in clear words, and nothing of it stays anywhere."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings
from pytest_django.asserts import assertContains

from bcssp import body_limit
from bcssp.body_limit import LARGEST, PIECE, refuse_huge_bodies, throw_away
from indicators.models import Upload
from indicators.parsing.archive import LIMITS
from tests.factories.files import a_template
from tests.stages import Cast

BASE = "/partner/figures/2022-23/returns/police-figures/"


class Gone(io.BytesIO):
    """What a server gives whose client has left."""

    def read(self, *args: Any) -> bytes:
        raise OSError("the connection is gone")


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    a_template(cast.police)
    client.force_login(cast.partner_police)
    return client


@pytest.fixture
def waiting_room(settings: Settings, tmp_path: Path) -> Path:
    """Where Django puts the files that come in."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def test_a_file_a_little_too_large_is_refused_at_its_field(partner: Client, waiting_room: Path) -> None:
    page = partner.post(BASE, {"file": SimpleUploadedFile("police.csv", b"x" * (LIMITS.file_bytes + 1))})
    assertContains(page, "10 MB. Remove anything that is not part of the return.")
    assert not Upload.objects.exists()
    assert list(waiting_room.iterdir()) == []


@pytest.mark.asvs("5.2.1")
def test_a_file_far_too_large_is_never_parsed(
    partner: Client, waiting_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(parser: Any) -> None:
        raise AssertionError("the body is parsed")

    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", parse)
    page = partner.post(BASE, {"file": SimpleUploadedFile("police.csv", b"x" * LARGEST)})
    assertContains(page, '<h1 class="govuk-heading-l">This file is too large</h1>', status_code=413, html=True)
    assertContains(page, "larger than 12 MB. A file can be up to 10 MB. Nothing was saved.", status_code=413)
    assert page.headers["Content-Security-Policy"]
    assert not Upload.objects.exists()
    assert list(waiting_room.iterdir()) == []


@pytest.mark.parametrize("length", [str(LARGEST + 1), "9" * 5000])
def test_what_counts_is_the_length_that_is_announced(
    client: Client, db: None, length: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_limit, "throw_away", lambda request: 0)
    page = client.generic("POST", "/newsletters/subscribe/", b"short", CONTENT_LENGTH=length)
    assert page.status_code == 413


def test_programs_are_told_as_programs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "throw_away", lambda request: 0)
    answer = client.generic("POST", "/api/v1/returns/a/2022-23/check", b"", CONTENT_LENGTH=str(LARGEST + 1))
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    problem = json.loads(answer.content)
    assert problem["status"] == 413
    assert "A file can be up to 10 MB" in problem["detail"]


@pytest.mark.asvs("4.2.1")
def test_a_body_of_unknown_length_is_refused(client: Client) -> None:
    page = client.generic("POST", BASE, b"", HTTP_TRANSFER_ENCODING="chunked")
    assertContains(page, "Send it with a Content-Length", status_code=411)


@pytest.mark.parametrize("length", ["", "0", "5", str(LARGEST), "five", "²", "-1"])
def test_every_other_request_goes_on(length: str) -> None:
    seen: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse("ok")

    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = length
    assert refuse_huge_bodies(answer)(request).status_code == 200
    assert seen == [request]


def test_what_is_sent_is_read_to_its_end_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def request(body: bytes) -> HttpRequest:
        return RequestFactory().generic("POST", "/", body)

    assert throw_away(request(b"x" * (3 * PIECE + 7))) == 3 * PIECE + 7
    monkeypatch.setattr(body_limit, "DRAINED", 2 * PIECE)
    assert throw_away(request(b"x" * (3 * PIECE))) == 2 * PIECE
    monkeypatch.setattr(body_limit, "DRAIN_SECONDS", -1.0)
    assert throw_away(request(b"x" * PIECE)) == 0


def test_who_sent_it_may_be_gone() -> None:
    request = RequestFactory().generic("POST", "/", b"x" * 5)
    monkey: Any = request
    monkey._stream = Gone()
    assert throw_away(request) == 0
