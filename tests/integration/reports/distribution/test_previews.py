"""Previews: for named readers, before publication, with a link that is kept nowhere."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bcssp.retention.services import begin_hold, delete_old, end_hold
from learning.services import withdraw_consent
from partnership.exceptions import DomainError, NotAllowed, WrongState
from reports.distribution.previews import revoke_preview
from reports.models import Edition, FileKind, Preview, PreviewOpening
from reports.publishing.services import schedule_edition
from review.models import Event
from tests.factories.editions import NOTE, built, previewed, published
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import copy_of, publish_signed
from tests.pdf import letters, opened, text_of

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")
DAY = datetime.timedelta(days=1)


def make_once(cast):
    return {"ready": built(cast)}


@pytest.fixture
def ready(made):
    return made["ready"]


def addresses(token):
    return [reverse("reports:preview", args=[token]), reverse("reports:preview-pdf", args=[token])]


def test_reader_reads_page_and_pdf_under_the_embargo(ready, cast, client):
    preview, token = previewed(ready, cast.coordinator)
    page, pdf = (client.get(address) for address in addresses(token))
    assert "Embargoed until it is published" in page.content.decode()
    assert "Head of communications, council" in page.content.decode()
    schedule_edition(edition=ready, publish_at=timezone.now() + DAY, by=cast.chair)
    assert "Embargoed until" in client.get(addresses(token)[0]).content.decode()
    for answer in (page, pdf):
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
    assert letters("Embargoed until it is published. For Head of communications, council only.") in text_of(
        opened(pdf.content)
    )
    for address in addresses(token):
        assert client.head(address).status_code == 200
    told = [(one.what, one.opened_at.date()) for one in preview.openings.all()]
    assert told == [("page", timezone.now().date()), ("pdf", timezone.now().date()), ("page", timezone.now().date())]


@pytest.mark.postgres
def test_token_is_stored_as_its_hash_alone(ready, cast):
    preview, token = previewed(ready, cast.chair)
    assert len(token) >= 43
    assert token not in str(Preview.objects.filter(pk=preview.pk).values())
    with pytest.raises(IntegrityError, match="preview_token_is_hashed"), transaction.atomic():
        Preview.objects.filter(pk=preview.pk).update(token_sha256=token)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"ends_at": timezone.now() - DAY, "starts_at": timezone.now() - 2 * DAY}, 410, "This preview has ended"),
        ({"starts_at": timezone.now() + DAY}, 403, "This preview is not open yet"),
    ],
)
def test_preview_outside_its_days_shows_nothing(ready, cast, client, change, status, words):
    preview, token = previewed(ready, cast.coordinator)
    Preview.objects.filter(pk=preview.pk).update(**change)
    for address in addresses(token):
        answer = client.get(address)
        assert (answer.status_code, words in answer.content.decode()) == (status, True)
        assert answer["Cache-Control"] == "private, no-store"
    assert not PreviewOpening.objects.exists()


def test_revoked_preview_has_ended_and_another_may_be_granted(ready, cast, client):
    preview, token = previewed(ready, cast.coordinator)
    with pytest.raises(DomainError, match="already has a preview of this edition"):
        previewed(ready, cast.coordinator, email="PRESS@example.org")
    revoke_preview(preview=preview, by=cast.coordinator)
    assert client.get(addresses(token)[0]).status_code == 410
    with pytest.raises(WrongState, match="already been revoked"):
        revoke_preview(preview=preview, by=cast.coordinator)
    assert previewed(ready, cast.coordinator)[1] != token


@pytest.mark.postgres
def test_names_of_readers_are_deleted_a_year_after_their_access_ended(ready, cast, client):
    preview, token = previewed(ready, cast.coordinator)
    assert client.get(addresses(token)[0]).status_code == 200
    assert delete_old(preview.ends_at + 364 * DAY) == {}
    hold = begin_hold(reason="An inquiry asked for records.", by=cast.coordinator)
    assert delete_old(preview.ends_at + 366 * DAY) == {}
    end_hold(hold=hold, by=cast.coordinator)
    assert delete_old(preview.ends_at + 366 * DAY) == {"previews": 1}
    assert not Preview.objects.exists()
    assert not PreviewOpening.objects.exists()
    assert client.get(addresses(token)[0]).status_code == 404
    assert Event.objects.get(verb="grant preview of report").data["reader"] == "Head of communications, council"


def test_preview_leads_to_the_public_report_once_there_is_one(ready, cast, client):
    _, token = previewed(ready, cast.coordinator)
    publish_signed(ready, cast)
    for address in addresses(token):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("reports:report-detail", args=["2022-23"]))


def test_preview_ends_once_a_newer_edition_is_public(cast, client, ready):
    """The one that was drawn back for an error is not read on behind the one that takes its place."""
    _, token = previewed(ready, cast.coordinator)
    publish_signed(copy_of(ready), cast)
    for address in addresses(token):
        answer = client.get(address)
        assert (answer.status_code, "This preview has ended" in answer.content.decode()) == (410, True)


def test_story_without_consent_is_not_handed_on(cast, client):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    ready = built(cast)
    _, token = previewed(ready, cast.coordinator)
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    for address in addresses(token):
        answer = client.get(address)
        page = answer.content.decode()
        assert (answer.status_code, story.title in page) == (410, False)
        assert "This preview of the 2022-23 report is no longer available" in page
        assert "being corrected" not in page, "nothing of it was ever public"
    with pytest.raises(DomainError, match="consent"):
        previewed(ready, cast.coordinator, email="other@example.org")


def test_link_that_never_was_is_not_found(client, db):
    assert [client.get(address).status_code for address in addresses("x" * 43)] == [404, 404]


def test_only_a_ready_edition_is_previewed_and_not_by_everybody(cast, ready):
    with pytest.raises(NotAllowed):
        previewed(ready, cast.board_icb)
    with pytest.raises(DomainError, match="after its start"):
        previewed(ready, cast.coordinator, ends_at=timezone.now() - DAY)
    publish_signed(ready, cast)
    with pytest.raises(WrongState, match="only preview an edition that is ready"):
        previewed(ready, cast.coordinator)


def test_preview_of_a_correction_says_what_it_corrects(cast, client):
    published(cast)
    _, token = previewed(built(cast, note=NOTE), cast.coordinator)
    assert f"What this edition corrects: {NOTE}" in client.get(addresses(token)[0]).content.decode()


def test_lost_page_is_not_found(ready, cast, client):
    _, token = previewed(ready, cast.coordinator)
    ready.files.filter(kind=FileKind.HTML).delete()
    assert client.get(addresses(token)[0]).status_code == 404
    assert not PreviewOpening.objects.exists()


def test_pages_grant_list_and_revoke(ready, cast, client):
    client.force_login(cast.coordinator)
    address = reverse("admin:report-preview-grant", args=[ready.pk])
    today, end = timezone.localdate(), timezone.localdate() + 7 * DAY
    data = {"reader": "Head of communications", "email": "press@example.org", "reason": "To prepare"}
    for name, day in (("starts_on", today), ("ends_on", end)):
        data |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    missing = client.post(address, data | {"email": ""})
    assert "To prepare" in missing.content.decode(), "what was typed is shown again"
    answer = client.post(address, data)
    assert "You cannot see it again later" in answer.content.decode()
    preview = Preview.objects.get()
    token = answer.context["link"].rstrip("/").rpartition("/")[2]
    assert client.get(addresses(token)[0]).status_code == 200
    again = client.post(address, data)
    assert "already has a preview of this edition" in again.content.decode()
    shown = client.get(reverse("admin:report-previews", args=[ready.pk])).content.decode()
    assert "(page)" in shown, "when it was opened, and what of it"
    assert token not in shown
    revoke = reverse("admin:report-preview-revoke", args=[ready.pk, preview.pk])
    assert "revoked" in client.post(revoke, follow=True).content.decode()
    assert "already been revoked" in client.post(revoke, follow=True).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("preview_says_who_and_why", {"reason": ""}),
        ("preview_revoked_has_who_and_when", {"revoked_at": timezone.now()}),
        ("preview_ends_after_start", {"ends_at": timezone.now() - 9 * DAY}),
    ],
)
def test_database_refuses_half_a_preview(ready, cast, constraint, change):
    previewed(ready, cast.coordinator)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Preview.objects.update(**change)
    assert Edition.objects.count() == 1
