"""Editions of the annual report, built and published as people do, in years of which the law asks nothing more."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.utils import timezone

from partnership.models import User
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import digest
from reports.distribution.previews import grant_preview
from reports.editions.former_reports import upload_former_report
from reports.models import Edition, FormerReport, Preview
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_case_study, publish
from tests.factories.pdfs import pdf_file
from tests.factories.signing import publish_signed, sign_everything
from tests.stages import Cast

# The token of a preview whose link tests have to know beforehand.
PREVIEW_TOKEN = "a-token-that-tests-know-beforehand-and-nobody-else"
NOTE = "The number of missing children was corrected."


@contextmanager
def without_typesetting() -> Iterator[None]:
    """Give editions a PDF of five bytes."""
    with mock.patch("reports.build.build_steps.render_pdf", return_value=b"%PDF-"):
        yield


def built(cast: Cast, *, note: str = "") -> Edition:
    """An edition of the cast's year that is ready."""
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator, correction_note=note).pk)


def signed(cast: Cast, *, note: str = "") -> Edition:
    """One that everybody has signed."""
    edition = built(cast, note=note)
    sign_everything(edition, cast)
    return edition


def published(cast: Cast, *, note: str = "") -> Edition:
    """One that is public."""
    return publish_signed(built(cast, note=note), cast)


def previewed(edition: Edition, by: User, **changes: Any) -> tuple[Preview, str]:
    """A preview that is open for a week, and its token."""
    now = timezone.now()
    values: dict[str, Any] = {
        "reader": "Head of communications, council",
        "email": "press@example.org",
        "reason": "to prepare what is said to the press",
        "starts_at": now - datetime.timedelta(hours=1),
        "ends_at": now + datetime.timedelta(days=7),
    }
    return grant_preview(edition=edition, by=by, **(values | changes))


def preview_by_known_token(edition: Edition, by: User) -> Preview:
    """A preview that `PREVIEW_TOKEN` opens; in life nobody chooses a token."""
    preview, _ = previewed(edition, by)
    Preview.objects.filter(pk=preview.pk).update(token_sha256=digest(PREVIEW_TOKEN))
    return preview


def former_report(year_label: str, by: User, approver: User | None = None) -> FormerReport:
    """A report of a year before the portal; public where somebody has approved it."""
    report = upload_former_report(
        year_label=year_label,
        title=f"Annual report {year_label}",
        summary="The board promised *three* things and did two.",
        content=pdf_file(),
        source_url="https://www.example.org/report",
        by=by,
    )
    if approver is not None:
        move(obj=report, verb=Verb.APPROVE, by=approver, revision=report.revision)
    return report


def ready_with_a_story(cast: Cast) -> dict[str, Any]:
    """An edition that waits for signatures, and the story of the council in it."""
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    with without_typesetting():
        return {"story": story, "ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}
