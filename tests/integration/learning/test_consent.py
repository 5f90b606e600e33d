"""Consent: recorded, run out, withdrawn; without it nothing is public."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.models import CaseStudy, Consent
from learning.services import (
    ConsentTerms,
    save_case_study,
    withdraw_consent,
)
from partnership.exceptions import DomainError, NotAllowed, WrongState
from review.models import Event
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import (
    PUBLIC_CONSENT,
    approve,
    draft_case_study,
    publish,
)
from tests.stages import Cast

TODAY = datetime.date(2023, 2, 1)


def test_consent_keeps_who_recorded_it_until_it_changes(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    recorded = story.consent.recorded_at

    save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)
    assert Consent.objects.get().recorded_at == recorded

    narrower = replace(PUBLIC_CONSENT, scope="training")
    save_case_study(case_study=story, consent=narrower, by=cast.partner_police, revision=2)
    assert Consent.objects.get().recorded_at > recorded
    assert Consent.objects.get().scope == "training"


def test_capacity_that_does_not_fit_the_basis_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError, match="fits the basis for consent"):
        draft_case_study(cast.year, cast.partner_police, consent=replace(PUBLIC_CONSENT, basis="parent"))


@pytest.mark.postgres
def test_database_lets_no_reader_see_a_story_that_was_approved_for_less_than_the_public(cast: Cast) -> None:
    publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.update(live_scope="training")


def test_consent_that_runs_out_before_it_was_given_is_refused(cast: Cast) -> None:
    terms = replace(PUBLIC_CONSENT, given_on=TODAY, expires_on=TODAY)

    with pytest.raises(DomainError, match="The date consent ends must be after the date it was given"):
        draft_case_study(cast.year, cast.partner_police, consent=terms)


@pytest.mark.parametrize("who", ["partner_police", "coordinator"])
@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "published"])
def test_consent_is_withdrawn_by_owner_or_coordinator_in_any_state(cast: Cast, who: str, state: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    if state != "draft":
        move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    if state in {"approved", "published"}:
        approve(story, cast.board_icb)
    if state == "published":
        move(obj=story, verb=Verb.PUBLISH, by=cast.coordinator, revision=1)

    withdraw_consent(case_study=story, by=getattr(cast, who), note=" The family asked. ")

    story = CaseStudy.objects.get()
    assert (story.state, story.live_revision) == (ReviewState.WITHDRAWN, None)
    assert story.consent.is_withdrawn
    assert (story.consent.withdrawn_by, story.consent.withdrawal_note) == (getattr(cast, who), "The family asked.")
    assert list(Event.objects.order_by("-sequence").values_list("verb", flat=True)[:2]) == [
        "withdraw consent",
        "withdraw",
    ]
    with pytest.raises(WrongState):
        withdraw_consent(case_study=story, by=cast.coordinator, note="Again")


@pytest.mark.parametrize("who", ["partner_council", "board_icb", "board_police", "scrutineer"])
def test_nobody_else_withdraws_consent(cast: Cast, who: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(NotAllowed):
        withdraw_consent(case_study=story, by=getattr(cast, who), note="I want to")
    assert not CaseStudy.objects.get().consent.is_withdrawn


def test_withdrawal_needs_a_reason_and_does_nothing_without(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(DomainError, match="Enter a reason"):
        withdraw_consent(case_study=story, by=cast.coordinator, note=" ")
    assert not CaseStudy.objects.get().consent.is_withdrawn


def test_withdrawal_does_not_wait_for_a_fresh_revision(cast: Cast) -> None:
    """The coordinator's copy is old: a partner saved meanwhile. The story comes off all the same."""
    story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    newer = CaseStudy.objects.get()
    save_case_study(case_study=newer, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)

    withdraw_consent(case_study=story, by=cast.coordinator, note="Asked")

    assert not CaseStudy.objects.live().exists()


def _today(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"basis": "", "capacity": ""}, "Enter the basis for consent", "basis"),
        ({"given_on": None}, "Enter the basis for consent", "given_on"),
        ({"scope": ""}, "Select who the case study can be shared with", "scope"),
        ({"expires_on": datetime.date(2023, 1, 31)}, "Consent ended on 31 January 2023", "expires_on"),
        ({"given_on": datetime.date(2023, 2, 2)}, "is in the future", "given_on"),
        ({"capacity": ""}, "how you know that the person could agree", "capacity"),
        ({"taken_by": " "}, "the role and organisation of the person who took consent", "taken_by"),
    ],
)
def test_without_consent_nothing_is_submitted_or_approved(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], sentence: str, field: str
) -> None:
    _today(monkeypatch, TODAY)
    terms = {**vars(PUBLIC_CONSENT), **changes}
    story = draft_case_study(cast.year, cast.partner_police, consent=ConsentTerms(**terms))

    assert [problem.field for problem in story.problems()] == [field]
    with pytest.raises(DomainError, match=sentence):
        move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    with pytest.raises(DomainError, match=sentence):
        story.check_approvable()


def test_story_without_any_consent_row_has_the_same_problem(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    Consent.objects.all().delete()
    story = CaseStudy.objects.get()

    assert story.problems() == ["Enter the basis for consent and the date it was given."]
    assert story.content()["consent"] == dict.fromkeys(("basis", "capacity", "taken_by", "scope"), "") | {
        "given_on": None,
        "expires_on": None,
    }
    assert story.notes_for_review()[0] == "Consent: not recorded. Scope: not recorded. Until: no end date."


def test_withdrawn_consent_says_so(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    withdraw_consent(case_study=story, by=cast.coordinator, note="Asked")

    assert CaseStudy.objects.get().consent_problem() == "Consent has been withdrawn. Do not use this case study."


def test_consent_may_run_out_between_submission_and_approval(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _today(monkeypatch, TODAY)
    terms = replace(PUBLIC_CONSENT, given_on=datetime.date(2023, 1, 1), expires_on=TODAY)
    story = draft_case_study(cast.year, cast.partner_police, consent=terms)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    _today(monkeypatch, TODAY + datetime.timedelta(days=1))

    with pytest.raises(DomainError, match="Consent ended"):
        move(obj=story, verb=Verb.APPROVE, by=cast.board_icb, revision=1)
    assert CaseStudy.objects.get().state == ReviewState.SUBMITTED


@pytest.mark.postgres
@pytest.mark.parametrize(
    "changes",
    [
        {"basis": "hearsay"},
        {"scope": "everyone"},
        {"capacity": "responsibility"},
        {"expires_on": datetime.date(2022, 1, 1)},
        {"withdrawn_at": timezone.now()},
        {"withdrawal_note": "Asked"},
    ],
)
def test_database_refuses_nonsense_about_consent(cast: Cast, changes: dict[str, Any]) -> None:
    draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**changes)


@pytest.mark.postgres
def test_database_refuses_withdrawn_consent_without_a_reason(cast: Cast) -> None:
    draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(withdrawn_at=timezone.now(), withdrawn_by=cast.coordinator)
