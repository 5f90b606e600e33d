"""Odd figures are confirmed in the form, and reviewers' questions answered at their figure."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.checks.problems import Problem
from indicators.models import Confirmation, FollowUp, Submission
from indicators.returns.questions import FOLLOW_UPS, ask_follow_up
from indicators.returns.views import submissions
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from review.states import ReviewState
from tests.factories.indicators import a_reviewer, submitted_return
from tests.integration.indicators.returns.forms import (
    CSE,
    CSE_FORM,
    CSE_ROW,
    CURRENT,
    RETURNS,
    fields_in,
    page_of,
    stored,
    typed,
)
from tests.people import People

pytestmark = pytest.mark.django_db
ODD = Problem("ODD-1", "128 is unusual.", CSE_ROW, "current", stops=False, confirm=True)
WHOLE = Problem("ODD-2", "The return is unusual.", stops=False, confirm=True)
WRONG = Problem("WRONG-1", "It cannot be.", CSE_ROW, "previous")
BOX, WHOLE_BOX = f"confirm__ODD-1__{CSE_ROW}__current", "confirm__ODD-2____"


@pytest.fixture
def partner(client: Client, people: People, year: ReportingYear) -> User:
    client.force_login(people.partner_police)
    return people.partner_police


def find(monkeypatch: pytest.MonkeyPatch, *problems: Problem) -> None:
    monkeypatch.setattr(Submission, "find_problems", lambda submission: list(problems))


def text_in(response: Any, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)</textarea>', response.content.decode())
    assert found, name
    return found[1]


def test_an_odd_figure_is_asked_about_and_goes_through_with_its_comment(
    client: Client, partner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch, ODD, WHOLE)
    response = client.post(CSE_FORM, typed(action="submit"))
    assertContains(response, "Draft saved. Correct these figures or explain why they are right")
    assertContains(response, f'<a href="#{BOX}">')
    assertContains(response, f'<a class="govuk-link" href="#{CURRENT}">')
    assertContains(response, "Go to the figure", count=1)
    assert stored().state == ReviewState.DRAFT
    form = fields_in(response) | {"action": "submit", BOX: "Recounted.", WHOLE_BOX: " "}
    response = client.post(CSE_FORM, form)
    assertContains(response, "Explain why the figure is right, or correct it.", count=1)
    assert text_in(response, BOX) == "Recounted."
    form = fields_in(response) | {"action": "submit", BOX: "Recounted.", WHOLE_BOX: "A new unit."}
    assertRedirects(client.post(CSE_FORM, form), RETURNS)
    assert stored().state == ReviewState.SUBMITTED
    assert {one.comment for one in Confirmation.objects.all()} == {"Recounted.", "A new unit."}
    assertContains(client.get(CSE_FORM), "Comments on unusual figures")


def test_comments_survive_every_error(client: Client, partner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, ODD)
    form = fields_in(client.post(CSE_FORM, typed(action="submit")))
    response = client.post(CSE_FORM, form | {CURRENT: "ninety", BOX: "Recounted.", "action": "submit"})
    assertContains(response, "Your figures were not saved")
    assert text_in(response, BOX) == "Recounted."
    find(monkeypatch, ODD, WRONG)
    response = client.post(CSE_FORM, form | {BOX: "Recounted.", "action": "submit"})
    assertContains(response, "Fix these problems before you submit")
    assert text_in(response, BOX) == "Recounted."
    find(monkeypatch)
    response = client.post(CSE_FORM, form | {CURRENT: "ninety", BOX: "Recounted.", "action": "submit"})
    assertContains(response, "This is your comment on a figure that is no longer unusual.")
    assert text_in(response, BOX) == "Recounted."


def test_a_comment_has_its_length(client: Client, partner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, ODD)
    form = fields_in(client.post(CSE_FORM, typed(action="submit")))
    response = client.post(CSE_FORM, form | {BOX: "a" * 501, "action": "submit"})
    assertContains(response, "The comment must be 500 characters or fewer.")
    assert text_in(response, BOX) == "a" * 501
    assert stored().state == ReviewState.DRAFT


def test_an_error_after_saving_makes_no_conflict_of_ones_own_work(
    client: Client, partner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch, ODD)
    form = fields_in(client.post(CSE_FORM, typed(action="submit")))

    def refuse(**kwargs: Any) -> None:
        raise DomainError("The round closed a second ago.")

    monkeypatch.setattr(submissions, "submit_figures", refuse)
    response = client.post(CSE_FORM, form | {CURRENT: "129", BOX: "Recounted.", "action": "submit"})
    assertContains(response, "The round closed a second ago.")
    assert fields_in(response)["revision"] == str(stored().revision)
    monkeypatch.undo()
    assertRedirects(client.post(CSE_FORM, fields_in(response) | {CURRENT: "130", "action": "save"}), CSE_FORM)


def test_a_draft_keeps_its_comments(client: Client, partner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, ODD)
    form = fields_in(client.post(CSE_FORM, typed(action="submit")))
    assertRedirects(client.post(CSE_FORM, form | {BOX: "Recounted.", "action": "save"}), CSE_FORM)
    assert Confirmation.objects.get().comment == "Recounted."
    assertRedirects(client.post(CSE_FORM, page_of(client) | {"action": "submit"}), RETURNS)
    assert stored().state == ReviewState.SUBMITTED


def test_a_soft_rule_of_the_catalogue_is_confirmed_in_the_form(
    client: Client, people: People, year: ReportingYear
) -> None:
    client.force_login(people.partner_council)
    numbers = {"concerns": 10, "section-42-started": 12, "other-started": 1}
    numbers |= {"section-42-concluded": 5, "other-concluded": 1}
    data = {f"cell_{row}_{column}": str(n) for row, n in numbers.items() for column in ("current", "previous")}
    form = "/partner/figures/2022-23/adult-safeguarding-summary/"
    response = client.post(form, data | {"action": "submit"})
    boxes = re.findall(r'name="(confirm__[^"]+)"', response.content.decode())
    assert len(boxes) == 2, "one for each window"
    comments = dict.fromkeys(boxes, "Enquiries of last year's concerns.")
    response = client.post(form, fields_in(response) | comments | {"action": "submit"})
    assertRedirects(response, RETURNS)
    assert {one.code for one in Confirmation.objects.all()} == {"ADULT-1"}
    assert stored().state == ReviewState.SUBMITTED


def test_a_first_form_with_a_comment_and_an_error_has_no_boxes(client: Client, partner: User) -> None:
    response = client.post(CSE_FORM, typed(**{CURRENT: "ninety", BOX: "Early."}))
    assertNotContains(response, "Figures to confirm or correct")


@pytest.fixture
def asked(partner: User, year: ReportingYear) -> FollowUp:
    sent = submitted_return(CSE, year, partner.organisation)
    return ask_follow_up(submission=sent, row=CSE_ROW, column="current", question="Is it double?", by=a_reviewer())


def address(asked: FollowUp) -> str:
    return f"{CSE_FORM}questions/{asked.pk}/"


def test_a_question_stands_at_its_figure(client: Client, asked: FollowUp) -> None:
    response = client.get(CSE_FORM)
    assertContains(response, "Is it double?")
    assertContains(response, f'href="#answer_{asked.pk}"')
    assertContains(response, f'aria-describedby="answer_{asked.pk}_question"')
    assertContains(response, f'formaction="{address(asked)}"')


def test_an_answer_does_not_void_the_return_and_keeps_what_was_typed(client: Client, asked: FollowUp) -> None:
    before = Submission.objects.values().get()
    form = page_of(client) | {CURRENT: "ninety", f"answer_{asked.pk}": "No.", "note": "Typed meanwhile."}
    response = client.post(address(asked), form)
    assertContains(response, "We have sent your answer to the reviewer.")
    assertContains(response, "Your answer so far: No.")
    assertContains(response, "Typed meanwhile.")
    assertContains(response, "answered")
    assert fields_in(response)[CURRENT] == "ninety"
    assert fields_in(response)["revision"] == form["revision"]
    assert text_in(response, f"answer_{asked.pk}") == ""
    assert Submission.objects.values().get() == before
    asked.refresh_from_db()
    assert asked.answer == "No."


@pytest.mark.parametrize(("answer", "says"), [(" ", "Enter the answer."), ("a" * 1001, "The answer must be")])
def test_an_answer_that_cannot_be_sent_is_kept(client: Client, asked: FollowUp, answer: str, says: str) -> None:
    response = client.post(address(asked), page_of(client) | {f"answer_{asked.pk}": answer})
    assertContains(response, "Your answer was not sent")
    assertContains(response, says)
    assert text_in(response, f"answer_{asked.pk}") == answer.strip()
    asked.refresh_from_db()
    assert asked.answer == ""


def test_an_answer_may_be_sent_with_the_figures(client: Client, asked: FollowUp) -> None:
    form = page_of(client) | {f"answer_{asked.pk}": "No.", "action": "save"}
    response = client.post(CSE_FORM, form, follow=True)
    assertContains(response, "We have sent your answer to the reviewer.")
    assert stored().state == ReviewState.SUBMITTED, "the figures had not changed"
    form = page_of(client) | {CURRENT: "90", f"answer_{asked.pk}": "Recounted.", "note": "", "action": "save"}
    client.post(CSE_FORM, form)
    assert stored().state == ReviewState.DRAFT
    asked.refresh_from_db()
    assert asked.answer == "Recounted."


def test_too_long_an_answer_stops_the_figures_too(client: Client, asked: FollowUp) -> None:
    form = page_of(client) | {CURRENT: "90", f"answer_{asked.pk}": "a" * 1001, "action": "save"}
    assertContains(client.post(CSE_FORM, form), "The answer must be 1000 characters or fewer.")
    assert stored().state == ReviewState.SUBMITTED


def test_an_answer_to_a_closed_question_is_given_back(client: Client, asked: FollowUp) -> None:
    form = page_of(client) | {f"answer_{asked.pk}": "Too late.", "action": "save"}
    FOLLOW_UPS.close(asked, by=a_reviewer())
    response = client.post(CSE_FORM, form, follow=True)
    assertContains(response, "The question has been closed. Your answer was: “Too late.”")
    assertNotContains(response, "Is it double?")
    response = client.post(address(asked), form)
    assertContains(response, "This question is already closed.")


def test_a_question_on_another_return_is_not_found(client: Client, people: People, asked: FollowUp) -> None:
    assert client.post(f"/partner/figures/2022-23/missing-children/questions/{asked.pk}/").status_code == 404
    client.force_login(people.partner_council)
    assert client.post(address(asked), {f"answer_{asked.pk}": "x"}).status_code == 403


def test_an_answer_after_the_session_ended_comes_back_in_the_form(
    client: Client, partner: User, asked: FollowUp
) -> None:
    owner = fields_in(client.get(CSE_FORM))["form_owner"]
    client.logout()
    response = client.post(address(asked), typed(form_owner=owner, **{f"answer_{asked.pk}": "No."}))
    assert response.headers["Location"].endswith(f"next={CSE_FORM}")
    kept = client.session["kept_post"]
    client.force_login(partner)
    session = client.session
    session["kept_post"] = kept
    session.save()
    assert text_in(client.get(CSE_FORM), f"answer_{asked.pk}") == "No."
