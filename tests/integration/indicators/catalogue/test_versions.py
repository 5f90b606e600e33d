"""Indicators that are made, changed and retired by two people."""

import datetime

import pytest
from django.test import Client

from indicators.catalogue import library
from indicators.catalogue.models import IndicatorDraft, IndicatorVersion
from indicators.catalogue.services import begin_change, propose_draft, retire, save_change, save_step
from indicators.definitions.families import families, family_on, get_family
from partnership.exceptions import DomainError, NotAllowed
from review.services import move
from review.transitions import Verb
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "homelessness-domestic-abuse"
MISSING = "missing-children"
BEFORE, AFTER = datetime.date(2024, 3, 31), datetime.date(2025, 3, 31)


def agree(version: IndicatorVersion, people: People) -> IndicatorVersion:
    """Have somebody from another organisation agree."""
    agreed: IndicatorVersion = move(obj=version, verb=Verb.APPROVE, by=people.board_police, revision=version.revision)
    return agreed


def picked(people: People) -> IndicatorVersion:
    """An entry of the library, proposed for a year."""
    draft = library.pick(slug=SLUG, by=people.coordinator)
    save_change(draft=draft, by=people.coordinator, first_period="2023-24", reason="The board asked for it.")
    return propose_draft(draft=draft, by=people.coordinator)


def changed(people: People, first_period: str, comparable: str = "no") -> IndicatorVersion:
    """A proposal that leaves a row of the police's figures out and adds one."""
    draft = begin_change(slug=MISSING, by=people.coordinator)
    rows = [row for row in draft.definition["rows"] if not row["key"].startswith("number-of-repeat")]
    rows.append({"key": "found-within-a-day", "label": "Found within a day"})
    save_step(draft=draft, by=people.coordinator, rows=rows)
    save_change(
        draft=draft, by=people.coordinator, first_period=first_period, comparable=comparable, reason="New records."
    )
    return propose_draft(draft=draft, by=people.coordinator)


def test_what_was_picked_from_the_library_holds_once_somebody_else_agreed(people: People) -> None:
    version = picked(people)
    assert SLUG not in {family.slug for family in families()}
    assert not IndicatorDraft.objects.exists()
    agree(version, people)
    family = get_family(SLUG)
    assert family in families()
    assert family.theme_title == "Housing"
    assert not family.in_effect(datetime.date(2023, 3, 31))
    assert family.in_effect(BEFORE)
    assert family.authored_by == "Coordinator, The Council"
    assert family.checked_by == "Board member, The Police"


def test_nobody_agrees_to_an_indicator_of_their_own_organisation(people: People) -> None:
    version = picked(people)
    for person in (people.coordinator, people.board_council, people.partner_police):
        with pytest.raises((NotAllowed, DomainError)):
            move(obj=version, verb=Verb.APPROVE, by=person, revision=version.revision)


def test_a_change_applies_from_its_year_and_breaks_the_series(people: People) -> None:
    agree(changed(people, "2024-25"), people)
    old, new = family_on(MISSING, BEFORE), family_on(MISSING, AFTER)
    assert "found-within-a-day" not in {row.key for row in old.rows_on(BEFORE)}
    assert [row.key for row in new.rows_on(AFTER)][-1] == "found-within-a-day"
    assert {rule.code for rule in old.rules} > {rule.code for rule in new.rules}
    assert [(one.period, one.why) for one in new.breaks] == [("2024-25", "New records.")]
    assert old.breaks == ()


def test_a_version_may_not_begin_before_one_that_is_agreed(people: People) -> None:
    agree(changed(people, "2024-25"), people)
    with pytest.raises(DomainError, match="later version has already been agreed"):
        retire(slug=MISSING, first_period="2023-24", reason="No longer needed.", by=people.coordinator)


def test_a_second_proposal_waits_for_the_first(people: People) -> None:
    changed(people, "2024-25")
    with pytest.raises(DomainError, match="waiting already"):
        retire(slug=MISSING, first_period="2024-25", reason="No longer needed.", by=people.coordinator)


def test_an_unchanged_definition_is_no_proposal(people: People) -> None:
    draft = begin_change(slug=MISSING, by=people.coordinator)
    save_change(draft=draft, by=people.coordinator, first_period="2024-25", comparable="yes", reason="None.")
    with pytest.raises(DomainError, match="Nothing has changed"):
        propose_draft(draft=draft, by=people.coordinator)


def test_a_retired_indicator_is_collected_until_then(people: People) -> None:
    agree(retire(slug=MISSING, first_period="2024-25", reason="No longer needed.", by=people.coordinator), people)
    family = get_family(MISSING)
    assert family.in_effect(BEFORE)
    assert not family.in_effect(AFTER)


def test_a_draft_is_its_writers_own(people: People) -> None:
    draft = library.pick(slug=SLUG, by=people.coordinator)
    with pytest.raises(NotAllowed):
        save_step(draft=draft, by=people.board_police, title="Other")


def test_a_renewal_changes_the_day_of_the_next_review_and_breaks_no_series(people: People) -> None:
    before = get_family(MISSING)
    draft = begin_change(slug=MISSING, by=people.coordinator)
    save_step(draft=draft, by=people.coordinator, next_review="2031-03-31")
    save_change(
        draft=draft, by=people.coordinator, first_period="2024-25", comparable="yes", reason="Looked at: still right."
    )
    agree(propose_draft(draft=draft, by=people.coordinator), people)
    after = family_on(MISSING, AFTER)
    assert (before.next_review == after.next_review, after.next_review) == (False, datetime.date(2031, 3, 31))
    assert (after.breaks, after.fixed_rows) == (before.breaks, before.fixed_rows)


def test_an_indicator_in_use_is_brought_up_to_date_from_the_library(people: People, client: Client) -> None:
    agree(picked(people), people)
    client.force_login(people.coordinator)
    page = f"/partner/indicators/library/{SLUG}/"
    assert "In use, with no changes from the library" in client.get(page).content.decode()
    draft = begin_change(slug=SLUG, by=people.coordinator)
    save_step(draft=draft, by=people.coordinator, definition="In our own words.")
    save_change(
        draft=draft, by=people.coordinator, first_period="2023-24", comparable="yes", reason="Said more simply."
    )
    agree(propose_draft(draft=draft, by=people.coordinator), people)
    seen = client.get(page).content.decode()
    assert "How the library version differs from yours" in seen
    assert "In our own words." in seen

    assert client.post(f"{page}use/").status_code == 302

    draft = IndicatorDraft.objects.get()
    assert (draft.family_slug, draft.is_new) == (SLUG, False)
    assert draft.definition["definition"] == library.entry(SLUG).definition
    save_change(
        draft=draft, by=people.coordinator, first_period="2023-24", comparable="yes", reason="As the library says."
    )
    agree(propose_draft(draft=draft, by=people.coordinator), people)
    assert get_family(SLUG).definition == library.entry(SLUG).definition
    assert "In use, with no changes from the library" in client.get(page).content.decode()
