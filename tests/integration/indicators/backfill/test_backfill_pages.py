"""The pages on which the coordinator loads figures of closed years: what came, its preview, all or nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.backfill import services
from indicators.backfill.services import load_closed_figures, load_closed_upload
from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.files.uploads import keep_upload
from indicators.models import ReturnTemplate, Submission, Upload
from indicators.returns.services import start_submission
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from partnership.services import close_year
from review.models import Event
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.files import ROW, a_template, police_csv
from tests.factories.indicators import draft_return
from tests.factories.partnership import ReportingYearFactory
from tests.integration.indicators.backfill.backfill_pages import BASE, CARE, LIST, REASON, load, preview, send
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


@pytest.fixture
def coordinator(client: Client, cast: Cast, template: ReturnTemplate) -> User:
    close_year(year=cast.year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    return cast.coordinator


def test_a_good_file_is_shown_loaded_and_marked(client: Client, coordinator: User, cast: Cast) -> None:
    page = send(client, police_csv(), f"{REASON}\n")
    assertRedirects(page, preview())
    assertContains(page, "Nothing is saved yet")
    assertContains(page, f"“{REASON}”")
    assertContains(page, "Number of Missing Children Reports")
    assert not Submission.objects.exists()

    done = load(client)

    assertRedirects(done, f"{LIST}?year=2022-23&return=police-figures")
    assertContains(done, "Missing children, Child sexual exploitation, 2022-23: loaded and submitted.")
    assertContains(done, f"Loaded later: {REASON}", count=2)
    found = Submission.objects.all()
    assert {(one.state, one.backfill_reason, one.submitted_by) for one in found} == {
        (ReviewState.SUBMITTED, REASON, coordinator)
    }
    cast.coordinator.role_grants.create(role="board_member")
    both = User.objects.get(pk=coordinator.pk)
    for one in found:
        with pytest.raises(NotAllowed, match="You wrote or submitted"):
            move(obj=one, verb=Verb.APPROVE, by=both, revision=one.revision)
    assert Event.objects.get(verb="load file of closed year").note == REASON
    assertContains(client.get(preview(), follow=True), "this file is already saved")
    assertContains(client.post(preview(), {"seen": "x"}, follow=True), "this file is already saved")


def test_a_hard_rule_that_is_broken_loads_nothing(client: Client, coordinator: User) -> None:
    page = send(client, police_csv({CARE: ("three", 10)}))
    assertContains(page, "line 5, column C (Current 12 months)")
    assertContains(page, "“three” is not a number")
    assertContains(page, "until the errors are fixed")
    assertNotContains(page, "Load and submit for review")
    refused = load(client)
    assertContains(refused, "Nothing was saved")
    assertContains(refused, "The file was not loaded")
    assert not Submission.objects.exists()
    assert Upload.objects.get().applied_at is None
    marked = client.get(f"{preview()}marked/")
    assert b"three" in marked.content
    assert marked.headers["Content-Disposition"] == 'attachment; filename="police-problems.csv"'


def test_what_is_refused_at_the_last_moment_leaves_nothing_behind(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_all_but_exploitation(**values: Any) -> Submission:
        if values["family"].slug == "child-sexual-exploitation":
            raise DomainError("These figures differ from another partner's.")
        return load_closed_figures(**values)

    monkeypatch.setattr(services, "load_closed_figures", load_all_but_exploitation)
    send(client, police_csv())
    assertContains(load(client), "These figures differ from another partner")
    assert not Submission.objects.exists()
    assert Upload.objects.get().applied_at is None
    monkeypatch.undo()
    assertContains(load(client), "loaded and submitted")


def test_what_lacks_a_figure_is_not_loaded_as_a_draft(client: Client, coordinator: User) -> None:
    page = send(client, police_csv({CARE: ("", 10)}))
    assertContains(page, "We cannot load this file yet. Fill in the blank cells")
    assertNotContains(page, "Save as drafts")
    assertNotContains(page, "Load and submit for review")
    assertContains(load(client), "The file was not loaded")
    assert not Submission.objects.exists()


def test_the_source_is_asked_for_and_kept(client: Client, coordinator: User) -> None:
    refused = client.post(BASE, {"reason": REASON})
    assertContains(refused, "Select a file")
    assert "<title>Error: Backfill a closed year" in " ".join(refused.content.decode().split())
    assertContains(refused, f"{REASON}</textarea>")
    assertContains(send(client, police_csv(), " "), "Enter where the figures come from")
    assertContains(send(client, police_csv(), "x" * 301), "must have 300 characters or fewer; it has 301")
    empty = send(client, b"")
    assertContains(empty, "The file is empty")
    assertContains(empty, f"{REASON}</textarea>")
    assert not Upload.objects.exists()
    send(client, b"no table")
    assertContains(client.get(BASE), f"{REASON}</textarea>")


def test_a_source_that_tells_who_somebody_is_is_refused_beside_it(client: Client, coordinator: User) -> None:
    page = send(client, police_csv(), "Jo has it on 07700 900123.")
    sentence = "Where the figures come from: “07700 900123”. This looks like a telephone number. Remove it."
    assert page.context["form"].errors == {"reason": [sentence]}
    assertContains(page, "Jo has it on 07700 900123.</textarea>")
    assert not Upload.objects.exists()
    page = send(client, police_csv(Note={CARE: "Ask jo@example.com."}))
    assertContains(page, "“jo@example.com”. This is an email address. Remove it.")
    assertContains(page, "We cannot load this file yet")
    assertNotContains(page, "Load and submit for review")
    assert not page.context["checked"].can_submit


def test_the_source_outlives_the_session(client: Client, coordinator: User) -> None:
    owner = client.get(BASE).context["form_owner"]
    client.logout()
    client.post(BASE, {"reason": "Typed before.", "form_owner": owner})
    kept = client.session["kept_post"]
    client.force_login(coordinator)
    session = client.session
    session["kept_post"] = kept
    session.save()
    page = client.get(BASE)
    assertContains(page, "Your session expired")
    assertContains(page, "Typed before.</textarea>")


def test_the_partner_s_own_return_is_named_before_anything_is_loaded(
    client: Client, cast: Cast, template: ReturnTemplate
) -> None:
    own = draft_return("missing-children", cast.year, cast.police)
    close_year(year=cast.year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    page = send(client, police_csv())
    assertContains(page, "Missing children: The Police has already sent this return. Withdraw it first")
    assertNotContains(page, "Load and submit for review")
    listed = client.get(LIST)
    assertContains(listed, "Sent by The Police")
    assertNotContains(listed, "Read it")
    withdraw = f"{reverse('indicators:return-withdraw', args=[own.pk])}?from=closed-years"
    assertContains(listed, f'href="{withdraw}"')
    back = f"{LIST}?year=2022-23"
    assertContains(client.get(withdraw), f'href="{back}"', count=2)
    assertRedirects(client.post(withdraw, {"note": "Never sent."}), back)
    assertNotContains(client.get(LIST), "Sent by The Police")
    assertContains(load(client), "loaded and submitted")


def test_a_file_that_names_another_period_is_asked_about_and_remembered(client: Client, coordinator: User) -> None:
    titled = b"Police figures for 2019-20\n" + police_csv()
    page = send(client, titled)
    assertContains(page, "2019-20")
    assertContains(page, "We cannot load this file yet")
    Upload.objects.all().delete()
    comments = {CARE: "The title is of the template.", ROW: "The title is of the template."}
    send(client, b"Police figures for 2019-20\n" + police_csv(Comment=comments))
    assertContains(load(client), "loaded and submitted")
    assert all("2019-20" in one.other_period for one in Submission.objects.all())
    assert {one.comment for sent in Submission.objects.all() for one in sent.confirmations.all()} == {
        "The title is of the template."
    }


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_offered(client: Client, coordinator: User, kind: str) -> None:
    assertContains(client.get(BASE), f'href="{BASE}template.{kind}"')
    file = client.get(f"{BASE}template.{kind}")
    assert file.headers["Content-Disposition"] == f'attachment; filename="police-figures-2022-23.{kind}"'
    assert file.headers["Cache-Control"] == "private, no-store"


def test_a_retired_return_can_be_loaded(client: Client, coordinator: User, template: ReturnTemplate) -> None:
    ReturnTemplate.objects.update(is_active=False)
    assertContains(client.get(LIST), "Police figures (retired)")
    send(client, police_csv())
    assertContains(load(client), "loaded and submitted")


def test_an_open_year_has_no_page(client: Client, cast: Cast, template: ReturnTemplate) -> None:
    client.force_login(cast.coordinator)
    assert client.get(BASE).status_code == 404
    assert client.get(f"{LIST}2022-23-q1/police-figures/").status_code == 404
    assert client.get(f"{LIST}1999-00/police-figures/").status_code == 404
    assertContains(client.get(LIST), "No years are closed yet")


def test_a_file_is_found_on_the_page_that_took_it_alone(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    upload = Upload.objects.get()
    with pytest.raises(DomainError):
        keep_upload(
            template=upload.template,
            period=parse_period("2022-23"),
            name="a.csv",
            content=b"",
            backfill_reason=REASON,
            by=coordinator,
        )
    with pytest.raises(NotAllowed):
        load_closed_upload(upload=upload, by=cast.partner_police, seen="")
    Upload.objects.update(uploaded_by=cast.partner_police)
    client.force_login(cast.partner_police)
    assert client.get(f"/partner/figures/2022-23/returns/police-figures/files/{upload.pk}/").status_code == 404


def test_the_list_names_what_was_not_collected_and_what_is_not_set_up(client: Client, cast: Cast) -> None:
    ReportingYearFactory(slug="1990-91", starts_on="1990-04-01", ends_on="1991-03-31")
    for year in type(cast.year).objects.all():
        close_year(year=year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    assertContains(client.get(LIST), "No returns set up yet")
    a_template(cast.police)
    a_template(cast.council, ["referrals-rate"], slug="rates", title="Rates")
    newest = client.get(LIST)
    assertContains(newest, "No figures")
    assertContains(newest, f'href="{BASE}"')
    assertContains(client.get(f"{LIST}?return=rates"), "Load a file", count=1)
    oldest = client.get(f"{LIST}?year=1990-91")
    assertContains(oldest, "Not collected for this period")
    assertNotContains(oldest, "Load a file")


def test_the_coordinator_finds_the_page_and_the_partner_is_not_sent_there(
    client: Client, coordinator: User, cast: Cast
) -> None:
    for page in ("/partner/", "/partner/returns/board/", "/admin/reports/former/"):
        assertContains(client.get(page), f'href="{LIST}"')
    send(client, police_csv())
    load(client)
    client.force_login(cast.partner_police)
    work = client.get("/partner/")
    assertNotContains(work, LIST)
    assertNotContains(work, "Missing children, 2022-23")
    assert client.get(LIST).status_code == 403


def test_a_return_is_begun_once_for_its_own_year(cast: Cast) -> None:
    family = get_family("missing-children")
    with pytest.raises(ValueError, match="does not end in"):
        start_submission(
            family=family,
            year=cast.year,
            organisation=cast.police,
            by=cast.partner_police,
            period=parse_period("2021-22"),
        )
