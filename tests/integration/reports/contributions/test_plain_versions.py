"""The report in plain words and as Easy Read: written by the coordinator, approved by the board, read by everyone."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from lxml import html as parser

from learning.services import withdraw_consent
from partnership.exceptions import ClosedYear, NotAllowed
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_services import start_year_record
from reports.models import EasyRead, EasyReadLine, PlainSummary
from review.services import move
from review.transitions import Verb
from tests.factories.editions import published
from tests.factories.learning import draft_case_study, publish
from tests.factories.records import approved

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
PAGE = "/reports/2022-23/"
FORM = "/partner/report-records/2022-23/"
LINES = [("house", "We visited homes."), ("phone", "Call us.")]


@pytest.fixture
def summary(cast):
    draft = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    draft.text = "# What we did\n\nWe met & talked."
    return save_plain_summary(summary=draft, by=cast.coordinator)


@pytest.fixture
def easy(cast):
    draft = start_year_record(EasyRead, year=cast.year, by=cast.coordinator)
    return save_easy_read(version=draft, lines=LINES, by=cast.coordinator)


def test_both_are_read_once_the_report_is_published_and_the_board_approved_them(client, cast, summary, easy):
    published(cast)
    assert {client.get(f"{PAGE}{name}/").status_code for name in ("summary", "easy-read")} == {404}
    assert f"{PAGE}summary/" not in client.get(PAGE).content.decode()

    approved(summary, cast.board_icb)
    approved(easy, cast.board_icb)

    page = parser.fromstring(client.get(f"{PAGE}summary/").content.decode())
    assert page.xpath("string(//h1)") == "Annual report 2022-23: Summary in plain words"
    assert page.xpath("string(//h2[.='What we did']/following::p[1])") == "We met & talked."
    page = parser.fromstring(client.get(f"{PAGE}easy-read/").content.decode())
    assert [image.get("alt") for image in page.xpath("//main//li/img")] == ["A house", "A telephone"]
    assert [item.text_content() for item in page.xpath("//main//li/p")] == ["We visited homes.", "Call us."]
    for image in page.xpath("//main//li/img"):
        assert image.get("src").startswith("/static/reports/pictures/")
    links = parser.fromstring(client.get(PAGE).content.decode()).xpath("//main//a/@href")
    assert {f"{PAGE}summary/", f"{PAGE}easy-read/"} <= set(links)


def test_nothing_is_read_while_the_report_is_not_published(client, cast, summary, easy):
    approved(summary, cast.board_icb)
    approved(easy, cast.board_icb)

    assert {client.get(f"{PAGE}{name}/").status_code for name in ("summary", "easy-read")} == {404}


def test_a_new_draft_is_not_read_and_a_withdrawn_version_is_gone(client, cast, easy):
    easy = approved(easy, cast.board_icb)
    published(cast)
    easy = save_easy_read(version=easy, lines=[("heart", "A draft.")], by=cast.coordinator, revision=easy.revision)
    assert "A draft." not in client.get(f"{PAGE}easy-read/").content.decode()
    assert "Call us." in client.get(f"{PAGE}easy-read/").content.decode()

    move(obj=easy, verb=Verb.WITHDRAW, by=cast.coordinator, revision=easy.revision, note="It was wrong.")
    assert client.get(f"{PAGE}easy-read/").status_code == 404


def test_they_go_while_the_report_is_corrected(client, cast, summary):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    approved(summary, cast.board_icb)
    published(cast)
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")

    assert client.get(f"{PAGE}summary/").status_code == 410


def test_pages_cost_as_many_queries_for_many_lines_as_for_few_and_read_no_session(client, cast, easy):
    approved(easy, cast.board_icb)
    published(cast)
    with CaptureQueriesContext(connection) as few:
        answer = client.get(f"{PAGE}easy-read/")
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    stored = EasyRead.objects.get()
    stored = save_easy_read(version=stored, lines=LINES * 20, by=cast.coordinator, revision=stored.revision)
    approved(stored, cast.board_icb)

    with CaptureQueriesContext(connection) as many:
        client.get(f"{PAGE}easy-read/")
    assert len(many) == len(few)


def test_the_form_keeps_lines_and_pictures_and_warns_without_stopping(client, cast):
    client.force_login(cast.coordinator)
    lines = {"line_1_picture": "chart", "line_1_text": "Half of us, that is 50%, came."}
    answer = client.post(f"{FORM}easy-read/", {**lines, "save": "1", "revision": "0"}, follow=True)
    assert answer.status_code == 200

    page = client.get(f"{FORM}easy-read/").content.decode()
    assert "How to make it plainer" in page
    assert "contains symbols (%)" in page
    version = EasyRead.objects.get()
    assert version.notes_for_review()
    move(obj=version, verb=Verb.SUBMIT, by=cast.coordinator, revision=version.revision)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"line_1_text": "Call us."}, "Select a picture for line 1."),
        ({"line_1_picture": "phone"}, "Enter the sentence for line 1."),
        ({"line_1_picture": "castle", "line_1_text": "We built."}, "castle is not one of the available choices"),
    ],
)
def test_a_line_needs_its_sentence_and_its_picture(client, cast, sent, said):
    client.force_login(cast.coordinator)
    page = client.post(f"{FORM}easy-read/", {**sent, "save": "1", "revision": "0"}).content.decode()

    assert said in page
    assert not EasyRead.objects.exists()


def test_the_form_of_the_summary_keeps_the_text_and_warns_of_a_long_sentence(client, cast):
    client.force_login(cast.coordinator)
    text = " ".join(["word"] * 26)
    client.post(f"{FORM}plain-summary/", {"text": text, "save": "1", "revision": "0"})

    assert PlainSummary.objects.get().text == text
    assert "has 26 words" in client.get(f"{FORM}plain-summary/").content.decode()


def test_what_is_empty_cannot_be_submitted(cast):
    summary = save_plain_summary(
        summary=start_year_record(PlainSummary, year=cast.year, by=cast.coordinator), by=cast.coordinator
    )
    easy = save_easy_read(
        version=start_year_record(EasyRead, year=cast.year, by=cast.coordinator), lines=[], by=cast.coordinator
    )
    assert summary.problems() == ["Enter the summary."]
    assert easy.problems() == ["Add at least one sentence with a picture."]


def test_only_who_keeps_the_records_writes_and_no_closed_year_takes_more(cast, summary, easy):
    with pytest.raises(NotAllowed):
        save_plain_summary(summary=summary, by=cast.board_icb, revision=summary.revision)
    easy.year.closed_at, easy.year.closed_by = easy.created_at, cast.coordinator
    easy.year.save()
    with pytest.raises(ClosedYear, match="so we did not save your changes"):
        save_easy_read(version=easy, lines=LINES, by=cast.coordinator, revision=easy.revision)


def test_the_reviewer_sees_each_version_as_the_public_will(client, cast, summary, easy):
    for item in (summary, easy):
        move(obj=item, verb=Verb.SUBMIT, by=cast.coordinator, revision=item.revision)
    client.force_login(cast.board_icb)
    shown = "".join(
        client.get(f"/admin/review/item/reports/{item._meta.model_name}/{item.pk}/").content.decode()
        for item in (summary, easy)
    )
    assert 'alt="A telephone"' in shown
    assert "We met &amp; talked." in shown


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"picture": "castle"}, "easy_read_line_picture_known"),
        ({"text": ""}, "easy_read_line_says_something"),
        ({"number": 1}, "easy_read_line_number_once"),
    ],
)
def test_the_database_refuses_lines_that_say_nothing_show_nothing_or_stand_twice(easy, change, name):
    line = {"version": easy, "number": 9, "picture": "book", "text": "We read."} | change
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        EasyReadLine.objects.create(**line)
    assert name in str(refused.value) or "UNIQUE" in str(refused.value)


@pytest.mark.postgres
def test_the_database_keeps_one_of_each_for_a_year(cast, summary):
    twin = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        save_plain_summary(summary=twin, by=cast.coordinator)


def test_what_they_are_called(summary, easy):
    assert str(summary) == "Summary in plain words, 2022-23"
    assert str(easy.lines.first()) == "We visited homes."
