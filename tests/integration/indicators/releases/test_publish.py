"""A release under embargo: who reads it, when it comes out, and what holds it back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from indicators.definitions.values import reported
from indicators.models import PlannedRelease, Release, ReleaseTable, Submission
from indicators.releases.announcements import announce_release
from indicators.releases.build import build_release
from indicators.releases.publish import RELEASES, cancel_embargoed_release, publish_release
from indicators.releases.queries import latest_release, newest_tables, published_tables, shown_table
from indicators.releases.services import ReleaseRequest, make_release, order_release
from indicators.releases.tasks import publish_due_releases
from indicators.returns.services import save_figures
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import ReportingYear
from review.models import Event, Notification
from review.models.frozen import FrozenError
from review.services import move
from review.transitions import Verb
from tests.confirming import confirm
from tests.factories.indicators import approve, approved_return, make_areas
from tests.factories.partnership import ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"
PREVIEW = "/partner/releases/2022-23/preview/"


@pytest.fixture
def sent(people: People, year: ReportingYear) -> Submission:
    return approved_return(SLUG, year, people.partner_police.organisation)


def embargoed(year: ReportingYear, people: People, at: datetime, **more: Any) -> Release:
    wanted = ReleaseRequest(year, "Figures", "", at, more.get("planned"))
    keys = [finding.key for finding in wanted.findings()]
    made, _ = order_release(
        year=year, title="Figures", note="", publish_at=at, accepted=keys, by=people.coordinator, **more
    )
    release = build_release(made.pk).release
    assert release is not None
    return release


@pytest.fixture
def release(people: People, year: ReportingYear, sent: Submission) -> Release:
    return embargoed(year, people, timezone.now() + timedelta(days=3))


def let_its_time_come(release: Release) -> datetime:
    """What the clock does meanwhile."""
    assert release.publish_at is not None
    past = timezone.now() - timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE indicators_release SET publish_at = %s WHERE id = %s",
            [connection.ops.adapt_datetimefield_value(past), release.pk],
        )
    return past


def test_nobody_outside_sees_a_release_under_embargo(client: Client, release: Release, year: ReportingYear) -> None:
    assert (release.status, release.is_public) == ("Under embargo", False)
    assert latest_release(year) is None
    assert published_tables(year) == []
    assert newest_tables() == {}
    assert shown_table("police", SLUG) is None
    for address in ("/releases/2022-23/", "/releases/2022-23/changes/", f"/figures/police/{SLUG}.csv"):
        assert client.get(address).status_code == 404
    for address in ("/releases/", "/figures/", f"/figures/police/{SLUG}/"):
        page = client.get(address).content.decode()
        assert "128" not in page
        assert "releases/2022-23" not in page


def test_staff_preview_it_and_no_browser_keeps_it(client: Client, people: People, release: Release) -> None:
    client.force_login(people.board_icb)
    page = client.get(PREVIEW)
    assertContains(page, "Under embargo until")
    assertContains(page, "128")
    assert page.headers["Cache-Control"] == "private, no-store"
    client.force_login(people.partner_police)
    assert client.get(PREVIEW).status_code == 403
    client.logout()
    assert client.get(PREVIEW).status_code == 302


@pytest.mark.postgres
def test_beat_publishes_it_when_its_time_has_come(people: People, year: ReportingYear, release: Release) -> None:
    assert publish_due_releases() == 0
    let_its_time_come(release)
    assert publish_due_releases() == 1
    release.refresh_from_db()
    assert (release.status, release.published_by) == ("Published", people.coordinator)
    assert latest_release(year) == release
    event = Event.objects.get(verb="publish release")
    assert (event.actor, event.actor_label) == (None, "the portal")
    assert RELEASES.publish_due() == 0


def test_a_release_is_linked_to_its_announcement(people: People, year: ReportingYear, sent: Submission) -> None:
    at = timezone.now() + timedelta(days=3)
    planned = announce_release(title="Figures", year=year, planned_for=at, by=people.coordinator)
    release = embargoed(year, people, at, planned=planned)
    assert PlannedRelease.objects.open().get() == planned
    let_its_time_come(release)
    RELEASES.publish_due()
    planned.refresh_from_db()
    assert planned.release == release
    assert not PlannedRelease.objects.open().exists()


def withdraw(sent: Submission, people: People) -> str:
    sent.refresh_from_db()
    move(obj=sent, verb=Verb.WITHDRAW, by=people.partner_police, revision=sent.revision, note="Counted wrongly.")
    return "the return was withdrawn after the release was created"


def approve_anew(sent: Submission, people: People) -> str:
    sent.refresh_from_db()
    cells = {(ROW, "current"): reported(130), (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=people.partner_police, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=people.partner_police, revision=saved.revision))
    return "a newer version of the return was approved after the release was created"


def tamper(sent: Submission, people: People) -> str:
    # Past the model, as somebody with a hand in the database would.
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE indicators_releasetable SET content = CAST(replace(CAST(content AS text), '128', '129') AS {kind})"
        )
    return "The saved tables are not the ones in the release"


@pytest.mark.postgres
@pytest.mark.parametrize("what", [withdraw, approve_anew, tamper])
def test_what_no_longer_stands_is_held_back_and_the_coordinators_are_told(
    people: People, release: Release, sent: Submission, what: Any
) -> None:
    reason = what(sent, people)
    let_its_time_come(release)
    assert RELEASES.publish_due() == 0
    assert RELEASES.publish_due() == 0
    release.refresh_from_db()
    assert release.status == "On hold"
    assert reason in release.held_reason
    told = Notification.objects.get(subject__startswith="On hold")
    assert (told.recipient, reason in told.body) == (people.coordinator, True)
    assert Event.objects.get(verb="hold release back").note == release.held_reason
    with pytest.raises(DomainError, match="It cannot be published as it is"):
        publish_release(release=release, by=people.coordinator)


def test_a_withdrawn_return_of_an_earlier_year_holds_back_the_line_that_it_is_part_of(
    people: People, year: ReportingYear
) -> None:
    make_areas()
    council = people.partner_council.organisation
    before = approved_return("referrals-rate", ReportingYearFactory(slug="2021-22"), council)
    approved_return("referrals-rate", year, council)
    release = embargoed(year, people, timezone.now() + timedelta(days=3))
    before.refresh_from_db()
    move(obj=before, verb=Verb.WITHDRAW, by=people.partner_council, revision=before.revision, note="Counted wrongly.")
    let_its_time_come(release)
    assert RELEASES.publish_due() == 0
    release.refresh_from_db()
    assert "the return for 2021-22 has since been withdrawn or approved again" in release.held_reason


def test_a_newer_draft_alone_holds_nothing_back(people: People, release: Release, sent: Submission) -> None:
    save_figures(submission=sent, cells=sent.values(), by=people.partner_police, revision=sent.revision)
    let_its_time_come(release)
    assert RELEASES.publish_due() == 1


def test_the_coordinator_publishes_what_was_held_back_once_it_stands(
    client: Client, people: People, release: Release
) -> None:
    let_its_time_come(release)
    Release.objects.filter(pk=release.pk).update(held_at=timezone.now(), held_reason="A question was open.")
    assert RELEASES.publish_due() == 0
    confirm(client, people.coordinator)
    assertContains(client.get(PREVIEW), "On hold: A question was open.")
    assertRedirects(client.post("/partner/releases/2022-23/publish/"), "/releases/2022-23/")
    assertContains(client.get(PREVIEW), "View the public page")
    again = client.post("/partner/releases/2022-23/publish/", follow=True)
    assertContains(again, "is already published")


def test_an_embargo_is_kept_by_everybody(people: People, release: Release) -> None:
    with pytest.raises(WrongState, match="is under embargo until"):
        publish_release(release=release, by=people.coordinator)
    with pytest.raises(NotAllowed):
        publish_release(release=release, by=people.chair)


def test_a_release_is_called_off_with_a_reason(
    client: Client, people: People, year: ReportingYear, release: Release
) -> None:
    with pytest.raises(DomainError, match="is waiting to be published"):
        make_release(year=year, title="Another", by=people.coordinator)
    client.force_login(people.coordinator)
    address = "/partner/releases/2022-23/call-off/"
    assertContains(client.get(address), "Cancel “Figures”?")
    assertContains(client.post(address, {"reason": ""}), "Enter the reason for cancelling it")
    assertRedirects(client.post(address, {"reason": "A mistake was found."}), "/partner/releases/")
    release.refresh_from_db()
    assert (release.status, release.cancel_reason) == ("Cancelled", "A mistake was found.")
    assertContains(client.get(PREVIEW), "A mistake was found.")
    assertContains(client.post(address, {"reason": "Again."}), "is already cancelled")
    with pytest.raises(DomainError, match="Enter the reason"):
        cancel_embargoed_release(release=release, reason=" ", by=people.coordinator)
    let_nothing_out = RELEASES.publish_due(timezone.now() + timedelta(days=9))
    assert let_nothing_out == 0
    second = make_release(year=year, title="Another", by=people.coordinator)
    assert (second.number, second.slug) == (2, "2022-23-2")


def test_only_the_coordinator_calls_off(people: People, release: Release) -> None:
    with pytest.raises(NotAllowed):
        cancel_embargoed_release(release=release, reason="No.", by=people.chair)


@pytest.mark.postgres
def test_a_step_is_written_once(people: People, release: Release) -> None:
    let_its_time_come(release)
    RELEASES.publish_due()
    for change in ({"published_at": None, "published_by": None}, {"held_at": timezone.now(), "held_reason": "x"}):
        assert Release.objects.filter(pk=release.pk).update(**change) == 0
    with pytest.raises(FrozenError):
        Release.objects.update(title="Another")
    for rows in (Release.objects.all(), ReleaseTable.objects.all()):
        with pytest.raises(FrozenError):
            rows.delete()
    with pytest.raises(FrozenError):
        ReleaseTable.objects.update(content={})


@pytest.mark.postgres
@pytest.mark.parametrize("column", ["published_at = NULL, published_by_id = NULL", "title = 'Another'"])
def test_the_database_itself_keeps_what_is_published(people: People, release: Release, column: str) -> None:
    let_its_time_come(release)
    RELEASES.publish_due()
    with pytest.raises(IntegrityError, match="release_stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE indicators_release SET {column} WHERE id = %s", [release.pk])


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"published_at": timezone.now() + timedelta(days=10)}, "release_published_paired"),
        ({"cancelled_at": timezone.now()}, "release_cancelled_says_who_and_why"),
        ({"held_at": timezone.now()}, "release_held_says_why"),
    ],
)
def test_half_a_step_is_refused(release: Release, change: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(**change)


@pytest.mark.postgres
def test_a_release_cannot_come_out_before_its_time(people: People, release: Release) -> None:
    with pytest.raises(IntegrityError, match="release_not_before_its_time"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(published_at=timezone.now(), published_by=people.coordinator)
