"""What a year takes over: on one page, confirmed part by part, with who and when."""

import datetime

import pytest
from django.test import Client

from bcssp.carried.models import Part
from bcssp.carried.parts import carried_parts
from bcssp.carried.services import confirm_part
from bcssp.models import YearConfirmation
from bcssp.to_do import to_do
from partnership.exceptions import NotAllowed, StaleRevision, WrongState
from partnership.models import ReportingYear
from partnership.services import close_year, current_year, open_year
from reports.document.section_plan import DOWN, KEYS, choose_section, move_section, plan_of
from review.models import Event
from tests.factories.partnership import SeatFactory
from tests.factories.returns import a_template
from tests.stages import Cast

YEAR = current_year()
ADDRESS = f"/partner/years/{YEAR}/carried/"
WORDS = "We met each month."


@pytest.fixture
def year(cast: Cast) -> ReportingYear:
    """The year that runs, opened after another, with something of each part."""
    SeatFactory(organisation=cast.police, title="Police seat", starts_on=datetime.date(2022, 4, 1))
    a_template(cast.police)
    editor = {"year": cast.year, "by": cast.coordinator}
    move_section(key="training", by_places=DOWN, seen=list(KEYS), **editor)
    choose_section(key="learning", introduction=WORDS, is_omitted=False, reason="", revision=0, **editor)
    choose_section(key="training", introduction="", is_omitted=True, reason="None was held.", revision=0, **editor)
    return open_year(slug=YEAR, by=cast.coordinator)


def tasks(cast: Cast) -> list[tuple[str, str]]:
    """Titles and details of what waits for the coordinator about the year."""
    found = [task for group in to_do(cast.coordinator) for task in group.tasks]
    return [(task.title, task.detail) for task in found if task.link == ADDRESS]


def test_the_report_takes_over_the_order_and_introductions_but_not_what_was_left_out(
    cast: Cast, year: ReportingYear
) -> None:
    before, now = plan_of(cast.year), plan_of(year)

    assert [one.key for one in now] == [one.key for one in before] != list(KEYS)
    assert {one.key: one.introduction for one in now if one.introduction} == {"learning": WORDS}
    assert not any(one.is_left_out for one in now)


def test_the_coordinator_confirms_each_part_and_the_page_keeps_who_and_when(cast: Cast, year: ReportingYear) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    assert tasks(cast) == [(f"Confirm what {year} takes over", "4 of 4 parts to confirm")]
    page = client.get(ADDRESS).content.decode()
    for words in ("Police seat", "Missing children", "Police figures", WORDS, "Not started"):
        assert words in page, words

    for number, part in enumerate(carried_parts(year), start=1):
        page = client.post(ADDRESS, {"part": part.part, "stamp": part.stamp}, follow=True).content.decode()
        assert f"{part.part.label} confirmed for {year}." in page
        assert page.count(f"Confirmed by {cast.coordinator} on ") == number

    assert tasks(cast) == []
    assert Event.objects.filter(verb="confirm carried", actor=cast.coordinator).count() == len(Part)
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]


def test_what_changed_meanwhile_is_not_confirmed_and_what_changes_later_is_said(
    cast: Cast, year: ReportingYear
) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    seats = carried_parts(year)[0]
    SeatFactory(organisation=cast.council, title="Council seat", starts_on=datetime.date(2022, 4, 1))

    refused = client.post(ADDRESS, {"part": seats.part, "stamp": seats.stamp}).content.decode()
    assert "Something changed after you opened this page." in refused
    assert not YearConfirmation.objects.exists()
    with pytest.raises(StaleRevision):
        confirm_part(year=year, part=Part.SEATS, stamp=seats.stamp, by=cast.coordinator)

    now = carried_parts(year)[0]
    confirm_part(year=year, part=Part.SEATS, stamp=now.stamp, by=cast.coordinator)
    SeatFactory(organisation=cast.icb, title="Health seat", starts_on=datetime.date(2022, 4, 1))
    page = client.get(ADDRESS).content.decode()
    assert "Changed since" in page
    # It was confirmed once: a change in the middle of the year is no new task.
    assert tasks(cast) == [(f"Confirm what {year} takes over", "3 of 4 parts to confirm")]


def test_only_the_coordinator_confirms_and_only_what_was_taken_over(cast: Cast, year: ReportingYear) -> None:
    stamps = {part.part: part.stamp for part in carried_parts(year)}
    with pytest.raises(NotAllowed):
        confirm_part(year=year, part=Part.SEATS, stamp=stamps[Part.SEATS], by=cast.board_icb)
    with pytest.raises(WrongState):
        confirm_part(year=cast.year, part=Part.SEATS, stamp=stamps[Part.SEATS], by=cast.coordinator)
    client = Client()
    client.force_login(cast.board_icb)
    assert "Confirm seats" not in client.get(ADDRESS).content.decode()
    client.force_login(cast.coordinator)
    assert "nothing to confirm" in client.get("/partner/years/2022-23/carried/").content.decode()
    close_year(year=year, by=cast.coordinator)
    assert tasks(cast) == []


def test_opening_a_year_leads_to_what_it_takes_over(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.coordinator)

    answer = client.post("/partner/years/", {"slug": YEAR})

    assert answer["Location"] == ADDRESS
    assert f'href="{ADDRESS}"' in client.get("/partner/years/").content.decode()
