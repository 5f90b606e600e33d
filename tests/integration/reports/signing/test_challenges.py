"""The challenge log: asked from outside the agencies, answered by the partnership, closed by who asked."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, WrongState
from reports.models import Challenge, ChallengeAnswer
from reports.signing.challenges import CHALLENGES, may_answer, raise_challenge
from review.models import Event, Notification
from tests.factories.signing import seat_signers

QUESTION = "Why did fewer schools refer twice?"
LIST = "/partner/challenges/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def challenge(cast, today):
    return raise_challenge(year=cast.year, section="figures", question=QUESTION, due_on=today, by=cast.scrutineer)


def text_of(client, address, user):
    client.force_login(user)
    return client.get(address).content.decode()


def test_scrutineer_and_chair_ask_and_nobody_else(cast, today):
    values = {"year": cast.year, "section": "", "question": QUESTION, "due_on": today}
    assert str(raise_challenge(**values, by=cast.chair)).startswith("Challenge ")
    for person in (cast.coordinator, cast.board_icb, cast.partner_police):
        with pytest.raises(NotAllowed):
            raise_challenge(**values, by=person)
    with pytest.raises(DomainError, match="Select a section"):
        raise_challenge(**values | {"section": "nowhere"}, by=cast.chair)
    with pytest.raises(DomainError, match="must be today or in the future"):
        raise_challenge(**values | {"due_on": today - datetime.timedelta(days=1)}, by=cast.chair)


def test_question_goes_to_the_coordinator_and_the_answer_back(cast, challenge):
    asked = Notification.objects.get(recipient=cast.coordinator, key__startswith="asked:reports.challenge:")
    assert QUESTION in asked.body
    assert f"/partner/challenges/{challenge.pk}/" in asked.body
    CHALLENGES.answer(challenge, "Two schools closed.", by=cast.coordinator)
    told = Notification.objects.get(recipient=cast.scrutineer, key__startswith="answered:reports.challenge:")
    assert "Two schools closed." in told.body
    assert (challenge.state, str(challenge.answers.get())) == ("answered", f"Answer to {challenge}")
    verbs = list(Event.objects.about(challenge).values_list("verb", flat=True))
    assert verbs == ["answer", "ask"]


def test_those_who_sign_for_a_partner_answer_too_and_who_asks_does_not(cast, challenge):
    assert not may_answer(cast.board_icb)
    seat_signers(cast)
    assert may_answer(cast.board_icb)
    assert not may_answer(cast.chair)
    with pytest.raises(NotAllowed):
        CHALLENGES.answer(challenge, "Words.", by=cast.scrutineer)
    CHALLENGES.answer(challenge, "Words.", by=cast.board_icb)


def test_only_an_answered_challenge_is_closed_and_then_it_stays(cast, challenge):
    with pytest.raises(WrongState, match="You can only close a challenge that has been answered"):
        CHALLENGES.close(challenge, by=cast.scrutineer)
    CHALLENGES.answer(challenge, "Words.", by=cast.coordinator)
    CHALLENGES.answer(challenge, "More words.", by=cast.coordinator)
    with pytest.raises(NotAllowed):
        CHALLENGES.close(challenge, by=cast.coordinator)
    assert CHALLENGES.close(challenge, by=cast.scrutineer).closed_by == cast.scrutineer
    with pytest.raises(WrongState, match="already closed"):
        CHALLENGES.answer(challenge, "Late words.", by=cast.coordinator)
    assert challenge.answers.count() == 2


def test_overdue_is_what_nobody_answered_in_time(cast, challenge, today):
    tomorrow = today + datetime.timedelta(days=1)
    assert list(Challenge.objects.overdue(today)) == []
    assert list(Challenge.objects.overdue(tomorrow)) == [challenge]
    CHALLENGES.answer(challenge, "Words.", by=cast.coordinator)
    assert list(Challenge.objects.overdue(tomorrow)) == []
    assert list(Challenge.objects.unsettled()) == [challenge]


@pytest.mark.postgres
def test_database_refuses_what_is_no_challenge(cast, challenge):
    now, closed = timezone.now(), {"closed_by": cast.scrutineer, "closed_at": timezone.now()}
    for wrong in ({"question": ""}, {"answered_at": now}, {"closed_at": now}, closed):
        with pytest.raises(IntegrityError), transaction.atomic():
            Challenge.objects.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChallengeAnswer.objects.create(
            challenge=challenge, text="", answered_by=cast.coordinator, answered_at=timezone.now()
        )


# Pages


def test_log_is_walked_from_the_question_to_its_end(client, cast, today):
    assert "There are no open challenges." in text_of(client, LIST, cast.scrutineer)
    assert "Raise a challenge" in client.get(LIST).content.decode()
    data = {
        "year": cast.year.pk,
        "section": "figures",
        "question": QUESTION,
        "due_on-day": today.day,
        "due_on-month": today.month,
        "due_on-year": today.year,
    }
    wrong = client.post(f"{LIST}new/", {**data, "due_on-year": today.year - 1}).content.decode()
    assert "must be today or in the future" in wrong
    assert QUESTION in wrong
    assert "What do you ask the partnership" in client.post(f"{LIST}new/", {}).content.decode()
    page = client.post(f"{LIST}new/", data)["Location"]
    assert "No answers yet." in client.get(page).content.decode()
    Challenge.objects.update(due_on=today - datetime.timedelta(days=1))
    assert "Overdue since" in text_of(client, LIST, cast.coordinator)
    assert "Raise a challenge" not in client.get(LIST).content.decode()
    assert "Overdue since" in client.get(page).content.decode()
    assert "Your answer" in client.post(page, {"text": ""}).content.decode()
    assert client.post(page, {"text": "Two schools closed."}).status_code == 302
    assert "Accept answer and close" not in client.get(page).content.decode()
    client.force_login(cast.scrutineer)
    assert "Two schools closed." in client.get(page).content.decode()
    assert client.post(page, {"close": "1"}).status_code == 302
    assert "Closed by Scrutineer" in client.get(page).content.decode()
    assert "Closed on" in client.get(LIST).content.decode()
    assert "This challenge is already closed" in client.post(page, {"close": "1"}, follow=True).content.decode()


def test_who_may_not_answer_is_told_so_and_keeps_the_words(client, cast, challenge):
    client.force_login(cast.scrutineer)
    answer = client.post(reverse("reports:challenge-detail", args=[challenge.pk]), {"text": "My own words."})
    assert "Only the coordinator" in answer.content.decode()
    assert not challenge.answers.exists()


def test_log_costs_the_same_however_long_it_is(client, cast, today):
    def count():
        client.force_login(cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    for number in range(2):
        raise_challenge(year=cast.year, section="", question=f"Q{number}", due_on=today, by=cast.scrutineer)
    before = count()
    for number in range(5):
        raise_challenge(year=cast.year, section="", question=f"R{number}", due_on=today, by=cast.scrutineer)
    assert count() == before
