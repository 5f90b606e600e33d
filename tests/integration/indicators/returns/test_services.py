"""Starting, saving, submitting returns."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from bcssp.example.sources import load_areas, load_neighbour_sets, police_cells
from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency, parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import ReturnTemplate, Submission
from indicators.returns.services import AlreadyStarted, save_figures, start_submission, submit_figures
from indicators.rounds.services import change_dates, retire_return, set_up_return
from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision, WrongState
from partnership.models import ReportingYear
from partnership.services import close_year
from review.models import Event
from review.states import ReviewState
from tests.factories.indicators import (
    approved_return,
    draft_return,
    example_cells,
    illustrative,
    make_areas,
    submitted_return,
)
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory, UserFactory
from tests.people import People
from tests.stages import Cast

pytestmark = pytest.mark.django_db
FAMILY = get_family("child-sexual-exploitation")
ROW = "number-of-child-sexual-exploitation-crimes"


def test_a_return_is_started_saved_and_submitted(people: People, year: ReportingYear) -> None:
    by = people.partner_police
    submission = start_submission(family=FAMILY, year=year, organisation=by.organisation, by=by)
    assert (submission.state, submission.values(), submission.revision) == (ReviewState.DRAFT, {}, 1)
    cells = police_cells()[FAMILY.slug]
    submission = save_figures(submission=submission, cells=cells, by=by, revision=1, note="Counted twice.")
    assert submission.values()[ROW, "current"].number == Decimal(128)
    assert (submission.note, submission.revision) == ("Counted twice.", 2)
    submission = submit_figures(submission=submission, by=by, revision=2)
    assert submission.state == ReviewState.SUBMITTED
    assert [event.verb for event in Event.objects.order_by("sequence")] == ["create", "edit", "submit"]


def test_saving_without_a_note_keeps_the_note(people: People, year: ReportingYear) -> None:
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation, note="Kept.")
    saved = save_figures(submission=draft, cells={}, by=people.partner_police, revision=1)
    assert (saved.note, saved.values()) == ("Kept.", {})


def test_the_snapshot_says_everything_and_does_not_depend_on_how_numbers_are_stored(
    people: People, year: ReportingYear
) -> None:
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation)
    assert draft.content() == {
        "family": "child-sexual-exploitation",
        "title": "Child sexual exploitation",
        "year": "2022-23",
        "period": "2022-23",
        "ends_on": "2023-03-31",
        "late": False,
        "organisation": "The Police",
        "note": "",
        "figures": {
            ROW: {
                "current": {"state": "reported", "value": "128"},
                "previous": {"state": "reported", "value": "203"},
            }
        },
    }


def test_the_snapshot_of_rates_names_the_areas_and_the_set(people: People, year: ReportingYear) -> None:
    make_areas()
    content = draft_return("referrals-rate", year, people.partner_council.organisation).content()
    assert content["areas"]["set"] == "dfe-statistical-neighbours-2021"
    assert len(content["areas"]["neighbours"]) == 10
    assert content["areas"]["names"]["england"] == "England"


def test_rates_need_their_areas(people: People, year: ReportingYear) -> None:
    with pytest.raises(DomainError, match="areas to compare with are not loaded"):
        draft_return("referrals-rate", year, people.partner_council.organisation)


def test_a_return_exists_once(people: People, year: ReportingYear) -> None:
    draft_return(FAMILY.slug, year, people.partner_police.organisation)
    with pytest.raises(AlreadyStarted, match="The Police has already started this return"):
        draft_return(FAMILY.slug, year, people.partner_police.organisation)
    assert Submission.objects.count() == 1


def test_who_saves_second_is_told_and_overwrites_nothing(people: People, year: ReportingYear) -> None:
    by = people.partner_police
    other = UserFactory(organisation=by.organisation, roles=["partner"])
    draft = draft_return(FAMILY.slug, year, by.organisation)
    second = Submission.objects.get(pk=draft.pk)
    save_figures(submission=draft, cells={(ROW, "current"): reported(1)}, by=other, revision=1)
    with pytest.raises(StaleRevision):
        save_figures(submission=second, cells={(ROW, "current"): reported(2)}, by=by, revision=1)
    assert Submission.objects.get(pk=draft.pk).values() == {(ROW, "current"): replace(reported(1))}


def test_a_return_that_was_read_before_it_was_sent_does_not_forget_that_it_was_late(
    people: People, year: ReportingYear
) -> None:
    by = people.partner_police
    old = draft_return(FAMILY.slug, year, by.organisation)
    sent = submit_figures(submission=Submission.objects.get(pk=old.pk), by=by, revision=1)
    Submission.objects.filter(pk=sent.pk).update(late=True)
    save_figures(submission=old, cells={(ROW, "current"): reported(1)}, by=by, revision=1)
    stored = Submission.objects.get(pk=old.pk)
    assert (stored.late, stored.first_sent_at) == (True, sent.first_sent_at)


def test_a_second_submit_is_refused_with_a_sentence(people: People, year: ReportingYear) -> None:
    sent = submitted_return(FAMILY.slug, year, people.partner_police.organisation)
    with pytest.raises(WrongState, match="Waiting for review"):
        submit_figures(submission=sent, by=people.partner_police, revision=sent.revision)


def test_a_closed_year_takes_nothing(people: People, year: ReportingYear) -> None:
    by = people.partner_police
    draft = draft_return(FAMILY.slug, year, by.organisation)
    close_year(year=year, by=people.coordinator)
    with pytest.raises(ClosedYear, match="2022-23 is closed"):
        save_figures(submission=draft, cells={}, by=by, revision=1)
    with pytest.raises(ClosedYear):
        submit_figures(submission=draft, by=by, revision=1)
    with pytest.raises(ClosedYear):
        start_submission(family=get_family("missing-children"), year=year, organisation=by.organisation, by=by)
    draft.refresh_from_db()
    assert any("is closed" in sentence for sentence in Submission.objects.get(pk=draft.pk).problems())


def test_an_incomplete_return_is_not_submitted(people: People, year: ReportingYear) -> None:
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation, {(ROW, "current"): reported(3)})
    with pytest.raises(DomainError, match="a blank is not a zero"):
        submit_figures(submission=draft, by=people.partner_police, revision=1)
    draft.refresh_from_db()
    assert draft.state == ReviewState.DRAFT


def test_illustrative_figures_need_a_note_to_be_submitted(people: People, year: ReportingYear) -> None:
    police = people.partner_police.organisation
    cells = illustrative(example_cells(FAMILY, year))
    with pytest.raises(DomainError, match="marked as illustrative"):
        submitted_return(FAMILY.slug, year, police, cells)
    draft = Submission.objects.get()
    saved = save_figures(submission=draft, cells=cells, by=people.partner_police, revision=1, note="Made up.")
    sent = submit_figures(submission=saved, by=people.partner_police, revision=saved.revision)
    assert sent.content()["figures"][ROW]["current"]["illustrative"] is True


def test_the_window_before_is_held_against_last_years_approved_one(people: People, year: ReportingYear) -> None:
    police = people.partner_police.organisation
    approved_return(FAMILY.slug, ReportingYearFactory(slug="2021-22"), police)
    draft = draft_return(FAMILY.slug, year, police)
    assert [(one.code, one.stops) for one in draft.find_problems()] == [("HISTORY-1", True)]
    assert "you entered 203, but 128 was approved last year" in draft.problems()[0]
    cells = draft.values() | {(ROW, "previous"): replace(reported(203), revised=True, reason="Recounted")}
    saved = save_figures(submission=draft, cells=cells, by=people.partner_police, revision=1)
    assert saved.problems() == []


def test_last_years_draft_does_not_count(people: People, year: ReportingYear) -> None:
    police = people.partner_police.organisation
    draft_return(FAMILY.slug, ReportingYearFactory(slug="2021-22"), police)
    draft = draft_return(FAMILY.slug, year, police)
    assert [(one.code, one.stops) for one in draft.find_problems()] == [("HISTORY-2", False)]
    assert draft.problems() == []


@pytest.mark.parametrize("cell", [("nobody", "current"), (ROW, "change"), (ROW, "nowhere")])
def test_only_cells_that_can_be_typed_are_stored(people: People, year: ReportingYear, cell: tuple[str, str]) -> None:
    with pytest.raises(DomainError, match="has no cell"):
        draft_return(FAMILY.slug, year, people.partner_police.organisation, {cell: reported(1)})
    assert not Submission.objects.exists()


def test_a_family_is_sent_by_its_supplier_in_its_years(people: People, year: ReportingYear) -> None:
    with pytest.raises(DomainError, match="is not a return that The Council sends"):
        draft_return(FAMILY.slug, year, people.partner_council.organisation)
    with pytest.raises(DomainError, match="is not collected for 2012-13"):
        draft_return(FAMILY.slug, ReportingYearFactory(slug="2012-13"), people.partner_police.organisation)


@pytest.mark.parametrize("name", ["partner_council", "board_police", "coordinator", "chair", "scrutineer"])
def test_only_partners_of_the_organisation_write(people: People, year: ReportingYear, name: str) -> None:
    police = people.partner_police.organisation
    with pytest.raises(NotAllowed):
        start_submission(family=FAMILY, year=year, organisation=police, by=people[name])
    draft = draft_return(FAMILY.slug, year, police)
    with pytest.raises(NotAllowed):
        save_figures(submission=draft, cells={}, by=people[name], revision=1)
    with pytest.raises(NotAllowed):
        submit_figures(submission=draft, by=people[name], revision=1)


def test_every_state_is_stored_and_read_back(people: People, year: ReportingYear) -> None:
    cells = {
        (ROW, "current"): Value(ValueState.NIL, Decimal(0), provisional=True),
        (ROW, "previous"): Value(ValueState.UNABLE_TO_SUPPLY, reason="System change"),
    }
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation, cells)
    assert Submission.objects.get(pk=draft.pk).values() == cells


def test_areas_and_sets_are_loaded_once_and_by_the_coordinator(people: People) -> None:
    with pytest.raises(NotAllowed):
        load_areas(by=people.partner_council)
    with pytest.raises(NotAllowed):
        load_neighbour_sets(by=people.board_icb)
    assert len(load_areas(by=people.coordinator)) == 19
    assert [one.slug for one in load_neighbour_sets(by=people.coordinator)] == [
        "dfe-statistical-neighbours-2021",
        "dfe-statistical-neighbours-2025",
    ]
    before = Event.objects.count()
    assert load_areas(by=people.coordinator) == []
    assert load_neighbour_sets(by=people.coordinator) == []
    assert Event.objects.count() == before


def test_other_organisations_do_not_see_the_return(people: People, year: ReportingYear) -> None:
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation)
    assert list(Submission.objects.visible_to(people.partner_police)) == [draft]
    assert not Submission.objects.visible_to(people.partner_council).exists()
    assert OrganisationFactory().pk


def a_round(cast: Cast, *, is_closed: bool = False) -> ReturnTemplate:
    """A return of the police about the family, open or closed for changes."""
    template = set_up_return(
        slug="police",
        title="Police figures",
        organisation=cast.police,
        frequency=Frequency.YEAR,
        families=[FAMILY.slug],
        by=cast.coordinator,
    )
    closes = timezone.localdate() + timedelta(days=-1 if is_closed else 30)
    for one in template.rounds.all():
        change_dates(
            round=one,
            opens_on=closes - timedelta(days=60),
            due_on=closes - timedelta(days=20),
            closes_on=closes,
            reason="Trial.",
            by=cast.coordinator,
        )
    return template


def test_retiring_a_return_does_not_open_what_had_closed(cast: Cast) -> None:
    template = a_round(cast, is_closed=True)
    retire_return(template=template, by=cast.coordinator)
    with pytest.raises(DomainError, match="closed for changes"):
        draft_return(FAMILY.slug, cast.year, cast.police)


def test_what_closed_is_not_sent_again_under_a_period_that_nobody_asks_for(cast: Cast) -> None:
    a_round(cast, is_closed=True)
    by = cast.partner_police
    with pytest.raises(
        DomainError, match=r"is not requested from The Police for 12 months to June 2022\. It is requested for: 2022-23"
    ):
        start_submission(
            family=FAMILY, year=cast.year, organisation=cast.police, by=by, period=parse_period("2022-23-to-june")
        )
    assert not Submission.objects.exists()


def test_a_round_that_is_open_takes_figures(cast: Cast) -> None:
    a_round(cast)
    assert draft_return(FAMILY.slug, cast.year, cast.police).period == "2022-23"


@pytest.mark.parametrize("number", ["2.5", "-3", "0.0001"])
def test_a_count_that_is_not_whole_is_refused_and_named(number: str, people: People, year: ReportingYear) -> None:
    cells = police_cells()[FAMILY.slug] | {(ROW, "current"): Value(ValueState.REPORTED, Decimal(number))}
    with pytest.raises(DomainError, match=r"Number of Child Sexual Exploitation Crimes, Current 12 months: .* whole"):
        draft_return(FAMILY.slug, year, people.partner_police.organisation, cells)
    draft = draft_return(FAMILY.slug, year, people.partner_police.organisation)
    with pytest.raises(DomainError, match="must be a whole number, 0 or more"):
        save_figures(submission=draft, cells=cells, by=people.partner_police, revision=1)
    assert Submission.objects.get().values()[ROW, "current"].number == Decimal(128)
