"""What the tests of the pages of closed years have in common."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from indicators.models import Submission, Upload
from review.services import move
from review.transitions import Verb
from tests.stages import Cast

LIST = "/partner/returns/closed-years/"
BASE = f"{LIST}2022-23/police-figures/"
CARE = "number-of-children-missing-from-care"
REASON = "Taken from page 12 of the printed report of 2022-23."


def send(client: Client, content: bytes, reason: str = REASON, base: str = BASE) -> HttpResponse:
    """Send a file with its source; the page that follows."""
    data = {"file": SimpleUploadedFile("police.csv", content), "reason": reason}
    return client.post(base, data, follow=True)


def preview() -> str:
    """The address of the preview of the one file that is kept."""
    return f"{BASE}files/{Upload.objects.get().pk}/"


def load(client: Client, seen: str | None = None) -> Any:
    """Press the button of the preview, for what was shown there or for what `seen` says."""
    shown = client.get(preview())
    return client.post(preview(), {"seen": shown.context["checked"].seen if seen is None else seen}, follow=True)


def approve(cast: Cast) -> None:
    """Approve everything that was loaded."""
    for one in Submission.objects.all():
        move(obj=one, verb=Verb.APPROVE, by=cast.board_icb, revision=one.revision)
