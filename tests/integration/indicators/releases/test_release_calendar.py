"""The public calendar of releases, and the pages that keep it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from indicators.definitions.families import get_family
from indicators.models import PlannedRelease, PlannedReleaseChange
from indicators.releases.announcements import announce_release, cancel_planned_release, change_planned_date
from indicators.releases.checklist.collect import plan_of_order
from indicators.releases.checklist.run import run_checklist
from indicators.releases.queries import next_release
from indicators.releases.tables import make_draft
from indicators.releases.views.announcements import CalendarFormView
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import ReportingYear
from review.models import Event
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(days=30)
LATER = timezone.now() + timedelta(days=40)


@pytest.fixture
def planned(people: People, year: ReportingYear) -> PlannedRelease:
    return announce_release(title=" Spring figures ", year=year, planned_for=SOON, by=people.coordinator)


def test_an_announcement_is_public(client: Client, planned: PlannedRelease) -> None:
    assertContains(client.get("/releases/"), "<strong>Spring figures</strong>", html=True)
    assert str(planned) == "Spring figures"
    assert Event.objects.filter(verb="announce release").count() == 1


def test_a_moved_date_shows_the_old_one_and_the_reason(client: Client, people: People, planned: PlannedRelease) -> None:
    change_planned_date(planned=planned, planned_for=LATER, reason=" A return is late. ", by=people.coordinator)
    page = client.get("/releases/")
    assertContains(page, "Reason: A return is late.")
    assertContains(page, "moved from")
    change = PlannedReleaseChange.objects.get()
    assert (change.before, change.after, str(change)) == (SOON, LATER, "Spring figures: A return is late.")


def test_what_is_called_off_stays_with_its_reason(client: Client, people: People, planned: PlannedRelease) -> None:
    cancel_planned_release(planned=planned, reason="Nothing new to say.", by=people.coordinator)
    page = client.get("/releases/")
    assertContains(page, "Cancelled")
    assertContains(page, "Reason: Nothing new to say.")
    assertContains(page, "No releases announced at the moment.")
    with pytest.raises(WrongState, match="already been published or cancelled"):
        change_planned_date(planned=planned, planned_for=LATER, reason="Again.", by=people.coordinator)


def test_a_day_that_went_by_is_called_delayed(client: Client, planned: PlannedRelease, people: People) -> None:
    assertNotContains(client.get("/releases/"), "Delayed")
    other = ReportingYearFactory(slug="2023-24")
    gone = timezone.now() - timedelta(days=1)
    PlannedRelease.objects.create(
        title="Gone by", year=other, planned_for=gone, announced_by=people.coordinator, announced_at=gone
    )
    assertContains(client.get("/releases/"), "Delayed")
    assert next_release(other) is None


def test_who_announces_says_what_and_a_time_ahead(people: People, year: ReportingYear, planned: PlannedRelease) -> None:
    by = people.coordinator
    with pytest.raises(DomainError, match="a title"):
        announce_release(title=" ", year=year, planned_for=SOON, by=by)
    with pytest.raises(DomainError, match="has passed"):
        announce_release(title="x", year=year, planned_for=timezone.now(), by=by)
    with pytest.raises(DomainError, match="Enter a reason"):
        change_planned_date(planned=planned, planned_for=LATER, reason=" ", by=by)
    with pytest.raises(DomainError, match="already the announced date"):
        change_planned_date(planned=planned, planned_for=SOON, reason="x", by=by)
    for who in (people.chair, people.partner_police):
        with pytest.raises(NotAllowed):
            announce_release(title="x", year=year, planned_for=SOON, by=who)
        with pytest.raises(NotAllowed):
            cancel_planned_release(planned=planned, reason="x", by=who)


def test_the_next_release_of_a_year_and_of_a_family(people: People, planned: PlannedRelease) -> None:
    other = ReportingYearFactory(slug="2023-24")
    second = announce_release(title="Next year", year=other, planned_for=LATER, by=people.coordinator)
    assert next_release(planned.year) == planned
    assert next_release(other) == second
    assert next_release(get_family("missing-children")) == planned
    cancel_planned_release(planned=planned, reason="No.", by=people.coordinator)
    assert next_release(get_family("missing-children")) == second
    assert next_release(planned.year) is None


def test_an_old_year_is_none_of_a_newer_family(people: People) -> None:
    old = ReportingYearFactory(slug="1999-00")
    announce_release(title="Old", year=old, planned_for=SOON, by=people.coordinator)
    assert next_release(get_family("missing-children")) is None


def test_the_coordinator_announces_moves_and_calls_off(client: Client, people: People, year: ReportingYear) -> None:
    client.force_login(people.coordinator)
    new = "/partner/releases/calendar/new/"
    assertContains(client.get(new), "Announce a release")
    assertContains(client.post(new, {"title": "Spring"}), "There is a problem")
    when = {"day-day": "1", "day-month": "6", "day-year": "2090", "time": "09:30"}
    assertRedirects(client.post(new, {"title": "Spring", "year": year.pk, **when}), "/partner/releases/")
    planned = PlannedRelease.objects.get()
    local = timezone.localtime(planned.planned_for)
    assert (local.year, local.month, local.hour, local.minute) == (2090, 6, 9, 30)
    edit = f"/partner/releases/calendar/{planned.pk}/"
    assertContains(client.get(edit), "announced for Thursday 1 June 2090, 09:30")
    assertContains(client.post(edit, {**when, "reason": "Late."}), "already the announced date")
    moved = {**when, "day-day": "2"}
    assertRedirects(client.post(edit, {**moved, "reason": "Late."}), "/partner/releases/")
    assertContains(client.get("/partner/releases/"), "Reason: Late.")
    call_off = f"{edit}call-off/"
    assertContains(client.get(call_off), "Cancel a release")
    assertRedirects(client.post(call_off, {"reason": "Never mind."}), "/partner/releases/")
    assert client.get(edit).status_code == 404


def test_a_form_of_the_calendar_has_to_say_what_it_does() -> None:
    with pytest.raises(TypeError, match=r"abstract class CalendarFormView .*perform"):
        CalendarFormView()  # type: ignore[abstract]


def test_a_time_that_the_clocks_skip_is_refused(client: Client, people: People, year: ReportingYear) -> None:
    """There is no 1:30am on 28 March 2027; in October it comes twice, and the first of the two is meant."""
    client.force_login(people.coordinator)
    day = {"day-day": "28", "day-month": "3", "day-year": "2027"}
    typed = {"title": "Spring", "year": year.pk, "time": "01:30"}
    response = client.post("/partner/releases/calendar/new/", typed | day)
    assertContains(response, "The clocks go forward on 28 March 2027, so there is no 01:30. Enter another time.")
    assert not PlannedRelease.objects.exists()
    client.post("/partner/releases/calendar/new/", typed | day | {"day-day": "31", "day-month": "10"})
    assert PlannedRelease.objects.get().planned_for.isoformat().startswith("2027-10-31T00:30:00")


def test_a_release_that_overtakes_its_announcement_is_asked_about(
    people: People, planned: PlannedRelease, year: ReportingYear
) -> None:
    """The calendar still promises it, and “None: it was not announced” was chosen."""
    approved_return("missing-children", year, people.partner_police.organisation)
    draft = make_draft(year)
    for chosen, codes in ((None, ["announcement-open"]), (planned, [])):
        plan = plan_of_order(draft, title="A", note="", publish_at=None, planned=chosen)
        found = [one for one in run_checklist(plan) if one.code == "announcement-open"]
        assert [one.code for one in found] == codes
        assert all("“Spring figures” on" in one.sentences[0] and not one.is_error for one in found)


def test_a_calendar_program_learns_that_a_date_moved_and_was_cancelled(
    client: Client, people: People, year: ReportingYear
) -> None:
    def entry() -> list[str]:
        answer = client.get("/releases/calendar.ics")
        assert answer["Content-Type"].startswith("text/calendar")
        assert client.get("/releases/calendar.ics", headers={"If-None-Match": answer["ETag"]}).status_code == 304
        return answer.content.decode().replace("\r\n ", "").split("\r\n")

    planned = announce_release(title="Spring figures", year=year, planned_for=SOON, by=people.coordinator)
    first = entry()
    assert "SUMMARY:Spring figures" in first
    assert f"DTSTART;VALUE=DATE:{timezone.localdate(SOON):%Y%m%d}" in first
    assert "SEQUENCE:0" in first

    change_planned_date(planned=planned, planned_for=LATER, reason="A return is late.", by=people.coordinator)
    moved = entry()
    assert f"DTSTART;VALUE=DATE:{timezone.localdate(LATER):%Y%m%d}" in moved
    assert "SEQUENCE:1" in moved
    assert [line for line in moved if line.startswith("UID:")] == [line for line in first if line.startswith("UID:")]

    cancel_planned_release(planned=planned, reason="No figures came.", by=people.coordinator)
    assert {"STATUS:CANCELLED", "SEQUENCE:2"} <= set(entry())
