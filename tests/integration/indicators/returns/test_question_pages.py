"""The pages of the checks: every rule, what reviewers weigh first, questions about single figures."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.checks.registry import every_check
from indicators.definitions.values import reported
from indicators.models import FollowUp, Submission
from indicators.returns.questions import FOLLOW_UPS, ask_follow_up, confirm_findings
from indicators.returns.services import submit_figures
from partnership.models import ReportingYear
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_reviewer, approved_return, draft_return, submitted_return
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG, ROW = "child-sexual-exploitation", "number-of-child-sexual-exploitation-crimes"
CELL = f"{ROW},current"


@pytest.fixture
def sent(people: People, year: ReportingYear) -> Submission:
    return submitted_return(SLUG, year, people.partner_police.organisation)


@pytest.fixture
def page(sent: Submission) -> str:
    return reverse("indicators:question-list", args=["2022-23", SLUG, sent.organisation.slug])


def item_page(item: Submission) -> str:
    return reverse("admin:review-item", args=["indicators", "submission", item.pk])


def test_every_rule_is_listed_for_whoever_is_signed_in(client: Client, people: People) -> None:
    client.force_login(people.scrutineer)
    response = client.get("/partner/figures/checks/")
    for check in every_check():
        assertContains(response, f'<tr class="govuk-table__row" id="{check.code}">')
    for words in ("You must fix this", "Needs a comment", "For reviewers"):
        assertContains(response, words)
    assert response.content.decode().count("<caption") == len({check.where for check in every_check()})


def test_reviewers_see_first_what_was_confirmed_and_may_ask_about_it(
    client: Client, people: People, year: ReportingYear
) -> None:
    numbers = {"concerns": 20, "section-42-started": 30, "other-started": 5}
    numbers |= {"section-42-concluded": 10, "other-concluded": 2}
    before = {"concerns": 22, "section-42-started": 28, "other-started": 6} | {"other-concluded": 3}
    cells = {(row, "current"): reported(number) for row, number in numbers.items()}
    cells |= {(row, "previous"): reported(number) for row, number in (numbers | before).items()}
    by = people.partner_council
    draft = draft_return("adult-safeguarding-summary", year, by.organisation, cells)
    comments = {("ADULT-1", "concerns", column): f"Backlog of {column}" for column in ("current", "previous")}
    done = confirm_findings(submission=draft, comments=comments, by=by, revision=draft.revision)
    item = submit_figures(submission=done, by=by, revision=done.revision)
    client.force_login(a_reviewer())
    html = client.get(item_page(item)).content.decode()
    first, _, public = html.partition("As the public will see it")
    assert "Backlog of current" in first
    assert "add up to 35, which is more than" in first
    assert "HISTORY-2: Year before" in first
    assert f"/partner/figures/2022-23/adult-safeguarding-summary/{item.organisation.slug}/questions/" in first
    assert "?figure=concerns%2Ccurrent" in first
    assert "Backlog of" not in public.partition("Decision")[0]


def test_words_that_contradict_the_table_stand_in_one_row_with_the_change(
    client: Client, people: People, year: ReportingYear
) -> None:
    by = people.partner_police
    cells = {(ROW, "current"): reported(16), (ROW, "previous"): reported(10)}
    draft = draft_return(SLUG, year, by.organisation, cells, note="Crimes decreased further to 16.")
    comments = {("NOTE-1", ROW, "current"): "We compare with 2020-21"}
    done = confirm_findings(submission=draft, comments=comments, by=by, revision=draft.revision)
    item = submit_figures(submission=done, by=by, revision=done.revision)
    client.force_login(a_reviewer())
    before_the_public, _, _rest = client.get(item_page(item)).content.decode().partition("As the public will see it")
    (row,) = [one for one in before_the_public.split("<tr") if "NOTE-1" in one]
    for part in ("decreased further to 16", "went up from 10 to 16 (+6)", "We compare with 2020-21", f"?figure={ROW}"):
        assert part in row
    # The figures themselves stand in the same section, with the change.
    figures = before_the_public.partition("Figures as submitted")[2]
    (line,) = [one for one in figures.split("<tr") if "Number of Child Sexual Exploitation Crimes" in one]
    assert [text for text in ("16", "10", "+6") if f">{text}<" in line] == ["16", "10", "+6"]


def test_a_return_that_no_range_could_judge_says_so(client: Client, sent: Submission) -> None:
    client.force_login(a_reviewer())
    response = client.get(item_page(sent))
    assertContains(response, "The count could not be judged by an expected range: fewer than five earlier periods")
    assertNotContains(response, "no unusual figures")
    assertNotContains(response, "Open questions")


def test_figures_that_fit_the_range_of_five_periods_are_said_to(client: Client, sent: Submission) -> None:
    for start in range(2017, 2022):
        year = ReportingYearFactory(slug=f"{start}-{(start + 1) % 100:02d}")
        cells = {(ROW, "current"): reported(200 + start % 3), (ROW, "previous"): reported(200 + (start - 1) % 3)}
        approved_return("child-sexual-exploitation", year, sent.organisation, cells)
    client.force_login(a_reviewer())
    response = client.get(item_page(sent))
    assertContains(response, "There were no unusual figures to confirm.")
    assertNotContains(response, "could not be judged")


def test_open_questions_stand_on_the_page_of_the_decision(client: Client, people: People, sent: Submission) -> None:
    reviewer = a_reviewer()
    asked = ask_follow_up(submission=sent, row=ROW, column="current", question="Is it right?", by=reviewer)
    client.force_login(reviewer)
    assertContains(client.get(item_page(sent)), "<strong>No answer yet.</strong>")
    FOLLOW_UPS.answer(asked, "It is.", by=people.partner_police)
    response = client.get(item_page(sent))
    assertContains(response, "Answer: It is.")
    assertContains(response, "<strong>Question asked</strong>")
    FOLLOW_UPS.close(asked, by=reviewer)
    assertNotContains(client.get(item_page(sent)), "Is it right?</li>")


def test_a_reviewer_asks_reads_and_closes(client: Client, people: People, sent: Submission, page: str) -> None:
    client.force_login(a_reviewer())
    response = client.get(f"{page}?figure={CELL}")
    assertContains(response, f'<option value="{CELL}" selected')
    assertContains(response, "Current 12 months: 128")
    assertContains(response, "None.")
    response = client.post(page, {"figure": CELL, "question": "Is 128 right?"}, follow=True)
    assertRedirects(response, page)
    assertContains(response, "who will answer next to the figure")
    assertContains(response, "No answer yet.")
    asked = FollowUp.objects.get()
    assert (asked.row, asked.column, asked.question) == (ROW, "current", "Is 128 right?")
    FOLLOW_UPS.answer(asked, "Yes, recounted.", by=people.partner_police)
    assertContains(client.get(page), "Yes, recounted.")
    response = client.post(page, {"close": str(asked.pk)}, follow=True)
    assertContains(response, "Question closed.")
    assertContains(response, "Closed questions")
    assertContains(response, "Answer: Yes, recounted.")
    assertContains(client.post(page, {"close": str(asked.pk)}, follow=True), "This question is already closed.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"figure": CELL, "question": " "}, "question"),
        ({"figure": "", "question": "Is it right?"}, "figure"),
        ({"figure": "no,such", "question": "Is it right?"}, "valid choice"),
        ({"figure": CELL, "question": "x" * 1001}, "must have 1000 characters or fewer"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    client: Client, sent: Submission, page: str, data: dict[str, str], says: str
) -> None:
    client.force_login(a_reviewer())
    response = client.post(page, data)
    assert response.status_code == 422
    assertContains(response, "There is a problem", status_code=422)
    assertContains(response, says, status_code=422)
    assertContains(response, data["question"].strip(), status_code=422)
    assertContains(response, "<title>Error:", status_code=422)
    assert not FollowUp.objects.exists()


def test_a_second_question_on_the_figure_is_refused_with_a_sentence(
    client: Client, sent: Submission, page: str
) -> None:
    client.force_login(a_reviewer())
    client.post(page, {"figure": CELL, "question": "Is it right?"})
    response = client.post(page, {"figure": CELL, "question": "And now?"})
    assertContains(response, "There is already an open question about this figure", status_code=422)
    assertContains(response, "And now?", status_code=422)


def test_who_has_a_conflict_reads_why_and_has_no_form(client: Client, people: People, page: str) -> None:
    client.force_login(people.board_police)
    response = client.get(page)
    assertContains(response, "is from your own organisation")
    assertNotContains(response, "Send question")
    response = client.post(page, {"figure": CELL, "question": "Is it right?"})
    assertContains(response, "is from your own organisation", status_code=422)
    assert not FollowUp.objects.exists()


def test_a_conflict_leaves_no_button_to_close(client: Client, people: People, sent: Submission, page: str) -> None:
    ask_follow_up(submission=sent, row=ROW, column="current", question="Is it right?", by=a_reviewer())
    client.force_login(people.board_police)
    assertContains(client.get(page), "Is it right?")
    assertNotContains(client.get(page), "Close this question")


@pytest.mark.parametrize("number", ["0", "x", "", "٣", "9" * 30])
def test_only_questions_of_this_return_are_closed(client: Client, sent: Submission, page: str, number: str) -> None:
    client.force_login(a_reviewer())
    assert client.post(page, {"close": number}).status_code == 404


def test_a_question_of_another_return_is_not_found_here(
    client: Client, people: People, year: ReportingYear, page: str
) -> None:
    other = submitted_return("missing-children", year, people.partner_police.organisation)
    asked = ask_follow_up(
        submission=other, row="number-of-missing-children", column="current", question="Right?", by=a_reviewer()
    )
    client.force_login(a_reviewer())
    assert client.post(page, {"close": str(asked.pk)}).status_code == 404
    asked.refresh_from_db()
    assert asked.closed_at is None


@pytest.mark.parametrize(
    "path", ["2022-23/missing-children/{}/", "2021-22/{slug}/{}/", "2022-23/{slug}/nobody/", "x/y/z/"]
)
def test_a_return_that_is_not_there_has_no_page(client: Client, sent: Submission, path: str) -> None:
    client.force_login(a_reviewer())
    address = f"/partner/figures/{path.format(sent.organisation.slug, slug=SLUG)}questions/"
    assert client.get(address).status_code == 404


def test_a_withdrawn_return_has_no_page(client: Client, people: People, sent: Submission, page: str) -> None:
    move(obj=sent, verb=Verb.WITHDRAW, by=people.coordinator, revision=sent.revision, note="Wrong year.")
    client.force_login(a_reviewer())
    assert client.get(page).status_code == 404


def test_what_was_typed_survives_an_expired_session(client: Client, sent: Submission, page: str) -> None:
    reviewer = UserFactory(organisation=OrganisationFactory(), roles=["board_member"])
    client.force_login(reviewer)
    owner = client.get(page).context["form_owner"]
    client.logout()
    client.post(page, {"figure": CELL, "question": "Is it right?", "form_owner": owner})
    session = dict(client.session)
    client.force_login(reviewer)
    store = client.session
    store.update({key: value for key, value in session.items() if key == "kept_post"})
    store.save()
    assertContains(client.get(page), "Is it right?")


def test_the_page_takes_as_many_queries_for_ten_questions_as_for_one(
    client: Client, people: People, year: ReportingYear
) -> None:
    sent = submitted_return("missing-children", year, people.partner_police.organisation)
    page = reverse("indicators:question-list", args=["2022-23", "missing-children", sent.organisation.slug])
    client.force_login(a_reviewer())
    client.get(page)
    counts = []
    for row in [row.key for row in sent.rows()]:
        for column in ("current", "previous"):
            ask_follow_up(submission=sent, row=row, column=column, question="Right?", by=a_reviewer())
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_what_the_public_will_see_has_no_small_count_and_reviewers_see_the_figures_as_submitted(
    client: Client, people: People, year: ReportingYear
) -> None:
    by = people.partner_police
    cells = {(ROW, "current"): reported(3), (ROW, "previous"): reported(4)}
    item = submitted_return(SLUG, year, by.organisation, cells)
    client.force_login(a_reviewer())
    html = client.get(item_page(item)).content.decode()
    before, _, after = html.partition("As the public will see it")
    public = after.partition("Decision")[0]
    assert "Figures as submitted" in before
    assert before.count(">3<") + before.count(">4<") == 2
    assert public.count("[c]") >= 4
    assert "Counts from 1 to 5 are replaced by [c]" in public
    assert not [text for text in (">3<", ">4<", "-25.0%", "from 4 to 3") if text in public]


def test_what_the_public_will_see_has_its_chart(client: Client, people: People, year: ReportingYear) -> None:
    item = submitted_return("safety-and-anti-bullying", year, people.partner_police.organisation)
    client.force_login(a_reviewer())
    public = client.get(item_page(item)).content.decode().partition("As the public will see it")[2]

    assert '<figure class="indicators-figure">' in public
    assert "<svg" in public
