"""Keeping the calendar of returns: what is refused, what is planned, what is written down."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency
from indicators.models import ReturnRound, ReturnTemplate, RoundChange
from indicators.returns.services import start_submission
from indicators.rounds.planning import make_rounds, plan_open_years
from indicators.rounds.services import change_dates, change_return, plan_rounds, retire_return, set_up_return
from indicators.rounds.tasks import plan_rounds as plan_rounds_task
from partnership.exceptions import ClosedYear, DomainError, NotAllowed, WrongState
from partnership.services import close_year, open_year
from review.models import Event
from tests.factories.partnership import ReportingYearFactory
from tests.factories.returns import POLICE_FAMILIES, a_round, a_template, around_today
from tests.stages import Cast

pytestmark = pytest.mark.django_db
NOT_COORDINATORS = [
    "partner_council",
    "partner_police",
    "board_council",
    "board_icb",
    "board_police",
    "chair",
    "scrutineer",
]


def set_up(cast: Cast, **changes: Any) -> ReturnTemplate:
    fields: dict[str, Any] = {
        "slug": "police-figures",
        "title": "Police figures",
        "organisation": cast.police,
        "frequency": Frequency.YEAR,
        "families": POLICE_FAMILIES,
        "by": cast.coordinator,
    }
    return set_up_return(**(fields | changes))


def change(template: ReturnTemplate, cast: Cast, **changes: Any) -> ReturnTemplate:
    fields: dict[str, Any] = {
        "title": template.title,
        "families": POLICE_FAMILIES,
        "opens_after": template.opens_after,
        "due_after": template.due_after,
        "closes_after": template.closes_after,
        "by": cast.coordinator,
    }
    return change_return(template=template, **(fields | changes))


def test_a_return_is_set_up_with_its_rounds_and_its_line_in_the_trail(cast: Cast) -> None:
    template = set_up(cast, opens_after=1, due_after=30, closes_after=60)

    assert [family.slug for family in template.families] == ["missing-children", "child-sexual-exploitation"]
    one = template.rounds.get()
    assert (one.period, one.year, str(one)) == ("2022-23", cast.year, "Police figures, 2022-23")
    assert (one.starts_on, one.ends_on) == (datetime.date(2022, 4, 1), datetime.date(2023, 3, 31))
    assert (one.opens_on, one.due_on, one.closes_on) == (
        datetime.date(2023, 4, 1),
        datetime.date(2023, 4, 30),
        datetime.date(2023, 5, 30),
    )
    line = Event.objects.get(verb="set up return")
    assert (line.actor, line.object_label) == (cast.coordinator, "Police figures")
    assert line.data["families"] == ["missing-children", "child-sexual-exploitation"]
    assert Event.objects.get(verb="plan rounds").data == {"rounds": 1, "returns": ["police-figures"]}


@pytest.mark.parametrize("name", NOT_COORDINATORS)
def test_only_the_coordinator_keeps_returns(cast: Cast, name: str) -> None:
    one = a_round(cast.police, **around_today(timezone.localdate()))
    template, by, before = one.template, cast[name], Event.objects.count()
    with pytest.raises(NotAllowed, match="coordinator"):
        set_up(cast, slug="another", families=["child-protection"], by=by)
    with pytest.raises(NotAllowed):
        change(template, cast, title="Mine", by=by)
    with pytest.raises(NotAllowed):
        retire_return(template=template, by=by)
    with pytest.raises(NotAllowed):
        plan_rounds(year=cast.year, by=by)
    with pytest.raises(NotAllowed):
        change_dates(
            round=one, opens_on=one.opens_on, due_on=one.opens_on, closes_on=one.closes_on, reason="Mine", by=by
        )
    template.refresh_from_db()
    assert (template.title, template.is_active) == ("Police figures", True)
    assert (ReturnTemplate.objects.count(), RoundChange.objects.count(), Event.objects.count()) == (1, 1, before)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": "  "}, "Enter a title for the return"),
        ({"families": []}, "Select at least one family"),
        ({"families": ["no-such"]}, "There is no family of figures “no-such”"),
        ({"families": ["contact-sources"]}, "is not sent by The Police, whose type is police"),
        ({"frequency": Frequency.MONTH}, "can be sent every year or every quarter, over rolling 12 months, not every"),
        ({"opens_after": 50}, "in this order"),
        ({"due_after": 100}, "in this order"),
        ({"closes_after": 1001}, "must be within 1000 days"),
        ({"opens_after": -1001}, "must be within 1000 days"),
    ],
)
def test_what_does_not_fit_together_is_refused(cast: Cast, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(DomainError) as refused:
        set_up(cast, **fields)
    assert says in refused.value.message
    assert not ReturnTemplate.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("frequency", [Frequency.MONTH, Frequency.ROLLING])
def test_rates_of_areas_are_not_sent_by_month_or_in_windows_that_overlap(cast: Cast, frequency: Frequency) -> None:
    with pytest.raises(DomainError, match=r"can be sent every year or .* or every quarter, not"):
        set_up(cast, organisation=cast.council, families=["referrals-rate"], frequency=frequency)


@pytest.mark.parametrize(
    ("frequency", "last"),
    [(Frequency.CALENDAR_HALF, "2022-23-jul-dec"), (Frequency.HALF_YEAR, "2022-23-h2")],
)
def test_rates_of_areas_are_sent_by_half_year(cast: Cast, frequency: Frequency, last: str) -> None:
    template = set_up(cast, organisation=cast.council, families=["referrals-rate"], frequency=frequency)
    assert [one.period for one in template.rounds.all()][-1] == last
    assert template.rounds.count() == 2


@pytest.mark.parametrize(
    ("frequency", "count", "last"),
    [(Frequency.MONTH, 12, "2022-23-m12"), (Frequency.QUARTER, 4, "2022-23-q4"), (Frequency.ROLLING, 4, "2022-23")],
)
def test_counts_are_sent_as_often_as_is_asked(cast: Cast, frequency: Frequency, count: int, last: str) -> None:
    template = set_up(cast, organisation=cast.council, families=["contact-sources"], frequency=frequency)
    periods = list(template.rounds.order_by("ends_on").values_list("period", flat=True))
    assert (len(periods), periods[-1]) == (count, last)


def test_nobody_is_asked_for_the_same_figures_twice(cast: Cast) -> None:
    set_up(cast)
    # The rolling 12 months to March are the year.
    for frequency in (Frequency.YEAR, Frequency.ROLLING):
        with pytest.raises(
            DomainError, match="Missing children is already in the return “Police figures” for The Police"
        ):
            set_up(cast, slug="second", frequency=frequency, families=["child-protection", "missing-children"])
    other = set_up(cast, slug="second", families=["child-protection"])
    with pytest.raises(DomainError, match="is already in the return “Police figures”"):
        change(other, cast, families=["child-protection", "missing-children"])
    assert [family.slug for family in ReturnTemplate.objects.get(slug="second").families] == ["child-protection"]


def test_a_family_may_be_sent_by_month_and_by_year(cast: Cast) -> None:
    set_up(cast, slug="a", organisation=cast.council, families=["contact-sources"], frequency=Frequency.MONTH)
    set_up(cast, slug="b", organisation=cast.council, families=["contact-sources"], frequency=Frequency.YEAR)
    assert ReturnTemplate.objects.count() == 2


def test_what_was_retired_can_be_asked_for_anew(cast: Cast) -> None:
    template = retire_return(template=set_up(cast), by=cast.coordinator)
    assert not template.is_active
    assert template.rounds.count() == 1
    assert Event.objects.get(verb="retire return").actor == cast.coordinator
    for verb in (lambda: retire_return(template=template, by=cast.coordinator), lambda: change(template, cast)):
        with pytest.raises(WrongState, match="is retired"):
            verb()
    assert set_up(cast, slug="anew").is_active


def test_a_return_is_changed_and_its_rounds_keep_their_dates(cast: Cast) -> None:
    template = set_up(cast)
    due = template.rounds.get().due_on

    changed = change(
        template, cast, title="Police returns", families=["child-protection", "missing-children"], due_after=60
    )

    assert (changed.title, changed.due_after) == ("Police returns", 60)
    stored = ReturnTemplate.objects.get()
    assert {family.slug for family in stored.families} == {"child-protection", "missing-children"}
    assert template.rounds.get().due_on == due
    data = Event.objects.get(verb="change return").data
    assert (data["before"]["due_after"], data["after"]["due_after"]) == (42, 60)
    change(stored, cast, title="Police returns", families=["missing-children", "child-protection"], due_after=60)
    assert Event.objects.filter(verb="change return").count() == 1
    with pytest.raises(DomainError, match="Enter a title for the return"):
        change(stored, cast, title=" ")


def test_planning_again_changes_nothing(cast: Cast) -> None:
    one = a_round(cast.police, **around_today(timezone.localdate()))
    before = Event.objects.count()

    assert plan_rounds(year=cast.year, by=cast.coordinator) == 0
    assert plan_open_years() == 0

    assert list(ReturnRound.objects.values_list("pk", "due_on")) == [(one.pk, one.due_on)]
    assert Event.objects.count() == before


def test_a_year_that_is_opened_has_its_rounds_at_once(cast: Cast) -> None:
    template = a_template(cast.police)
    retired = a_template(cast.police, slug="old", families=["child-protection"])
    retire_return(template=retired, by=cast.coordinator)

    year = open_year(slug="2023-24", by=cast.coordinator)

    assert [one.template for one in ReturnRound.objects.filter(year=year)] == [template]
    line = Event.objects.filter(verb="plan rounds").order_by("sequence").last()
    assert line is not None
    assert (line.actor, line.object_label) == (cast.coordinator, "2023-24")
    before = Event.objects.count()
    assert open_year(slug="2023-24", by=cast.coordinator) == year
    assert (ReturnRound.objects.filter(year=year).count(), Event.objects.count()) == (1, before)


def test_the_worker_plans_what_a_new_year_lacks(cast: Cast) -> None:
    template = a_template(cast.police)
    retired = a_template(cast.police, slug="old", families=["child-protection"])
    retire_return(template=retired, by=cast.coordinator)
    ReportingYearFactory(slug="2023-24")
    closed = close_year(year=ReportingYearFactory(slug="2021-22"), by=cast.coordinator)

    assert plan_rounds_task() == 1

    assert set(template.rounds.values_list("period", flat=True)) == {"2022-23", "2023-24"}
    assert retired.rounds.count() == 1
    line = Event.objects.filter(verb="plan rounds").order_by("sequence").last()
    assert line is not None
    assert (line.actor, line.actor_label) == (None, "the portal")
    assert make_rounds(closed, by=None) == 0
    with pytest.raises(ClosedYear, match="2021-22 is closed"):
        plan_rounds(year=closed, by=cast.coordinator)


def test_no_round_is_planned_before_a_family_is_collected(cast: Cast) -> None:
    ReportingYearFactory(slug="2013-14")
    template = a_template(cast.police)
    assert list(template.rounds.values_list("period", flat=True)) == ["2022-23"]


def test_changed_dates_are_kept_with_their_reason(cast: Cast) -> None:
    one = a_template(cast.police).rounds.get()
    before = {"opens_on": "2023-04-01", "due_on": "2023-05-12", "closes_on": "2023-06-23"}

    changed = change_dates(
        round=one,
        opens_on=one.opens_on,
        due_on=datetime.date(2023, 5, 19),
        closes_on=one.closes_on,
        reason=" The police\nmove to a new system. ",
        by=cast.coordinator,
    )

    assert changed.due_on == ReturnRound.objects.get().due_on == datetime.date(2023, 5, 19)
    kept = RoundChange.objects.get()
    assert (kept.before, kept.after) == (before, before | {"due_on": "2023-05-19"})
    assert (kept.reason, kept.changed_by) == ("The police move to a new system.", cast.coordinator)
    assert str(kept) == "Police figures, 2022-23: The police move to a new system."
    assert Event.objects.get(verb="change dates").note == kept.reason


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": "  "}, "Enter the reason the dates are changing"),
        ({"reason": "x" * 301}, "Enter the reason the dates are changing"),
        ({"due_on": datetime.date(2022, 1, 1)}, "in this order"),
        ({"closes_on": datetime.date(2023, 5, 1)}, "in this order"),
        ({"closes_on": datetime.date(9999, 12, 31)}, "more than ten years from now. Check the year"),
        ({}, "already the dates of the return"),
    ],
)
def test_dates_that_make_no_sense_are_refused(cast: Cast, fields: dict[str, Any], says: str) -> None:
    one = a_template(cast.police).rounds.get()
    dates = {name: getattr(one, name) for name in ("opens_on", "due_on", "closes_on")}
    with pytest.raises(DomainError, match=says):
        change_dates(round=one, by=cast.coordinator, **({"reason": "Why not"} | dates | fields))
    assert not RoundChange.objects.exists()


def test_dates_of_what_is_over_stay(cast: Cast) -> None:
    one = a_template(cast.police).rounds.get()
    values = {"opens_on": one.opens_on, "due_on": one.opens_on, "closes_on": one.closes_on, "reason": "Too late"}
    retire_return(template=one.template, by=cast.coordinator)
    with pytest.raises(WrongState, match="is retired"):
        change_dates(round=one, by=cast.coordinator, **values)
    close_year(year=cast.year, by=cast.coordinator)
    with pytest.raises(ClosedYear, match="2022-23 is closed"):
        change_dates(round=one, by=cast.coordinator, **values)


def test_the_dates_hold_for_what_partners_send(cast: Cast) -> None:
    today = timezone.localdate()
    one = a_round(cast.police, today + datetime.timedelta(days=1), *[today + datetime.timedelta(days=9)] * 2)
    family = get_family("missing-children")
    with pytest.raises(DomainError, match="opens on"):
        start_submission(family=family, year=cast.year, organisation=cast.police, by=cast.partner_police)
    change_dates(round=one, opens_on=today, due_on=today, closes_on=today, reason="Opened early", by=cast.coordinator)
    assert start_submission(family=family, year=cast.year, organisation=cast.police, by=cast.partner_police).pk


@pytest.mark.postgres
def test_the_database_refuses_a_second_round_for_a_period(cast: Cast) -> None:
    one = a_template(cast.police).rounds.get()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)
