"""Two people, two clicks, a session that expired: the form overwrites nothing, and loses nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from indicators.definitions.values import reported
from indicators.models import Submission
from indicators.returns.services import save_figures
from indicators.returns.views.submissions import SubmissionEditView
from partnership.models import ReportingYear, User
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.indicators import draft_return
from tests.factories.partnership import UserFactory
from tests.integration.indicators.returns.forms import CSE as SLUG
from tests.integration.indicators.returns.forms import CSE_FORM as FORM
from tests.integration.indicators.returns.forms import CSE_ROW as ROW
from tests.integration.indicators.returns.forms import CURRENT, fields_in, page_of, stored, typed
from tests.integration.indicators.returns.forms import RETURNS as LIST
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


@pytest.mark.postgres
def test_two_people_at_once_the_second_sees_what_the_first_saved_and_keeps_theirs(
    client: Client, partner: User
) -> None:
    client.post(FORM, typed())
    opened = page_of(client)["revision"]
    other = UserFactory(display_name="Second Officer", organisation=partner.organisation, roles=["partner"])
    cells = {(ROW, "current"): reported(130), (ROW, "previous"): reported(203)}
    save_figures(submission=stored(), cells=cells, by=other, revision=1, note="Recounted.")
    response = client.post(FORM, typed(**{CURRENT: "140"}, revision=opened, note="Mine."))
    for text in (
        "Someone else saved this return before you",
        "Second Officer saved at",
        "Saved by the other person: 130",
        'value="140"',
        "Mine.",
        "Their note: Recounted.",
    ):
        assertContains(response, text)
    assertContains(response, "Saved by the other person", count=1)
    assert stored().values()[ROW, "current"] == reported(130)
    assertRedirects(client.post(FORM, typed(**{CURRENT: "140"}, revision=fields_in(response)["revision"])), FORM)
    assert stored().values()[ROW, "current"] == reported(140)


@pytest.mark.postgres
def test_two_people_begin_at_once(client: Client, partner: User, year: ReportingYear) -> None:
    assert page_of(client)["revision"] == ""
    draft_return(SLUG, year, partner.organisation, {(ROW, "current"): reported(1)})
    response = client.post(FORM, typed())
    assertContains(response, "Someone else saved this return before you")
    assertContains(response, "Saved by the other person: blank")
    assert stored().values() == {(ROW, "current"): reported(1)}


def test_the_very_same_figures_at_the_very_same_moment(
    client: Client, partner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(FORM, typed())
    answers = iter([None])
    real = SubmissionEditView._stored
    monkeypatch.setattr(SubmissionEditView, "_stored", lambda view: next(answers, real(view)))
    response = client.post(FORM, typed(), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "these figures are already saved")
    assert Submission.objects.count() == 1


def test_the_very_same_moment(client: Client, partner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(FORM, typed())
    answers = iter([None])
    real = SubmissionEditView._stored
    monkeypatch.setattr(SubmissionEditView, "_stored", lambda view: next(answers, real(view)))
    response = client.post(FORM, typed(**{CURRENT: "5"}))
    assertContains(response, "has already started this return")
    assert stored().values()[ROW, "current"] == reported(128)


def test_an_error_keeps_the_lock_that_the_form_was_opened_with(client: Client, partner: User) -> None:
    client.post(FORM, typed())
    save_figures(submission=stored(), cells={}, by=partner, revision=1)
    response = client.post(FORM, typed(**{CURRENT: "x"}, revision="1"))
    assert fields_in(response)["revision"] == "1"
    assertContains(
        client.post(FORM, typed(**{CURRENT: "9"}, revision="1")), "Someone else saved this return before you"
    )


@pytest.mark.parametrize("revision", ["x", "٣", "-1", "9" * 30])
def test_a_forged_lock_never_matches(client: Client, partner: User, revision: str) -> None:
    client.post(FORM, typed())
    response = client.post(FORM, typed(**{CURRENT: "9"}, revision=revision))
    assertContains(response, "Someone else saved this return before you")


def test_a_double_click_is_answered_clearly(client: Client, partner: User) -> None:
    client.post(FORM, typed(action="submit"))
    response = client.post(FORM, typed(action="submit"), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "nothing has changed. The return is waiting for review.")
    assert Submission.objects.count() == 1


def test_a_double_click_on_save_is_answered_clearly(client: Client, partner: User) -> None:
    client.post(FORM, typed())
    assertRedirects(client.post(FORM, typed()), FORM)
    assert stored().revision == 1


def test_two_submits_at_the_very_same_moment(
    client: Client, partner: User, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(FORM, typed())
    real = Submission.find_problems

    def while_the_other_click_goes_through(self: Submission) -> Any:
        monkeypatch.setattr(Submission, "find_problems", real)
        move(obj=Submission.objects.get(pk=self.pk), verb=Verb.SUBMIT, by=partner, revision=self.revision)
        return real(self)

    monkeypatch.setattr(Submission, "find_problems", while_the_other_click_goes_through)
    response = client.post(FORM, typed(action="submit", revision="1"))
    assertContains(response, "is now “Waiting for review”")
    assert stored().state == ReviewState.SUBMITTED


def test_an_expired_session_loses_nothing(client: Client, partner: User) -> None:
    owner = re.search(r'name="form_owner" value="([^"]+)"', client.get(FORM).content.decode())
    assert owner
    client.logout()
    response = client.post(FORM, typed(**{CURRENT: "abc"}, form_owner=owner[1], note="Long work."))
    assert response.status_code == 302
    assert "/account/login/" in response.headers["Location"]
    session = client.session
    kept = session["kept_post"]
    client.force_login(partner)
    session = client.session
    session["kept_post"] = kept
    session.save()
    page = client.get(FORM)
    assertContains(page, 'value="abc"')
    assertContains(page, "Long work.")
    assertContains(page, "Your session expired")
    assert not Submission.objects.exists()
