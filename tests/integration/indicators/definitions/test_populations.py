"""Population estimates in the database. The numbers are made up for illustration."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators.definitions.estimates import Estimate
from indicators.definitions.populations import known_estimates, load_populations
from indicators.models import Area, PopulationEstimate
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from review.models import Event
from tests.factories.partnership import UserFactory

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
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_populations", str(file), by=coordinator.email)
    file.write_text("area\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 1: the columns"):
        call_command("load_populations", str(file), by=coordinator.email)
