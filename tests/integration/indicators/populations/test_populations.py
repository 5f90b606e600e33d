"""Population estimates in the database. The numbers are made up for illustration."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains

from indicators.definitions.estimates import Estimate
from indicators.definitions.populations import known_estimates
from indicators.models import Area, PopulationEstimate, PopulationWithdrawal
from indicators.populations.services import agree_withdrawal, ask_withdrawal, load_populations
from partnership.exceptions import DomainError, NotAllowed
from partnership.hourly import TooOften
from partnership.models import User
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.factories.partnership import UserFactory
from tests.stages import Cast

pytestmark = pytest.mark.django_db
HEAD = "area,age_band,reference_date,vintage,persons,source\n"
MID_2022 = datetime.date(2022, 6, 30)


def line(persons: int, vintage: str = "2023-12-15", area: str = "avonside") -> str:
    return f"{area},0-17,2022-06-30,{vintage},{persons},Illustrative\n"


@pytest.fixture
def coordinator() -> User:
    return UserFactory(roles=["coordinator"])


@pytest.fixture(autouse=True)
def area() -> Area:
    return Area.objects.create(slug="avonside", name="Avonside", code="999", kind="local_authority")


def test_estimates_are_added_once_with_an_audit_line(coordinator: User) -> None:
    (added,) = load_populations(text=HEAD + line(35_000), by=coordinator)
    assert str(added) == "Avonside, 0-17, 2022-06-30"
    assert load_populations(text=HEAD + line(35_000), by=coordinator) == []
    assert Event.objects.filter(verb="load populations").count() == 1


def test_a_stored_vintage_never_takes_another_number(coordinator: User) -> None:
    load_populations(text=HEAD + line(35_000), by=coordinator)
    with pytest.raises(DomainError, match="35,000 people are saved for this vintage, not 36,000"):
        load_populations(text=HEAD + line(36_000) + line(37_000, "2024-12-15"), by=coordinator)
    assert PopulationEstimate.objects.get().persons == 35_000


def test_a_later_vintage_leaves_what_was_worked_out_before_as_it_was(coordinator: User, area: Area) -> None:
    load_populations(text=HEAD + line(35_000) + line(36_000, "2024-12-15"), by=coordinator)

    def on(known_on: str, *, from_day: datetime.date = MID_2022, age_band: str = "0-17") -> list[Estimate]:
        return known_estimates(
            age_bands=[age_band], from_day=from_day, to_day=from_day, known_on=datetime.date.fromisoformat(known_on)
        )

    first = Estimate("avonside", "0-17", MID_2022, datetime.date(2023, 12, 15), 35_000, "Illustrative")
    assert on("2024-01-31") == [first]
    assert [one.persons for one in on("2024-12-15")] == [35_000, 36_000]
    assert on("2023-12-14") == []
    assert on("2024-12-15", age_band="18+") == []
    assert on("2024-12-15", from_day=MID_2022 + datetime.timedelta(days=1)) == []


def test_an_account_loads_only_so_many_files_in_an_hour(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.populations.services.MOST_UPLOADS", 1)
    load_populations(text=HEAD + line(35_000), by=coordinator)
    with pytest.raises(TooOften):
        load_populations(text=HEAD + line(35_500, "2024-12-15"), by=coordinator)
    assert PopulationEstimate.objects.count() == 1


def test_all_lines_that_stand_against_it_are_named_and_none_is_loaded(coordinator: User) -> None:
    text = HEAD + line(35_000) + line(5, area="atlantis") + line(0, area="x")
    with pytest.raises(
        DomainError, match=r"Nothing was loaded\. Line 4: persons .* Line 3: there is no area “atlantis”"
    ):
        load_populations(text=text, by=coordinator)
    assert not PopulationEstimate.objects.exists()


def test_only_who_manages_the_structure_may_load() -> None:
    with pytest.raises(NotAllowed):
        load_populations(text=HEAD + line(35_000), by=UserFactory(roles=["partner"]))


def test_the_command_loads_a_file(coordinator: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "populations.csv"
    file.write_text(HEAD + line(35_000), encoding="utf-8")
    call_command("load_populations", str(file), by=coordinator.email)
    call_command("load_populations", str(file), by=coordinator.email.upper())
    assert capsys.readouterr().out.splitlines() == ["Estimates added: 1.", "Estimates added: 0."]


def test_the_command_says_what_stands_against_it(coordinator: User, tmp_path: Path) -> None:
    file = tmp_path / "populations.csv"
    with pytest.raises(CommandError, match="does not have an account"):
        call_command("load_populations", str(file), by="nobody@example.org")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_populations", str(file), by=coordinator.email)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="We cannot read the characters in the file"):
        call_command("load_populations", str(file), by=coordinator.email)
    file.write_text("area\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 1: the columns"):
        call_command("load_populations", str(file), by=coordinator.email)


def test_a_number_that_is_far_from_the_one_before_is_asked_about(coordinator: User) -> None:
    load_populations(text=HEAD + line(35_000), by=coordinator)
    for persons in (3_500, 28_000 - 1, 42_001, 350_000):
        with pytest.raises(DomainError, match=f"{persons:,} people of 0-17 in avonside, but 35,000 in the estimate"):
            load_populations(text=HEAD + line(persons, "2024-12-15"), by=coordinator)
    assert PopulationEstimate.objects.count() == 1
    (added,) = load_populations(
        text=HEAD + line(42_001, "2024-12-15"), by=coordinator, because="The area was enlarged."
    )
    assert added.persons == 42_001
    assert Event.objects.filter(verb="load populations").latest("pk").note == "The area was enlarged."


def test_the_estimate_of_the_year_before_is_one_to_be_held_against(coordinator: User) -> None:
    text = HEAD + line(35_000) + line(3_600, "2024-12-15").replace("2022-06-30", "2023-06-30")
    with pytest.raises(DomainError, match="Line 3: 3,600 people"):
        load_populations(text=text, by=coordinator)
    load_populations(text=text.replace("3600", "36000"), by=coordinator)


FILES = Path(__file__).parents[3] / "unit" / "indicators" / "parsing" / "files"


def test_the_files_that_were_loaded_wrongly(coordinator: User, capsys: pytest.CaptureFixture[str]) -> None:
    Area.objects.create(slug="south-west", name="South West", code="998", kind="region")
    with pytest.raises(CommandError, match="the heading “persons” is there twice, in E and G"):
        call_command("load_populations", str(FILES / "populations-heading-twice.csv"), by=coordinator.email)
    assert not PopulationEstimate.objects.exists()
    call_command("load_populations", str(FILES / "populations-blank-lines.csv"), by=coordinator.email)
    assert capsys.readouterr().out == "Estimates added: 1.\n"


# Withdrawing what was loaded wrongly.

VINTAGE = datetime.date(2023, 12, 15)


@pytest.fixture
def reviewer() -> User:
    return UserFactory(roles=["board_member"])


def test_two_people_withdraw_a_vintage_and_the_right_one_takes_its_place(coordinator: User, reviewer: User) -> None:
    load_populations(text=HEAD + line(3_500) + line(3_600, "2024-12-15"), by=coordinator)
    asked = ask_withdrawal(vintage=VINTAGE, area=None, reason="A digit was lost.", by=coordinator)
    assert known(VINTAGE) == [3_500], "asking changes nothing"
    assert agree_withdrawal(withdrawal=asked, by=reviewer) == 1
    assert known(VINTAGE) == []
    load_populations(text=HEAD + line(35_000), by=coordinator, because="The vintage was withdrawn.")
    assert known(VINTAGE) == [35_000]
    steps = Event.objects.about(asked).order_by("sequence").values_list("verb", "actor")
    assert list(steps) == [("create", coordinator.pk), ("submit", coordinator.pk), ("approve", reviewer.pk)]


def known(day: datetime.date) -> list[int]:
    found = known_estimates(age_bands=["0-17"], from_day=MID_2022, to_day=MID_2022, known_on=day)
    return [one.persons for one in found]


def test_only_the_area_that_was_asked_for_is_withdrawn(coordinator: User, reviewer: User, area: Area) -> None:
    Area.objects.create(slug="york", name="York", code="998", kind="local_authority")
    load_populations(text=HEAD + line(35_000) + line(36_000, area="york"), by=coordinator)
    asked = ask_withdrawal(vintage=VINTAGE, area=area, reason="Wrong area.", by=coordinator)
    agree_withdrawal(withdrawal=asked, by=reviewer)
    assert known(VINTAGE) == [36_000]


def test_a_withdrawal_takes_two_people_a_reason_and_an_estimate(coordinator: User, reviewer: User) -> None:
    load_populations(text=HEAD + line(35_000), by=coordinator)

    def ask(by: User = coordinator, reason: str = "Wrong.", vintage: datetime.date = VINTAGE) -> PopulationWithdrawal:
        return ask_withdrawal(vintage=vintage, area=None, reason=reason, by=by)

    with pytest.raises(NotAllowed):
        ask(by=reviewer)
    with pytest.raises(DomainError, match="Enter why the vintage"):
        ask(reason=" ")
    with pytest.raises(DomainError, match="There are no estimates of this vintage"):
        ask(vintage=MID_2022)
    asked = ask()
    with pytest.raises(DomainError, match="already waiting for approval"):
        ask()
    with pytest.raises(DomainError, match="already waiting for approval"):
        ask_withdrawal(vintage=VINTAGE, area=Area.objects.get(), reason="Wrong.", by=coordinator)
    both = UserFactory(roles=["coordinator", "board_member"])
    for person in (coordinator, UserFactory(roles=["partner"])):
        with pytest.raises(NotAllowed):
            agree_withdrawal(withdrawal=asked, by=person)
    move(obj=asked, verb=Verb.RETURN, by=reviewer, note="The number is right.", revision=asked.revision)
    assert known(VINTAGE) == [35_000]
    again = ask(by=both)
    with pytest.raises(NotAllowed):
        agree_withdrawal(withdrawal=again, by=both)
    agree_withdrawal(withdrawal=again, by=reviewer)
    assert known(VINTAGE) == []
    with pytest.raises(DomainError):
        agree_withdrawal(withdrawal=again, by=reviewer)


def test_a_second_person_sees_what_would_be_withdrawn(client: Client, coordinator: User, reviewer: User) -> None:
    load_populations(text=HEAD + line(3_500), by=coordinator)
    asked = ask_withdrawal(vintage=VINTAGE, area=None, reason="A digit was lost.", by=coordinator)
    client.force_login(reviewer)
    page = client.get(asked.get_absolute_url())
    for text in ("A digit was lost.", "Avonside, 0-17, 2022-06-30: 3,500"):
        assertContains(page, text)


def test_what_a_release_rests_on_is_never_withdrawn(cast: Cast, coordinator: User, reviewer: User) -> None:
    make_areas()
    approved_return("referrals-rate", cast.year, cast.council)
    load_populations(text=HEAD + line(35_000, area="bath-and-north-east-somerset"), by=coordinator)
    asked = ask_withdrawal(vintage=VINTAGE, area=None, reason="Wrong.", by=coordinator)
    a_release(cast.year)
    with pytest.raises(DomainError, match="uses this vintage"):
        agree_withdrawal(withdrawal=asked, by=reviewer)
    with pytest.raises(DomainError, match="uses this vintage"):
        ask_withdrawal(
            vintage=VINTAGE,
            area=Area.objects.get(slug="bath-and-north-east-somerset"),
            reason="Wrong.",
            by=coordinator,
        )
    assert known(VINTAGE) == [35_000]


def test_the_command_asks_and_agrees(coordinator: User, reviewer: User, capsys: pytest.CaptureFixture[str]) -> None:
    load_populations(text=HEAD + line(35_000), by=coordinator)
    with pytest.raises(CommandError, match="No one has requested"):
        call_command("withdraw_populations", "2023-12-15", "--agree", by=reviewer.email)
    with pytest.raises(CommandError, match="does not have an account"):
        call_command("withdraw_populations", "2023-12-15", by="nobody@example.org")
    with pytest.raises(CommandError, match="There is no area"):
        call_command("withdraw_populations", "2023-12-15", by=coordinator.email, area="atlantis")
    call_command("withdraw_populations", "2023-12-15", by=coordinator.email, because="Wrong.", area="avonside")
    call_command("withdraw_populations", "2023-12-15", "--agree", by=reviewer.email, area="avonside")
    assert capsys.readouterr().out.splitlines() == [
        "Requested. Someone else who reviews figures must agree, with --agree.",
        "Estimates withdrawn: 1.",
    ]
