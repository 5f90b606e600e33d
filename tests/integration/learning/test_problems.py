"""What stops a submission, and what a reviewer is told to weigh."""

import datetime
from dataclasses import replace

import pytest

from learning.models.case_study import CHECKLIST_FIELDS
from learning.services import save_case_study
from tests.factories.learning import (
    PUBLIC_CONSENT,
    draft_briefing,
    draft_case_study,
    draft_newsletter,
)
from tests.stages import Cast


def test_hard_findings_stop_the_submission_soft_ones_need_a_reason_and_are_told_to_the_reviewer(cast: Cast) -> None:
    story = draft_case_study(
        cast.year,
        cast.partner_police,
        background="Adult B, aged 47, met Sarah.",
        worry="Write to somebody@example.org.",
    )

    hard, *soft = sorted(story.problems(), key=lambda one: one.field != "worry")
    assert hard == "What was the worry: “somebody@example.org”. This is an email address. Remove it."
    assert [one.startswith("Background: ") and one.endswith("say why it can stay.") for one in soft] == [True, True]
    assert story.notes_for_review() == [
        "Consent: The adult agreed. Scope: The public. Until: no end date. Taken by: Social worker, the council. "
        "Nothing suggested that the adult could not decide this.",
        "Background: “aged 47”. This is an exact age. Use an age band instead: 45 to 54.",
        "Background: “Sarah”. Is this a name? If so, use “Child A”, “Adult B” or the person's role instead.",
    ]


def test_what_stays_has_a_reason_that_reviewers_decide_on(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, background="Adult B met Sarah.")
    (found,) = story.findings()
    story.kept = {found.key: "The name of a programme."}
    save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)

    assert story.problems() == []
    assert story.notes_for_review()[-1].endswith("instead. The author says: The name of a programme.")
    assert story.content()["kept"] == [story.notes_for_review()[-1]]

    # A reason counts for this word in this text alone.
    story.background = "Adult B met Sandra."
    assert [one.field.startswith("keep_") for one in story.problems()] == [True]
    assert story.content()["kept"] == []


def test_who_took_consent_is_no_name(cast: Cast) -> None:
    named = replace(PUBLIC_CONSENT, taken_by="Sarah, the council")
    story = draft_case_study(cast.year, cast.partner_police, consent=named)
    assert [one.startswith("Who took consent: “Sarah”") for one in story.problems()] == [True]


def test_names_of_the_partnership_and_the_organisation_are_no_finding(cast: Cast) -> None:
    story = draft_case_study(
        cast.year, cast.partner_police, background="The Police met Adult B in Bath and North East Somerset."
    )

    assert story.findings() == []


@pytest.mark.parametrize("name", CHECKLIST_FIELDS)
def test_every_line_of_the_checklist_has_to_be_ticked(cast: Cast, name: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police, **{name: False})

    (problem,) = story.problems()
    assert problem.field == name
    assert problem.startswith("Check the case study against the whole anonymisation list.")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("voice", "Say what the child or adult told you."),
        ("review_by", "Enter the date to check that the case study still applies."),
    ],
)
def test_what_is_empty_says_what_to_enter(cast: Cast, name: str, sentence: str) -> None:
    empty = None if name == "review_by" else " "
    story = draft_case_study(cast.year, cast.partner_police, **{name: empty})

    (problem,) = story.problems()
    assert problem == sentence
    assert problem.field == name


def test_briefing_and_newsletter_say_what_is_missing(cast: Cast) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator, audience="", questions="")
    issue = draft_newsletter(cast.year, cast.coordinator, spotlight_body="", issued_on=datetime.date(2024, 1, 1))

    assert briefing.problems() == ["Say who the briefing is for.", "Enter text for “Questions for reflection”."]
    assert issue.problems() == [
        "Write the text of the spotlight.",
        "The date of issue is not in the year 2022-23. Change the date or the year.",
    ]
    assert [problem.field for problem in issue.problems()] == ["spotlight_body", "issued_on"]
