"""The report's pages: for everyone, and for those who make it."""

import json
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from kombu.exceptions import OperationalError

from learning.services import withdraw_consent
from partnership.models import Installation
from publication.installation import begin
from reports import tasks
from reports.build import build_steps, services, views
from reports.build.run import build_edition
from reports.build.services import LATER, begin_edition
from reports.build.steps import STEPS
from reports.build.verify import verify_report
from reports.editions.storage import path_of
from reports.editions.views.common import reader_of
from reports.models import Edition, EditionState, FileKind
from tests.confirming import confirm
from tests.factories.editions import NOTE
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import publish_signed, sign_everything

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")

EDITIONS = "/admin/reports/edition/"
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"


def tell_a_story(cast):
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


def make_once(cast):
    story = tell_a_story(cast)
    return {"story": story, "ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def story(made):
    return made["story"]


@pytest.fixture
def ready(made):
    return made["ready"]


@pytest.fixture
def published(ready, cast):
    return publish_signed(ready, cast)


def text_of(client, address, user=None):
    if user:
        client.force_login(user)
    return client.get(address).content.decode()


# For everyone


def test_list_says_that_there_is_none_and_then_names_the_year(client, cast):
    tell_a_story(cast)
    assert "No annual reports have been published yet." in text_of(client, "/reports/")
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert "No annual reports have been published yet." in text_of(client, "/reports/"), "ready is not published"
    publish_signed(edition, cast)
    assert f'href="{PAGE}"' in text_of(client, "/reports/")


def test_unpublished_report_is_not_found(client, ready):
    for address in (PAGE, WHOLE, f"{PAGE}annual-report.pdf", f"{PAGE}annual-report.json", "/reports/1999-00/"):
        assert client.get(address).status_code == 404


def test_published_report_is_read_as_page_pdf_and_data(client, published, story):
    assert story.title in text_of(client, WHOLE)
    pdf = client.get(f"{PAGE}annual-report.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="annual-report-2022-23.pdf"',
    )
    data = client.get(f"{PAGE}annual-report.json")
    assert data.content.decode() == published.frozen
    assert json.loads(data.content)["year"] == "2022-23"


def test_reader_keeps_the_page_as_one_file_that_can_be_proven(client, published, story, cast):
    newest, kept = f"{PAGE}annual-report.html", f"{PAGE}editions/1/annual-report.html"
    for address in (newest, kept):
        page = client.get(address)
        assert page["Content-Disposition"] == 'attachment; filename="annual-report-2022-23.html"'
        assert story.title in page.content.decode()
        assert "unchanged" in verify_report(page.content).sentences[0]
    assert f'href="{newest}"' in text_of(client, PAGE)
    publish_signed(build_edition(begin_edition(year=cast.year, by=cast.coordinator, correction_note=NOTE).pk), cast)
    old = text_of(client, f"{PAGE}editions/1/")
    assert (f'href="{kept}"' in old, f'href="{newest}"' in old) == (True, False), "the older page leads to its own"


def test_reader_who_has_the_file_is_not_sent_it_again(client, published):
    first = client.get(f"{PAGE}annual-report.pdf")
    again = client.get(f"{PAGE}annual-report.pdf", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "public" in first["Cache-Control"]


def lose(edition, kind=FileKind.PDF):
    file = edition.files.get(kind=kind)
    path_of(file.sha256, file.ending).unlink()
    return file


def test_file_that_storage_has_lost_is_unavailable_for_now_and_the_log_has_its_hash(client, published, caplog):
    file = lose(published)
    answer = client.get(f"{PAGE}annual-report.pdf")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert int(answer["Retry-After"]) > 0
    assert "temporarily unavailable" in answer.content.decode()
    assert [one.levelname for one in caplog.records if file.sha256 in one.getMessage()] == ["ERROR"]


def test_page_that_was_altered_in_storage_is_shown_to_nobody(client, published):
    file = published.files.get(kind=FileKind.HTML)
    path_of(file.sha256, file.ending).write_bytes(b"<p>Something else</p>")
    answer = client.get(WHOLE)
    assert answer.status_code == 503
    assert "Something else" not in answer.content.decode()


def test_lost_files_are_put_back_in_one_click_with_the_same_bytes(client, published, cast, caplog):
    address = f"{EDITIONS}{published.pk}/"
    begin()
    assert "Put the files back" not in text_of(client, address, cast.coordinator)
    before = client.get(f"{PAGE}annual-report.json").content
    file = lose(published, FileKind.JSON)
    assert tasks.check_report_files() == 1
    assert list(Installation.objects.get().lost_files) == [file.sha256]
    assert file.sha256 in caplog.text
    assert "1 file of this edition is missing" in text_of(client, address)
    with patch.object(views, "put_report_files_back") as task:
        client.post(f"{address}put-files-back/")
    assert task.delay.call_args.args == (published.pk,)
    assert tasks.put_report_files_back(published.pk)
    assert client.get(f"{PAGE}annual-report.json").content == before
    assert Installation.objects.get().lost_files == {}
    assert "Put the files back" not in text_of(client, address)


def test_files_that_come_out_otherwise_are_not_put_back(published, caplog):
    begin()
    file = lose(published, FileKind.JSON)
    Edition.objects.filter(pk=published.pk).update(frozen="{}")
    assert not tasks.put_report_files_back(published.pk)
    assert list(Installation.objects.get().lost_files) == [file.sha256]
    assert "does not match its SHA-256" in caplog.text


def test_files_are_not_put_back_while_the_queue_is_away(client, published, cast):
    client.force_login(cast.coordinator)
    with patch.object(views, "put_report_files_back") as task:
        task.delay.side_effect = OperationalError
        answer = client.post(f"{EDITIONS}{published.pk}/put-files-back/", follow=True)
    assert "the queue is not responding" in answer.content.decode()


def test_page_about_the_portal_names_the_editions_that_lack_files(client, published, cast):
    lose(published)
    page = text_of(client, "/partner/health/", cast.coordinator)
    assert f'href="{EDITIONS}{published.pk}/"' in page
    assert "1 stored file is missing or altered" in page


def test_withdrawn_story_takes_every_form_of_the_report_down(client, published, story, cast):
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    for address in (PAGE, WHOLE, *(f"{PAGE}annual-report.{ending}" for ending in ("pdf", "json", "html"))):
        response = client.get(address)
        assert response.status_code == 410
        assert story.title not in response.content.decode()
        assert "is being corrected" in response.content.decode()
    assert "No annual reports have been published yet." in text_of(client, "/reports/")
    page = text_of(client, f"{EDITIONS}{published.pk}/", cast.coordinator)
    assert "Build and publish a new edition." in page


# For those who make it


def test_coordinator_asks_and_sees_how_far_it_is(client, cast):
    client.force_login(cast.coordinator)
    assert "No editions yet." in text_of(client, EDITIONS)
    with patch.object(tasks.build_edition_task, "delay"):
        response = client.post(EDITIONS, {"year": "2022-23"}, follow=True)
    text = response.content.decode()
    edition = Edition.objects.get()
    assert "We are building the report of 2022-23." in text
    assert f"0 of {len(STEPS)} steps done" in text
    assert f'data-progress="{EDITIONS}{edition.pk}/progress/"' in text
    assert "reports/progress.js" in text
    build_edition(edition.pk)
    text = text_of(client, f"{EDITIONS}{edition.pk}/")
    assert f"{len(STEPS)} of {len(STEPS)} steps done: Finished" in text
    assert "data-progress=" not in text
    assert edition.files.get(kind=FileKind.PDF).sha256 in text


def test_second_request_is_told_who_asked_first(client, cast):
    begin_edition(year=cast.year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    text = client.post(EDITIONS, {"year": "2022-23"}, follow=True).content.decode()
    assert "Coordinator requested the report of 2022-23" in text
    assert "Wait until it has finished." in text
    assert Edition.objects.count() == 1


def test_request_while_the_queue_is_away_is_noted_and_says_so(client, cast, django_capture_on_commit_callbacks):
    client.force_login(cast.coordinator)
    with (
        patch.object(tasks.build_edition_task, "delay", side_effect=OperationalError("gone")),
        patch.object(services.transaction, "on_commit", side_effect=lambda hint: hint()),
    ):
        text = client.post(EDITIONS, {"year": "2022-23"}, follow=True).content.decode()
    assert LATER in text
    assert Edition.objects.get().state == EditionState.QUEUED


def test_unknown_year_is_refused_with_what_to_do(client, cast):
    client.force_login(cast.coordinator)
    page = client.post(EDITIONS, {"year": "1999-00"})
    assert "Select a year" in page.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("who", ["board_icb", "chair", "scrutineer"])
def test_others_read_and_cannot_ask(client, cast, who):
    client.force_login(getattr(cast, who))
    assert "Build the report</button>" not in text_of(client, EDITIONS)
    text = client.post(EDITIONS, {"year": "2022-23"}, follow=True).content.decode()
    assert "You cannot build the annual report" in text
    assert not Edition.objects.exists()


def test_failure_is_shown_with_its_step_and_what_to_do(client, cast):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    with patch.object(build_steps, "render_pdf", side_effect=KeyError("font")):
        build_edition(edition.pk)
    text = text_of(client, f"{EDITIONS}{edition.pk}/", cast.coordinator)
    assert "This edition could not be built" in text
    assert "Fix the problem, then build the report again." in text
    assert "Earlier editions have not changed." in text


def test_chair_publishes_from_the_page_and_others_have_no_button(client, ready, cast):
    address = f"{EDITIONS}{ready.pk}/"
    assert "Publish this edition</button>" not in text_of(client, address, cast.coordinator)
    asked = client.post(address)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    confirm(client, cast.coordinator)
    assert "You cannot publish the annual report" in client.post(address, follow=True).content.decode()
    sign_everything(ready, cast)
    assert "Publish this edition</button>" in text_of(client, address, cast.chair)
    confirm(client, cast.chair)
    text = client.post(address, follow=True).content.decode()
    assert "Annual report 2022-23, edition 1 is published." in text
    assert "View the public page" in text


def test_progress_is_plain_numbers_with_an_estimate_from_the_last_time(client, ready, cast):
    second = begin_edition(year=cast.year, by=cast.coordinator)
    client.force_login(cast.board_icb)
    first = client.get(f"{EDITIONS}{ready.pk}/progress/").json()
    assert (first["done"], first["total"]) == (len(STEPS), len(STEPS))
    assert (first["ended"], first["seconds_left"]) == (True, None)
    answer = client.get(f"{EDITIONS}{second.pk}/progress/")
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["seconds_left"] >= 1
    assert answer.json()["ended"] is False
    assert "seconds left" in text_of(client, f"{EDITIONS}{second.pk}/")


def test_files_of_a_draft_are_read_by_those_who_may(client, ready, cast):
    client.force_login(cast.scrutineer)
    pdf = client.get(reverse("admin:report-edition-file", args=[ready.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF-")
    assert "no-store" in pdf["Cache-Control"]
    assert client.get(reverse("admin:report-edition-file", args=[ready.pk, "exe"])).status_code == 404
    queued = begin_edition(year=cast.year, by=cast.coordinator)
    assert client.get(reverse("admin:report-edition-file", args=[queued.pk, "pdf"])).status_code == 404


def test_files_of_an_edition_that_is_not_complete_are_read_by_nobody(client, ready, cast):
    page, sign = f"{EDITIONS}{ready.pk}/", reverse("reports:signature-create", args=[ready.pk])
    listed = [reverse("admin:report-edition-file", args=[ready.pk, kind]) for kind in ("pdf", "json")]
    signing = [reverse(f"reports:{name}", args=[ready.pk]) for name in ("signing-report", "signing-pdf")]

    def shown(where, addresses):
        return [address for address in addresses if address in text_of(client, where, cast.board_icb)]

    assert (shown(page, listed), shown(sign, signing)) == (listed, signing)
    assert {client.get(address).status_code for address in listed + signing} == {200}
    for state in ("building", "failed"):
        Edition.objects.filter(pk=ready.pk).update(state=state, failure="No more space.")
        assert (shown(page, listed), shown(sign, signing)) == ([], []), state
        assert {client.get(address).status_code for address in listed + signing} == {404}, state


def test_reader_of_drafts_is_asked_for_by_permission(cast):
    request = HttpRequest()
    request.user = cast.partner_police
    with pytest.raises(PermissionDenied, match="You cannot read drafts of the annual report"):
        reader_of(request)
