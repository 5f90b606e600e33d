"""Reports of years before the portal: checked, approved by a second person, public, taken back with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnership.exceptions import DomainError, NotAllowed, WrongState
from reports.build.sweep import is_named
from reports.editions.former_reports import upload_former_report
from reports.editions.storage import path_of
from reports.models import FormerReport
from review.models import Event
from review.models.frozen import FrozenError
from review.queries import queue
from review.services import edit, move
from review.transitions import Verb
from tests.factories.editions import built
from tests.factories.pdfs import pdf_file, with_javascript

pytestmark = pytest.mark.usefixtures("own_storage")

SUMMARY = "The board promised *three* things and did two."


def uploaded(cast, **changes):
    values = {
        "year_label": "2015-16",
        "title": "Annual report 2015-16",
        "summary": SUMMARY,
        "content": pdf_file(),
        "source_url": "https://www.example.org/report",
        "by": cast.coordinator,
    }
    return upload_former_report(**(values | changes))


def approve(report, by):
    return move(obj=report, verb=Verb.APPROVE, by=by, revision=1)


def withdraw(report, by, note, verb=Verb.WITHDRAW):
    return move(obj=report, verb=verb, by=by, note=note, revision=1)


def public_pages():
    return [reverse(f"reports:{name}", args=["2015-16"]) for name in ("former-report", "former-report-pdf")]


def test_former_report_is_public_after_a_second_person_approved_it(cast, client):
    report = uploaded(cast)
    assert [client.get(address).status_code for address in public_pages()] == [404, 404]
    assert report.title not in client.get(reverse("reports:report-list")).content.decode()
    with pytest.raises(NotAllowed):
        approve(report, cast.coordinator)
    approve(report, cast.board_icb)
    page, pdf = (client.get(address) for address in public_pages())
    assert "three" in page.content.decode()
    assert "Original publication" in page.content.decode()
    assert (pdf.content, pdf["Content-Type"]) == (pdf_file(), "application/pdf")
    assert public_pages()[0] in client.get(reverse("reports:report-list")).content.decode()
    told = Event.objects.about(report).order_by("sequence")
    assert [(event.verb, event.actor) for event in told] == [
        ("create", cast.coordinator),
        ("submit", cast.coordinator),
        ("approve", cast.board_icb),
    ]
    with pytest.raises(WrongState, match="now “Approved”"):
        approve(report, cast.chair)


def test_who_uploaded_approves_nothing_whatever_the_role(cast):
    report = uploaded(cast)
    FormerReport._base_manager.filter(pk=report.pk).update(submitted_by=cast.chair)
    with pytest.raises(NotAllowed, match="Someone else"):
        approve(report, cast.chair)


def test_approver_is_of_another_organisation_and_the_queue_says_so(cast):
    report = uploaded(cast)
    with pytest.raises(NotAllowed, match="your own organisation, The Council"):
        approve(report, cast.board_council)
    for person, obstacle in ((cast.board_council, "your own organisation"), (cast.board_icb, None)):
        (row,) = queue(person)
        assert (row.item, row.organisation) == (report, "The Council")
        assert obstacle in row.obstacle if obstacle else row.obstacle is None


def test_former_report_is_never_edited(cast):
    report = uploaded(cast)
    with pytest.raises(NotAllowed):
        edit(obj=report, by=cast.coordinator, revision=1)
    for change in (report.save, report.delete, FormerReport.objects.all().delete):
        with pytest.raises(FrozenError, match="Propose a new one"):
            change()


def test_file_is_kept_by_its_hash_and_the_sweeper_knows_it(cast):
    report = uploaded(cast)
    assert path_of(report.sha256, "pdf").read_bytes() == pdf_file()
    assert is_named(report.sha256)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"content": pdf_file(with_javascript)}, "JavaScript"),
        ({"content": b"no"}, "not a PDF"),
        ({"summary": " "}, "summary"),
        ({"title": ""}, "title"),
        ({"year_label": "2015-17"}, "like 2015-16"),
        ({"year_label": "long ago"}, "like 2015-16"),
        # Wide digits look like a year; no address has them.
        ({"year_label": "２０１５-１６"}, "like 2015-16"),
    ],
)
def test_unfit_report_is_refused_with_the_reason(cast, changes, words):
    with pytest.raises(DomainError, match=words):
        uploaded(cast, **changes)
    assert not FormerReport.objects.exists()


def test_one_report_a_year_and_none_of_a_year_of_the_portal(cast):
    report = uploaded(cast)
    with pytest.raises(DomainError, match="Withdraw it before"):
        uploaded(cast)
    withdraw(report, cast.coordinator, "The wrong file.", Verb.RETURN)
    assert uploaded(cast).pk != report.pk
    built(cast)
    with pytest.raises(DomainError, match="The portal produces"):
        uploaded(cast, year_label="2022-23")
    with pytest.raises(NotAllowed):
        uploaded(cast, year_label="2014-15", by=cast.board_icb)


def test_report_that_was_taken_back_is_gone_and_stays_on_record(cast, client):
    report = approve(uploaded(cast), cast.chair)
    with pytest.raises(DomainError, match="Enter a reason"):
        withdraw(report, cast.chair, " ")
    with pytest.raises(NotAllowed):
        withdraw(report, cast.partner_police, "No.")
    withdraw(report, cast.chair, "A name stands on page 3.")
    assert [client.get(address).status_code for address in public_pages()] == [404, 404]
    for verb in (Verb.APPROVE, Verb.WITHDRAW):
        with pytest.raises(WrongState, match="now “Withdrawn”"):
            move(obj=report, verb=verb, by=cast.board_icb, note="Again.", revision=1)
    client.force_login(cast.scrutineer)
    assert "A name stands on page 3." in client.get(reverse("admin:former-reports")).content.decode()


def test_file_that_storage_has_lost_cannot_be_read_now(cast, client):
    report = approve(uploaded(cast), cast.chair)
    path_of(report.sha256, "pdf").unlink()
    assert client.get(public_pages()[1]).status_code == 503


def test_pages_upload_and_decide(cast, client):
    client.force_login(cast.coordinator)
    upload = reverse("admin:former-report-upload")
    assert client.get(upload).status_code == 200
    data = {"year_label": "2015-16", "title": "Annual report 2015-16", "summary": SUMMARY}
    missing = client.post(upload, data).content.decode()
    assert SUMMARY in missing.replace("&#x27;", "'")
    harmful = SimpleUploadedFile("report.pdf", pdf_file(with_javascript), "application/pdf")
    assert "JavaScript" in client.post(upload, data | {"file": harmful}).content.decode()
    good = SimpleUploadedFile("report.pdf", pdf_file(), "application/pdf")
    done = client.post(upload, data | {"file": good}, follow=True).content.decode()
    assert "Awaiting approval by a second person" in done
    report = FormerReport.objects.get()
    decide = reverse("admin:former-report-decide", args=[report.pk])
    assert "Approve and publish" not in client.get(decide).content.decode()
    client.force_login(cast.board_icb)
    assert "Approve and publish" in client.get(decide).content.decode()
    assert client.get(reverse("admin:former-report-file", args=[report.pk])).content == pdf_file()
    assert "is published." in client.post(decide, {"approve": "1"}, follow=True).content.decode()
    assert "now “Approved”" in client.post(decide, {"approve": "1"}, follow=True).content.decode()
    assert "Enter a reason" in client.post(decide, {"reason": ""}).content.decode()
    assert "kept on record" in client.post(decide, {"reason": "Wrong."}, follow=True).content.decode()
    assert "now “Withdrawn”" in client.post(decide, {"reason": "Wrong."}).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("former_report_is_told", {"summary": ""}),
        ("former_report_is_hashed", {"sha256": "short"}),
        ("formerreport_returned_has_reason", {"state": "returned"}),
    ],
)
def test_database_refuses_half_a_report(cast, constraint, change):
    uploaded(cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FormerReport._base_manager.update(**change)


@pytest.mark.postgres
def test_database_refuses_an_approver_who_uploaded(cast):
    report = uploaded(cast)
    with pytest.raises(IntegrityError, match="formerreport_approver_is_not_author"), transaction.atomic():
        FormerReport._base_manager.update(approved_by=cast.coordinator, approved_at=report.created_at)
