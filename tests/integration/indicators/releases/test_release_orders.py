"""Ordering a release and building it in the worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError as DatabaseAway
from django.utils import timezone
from kombu.exceptions import OperationalError

from indicators.definitions.values import reported
from indicators.models import FollowUp, Release, ReleaseOrder, Submission
from indicators.releases import build, services, tasks
from indicators.releases.build import build_release
from indicators.releases.models.order import OrderState
from indicators.releases.services import LATER, ReleaseRequest, make_release, order_release
from indicators.returns.services import save_figures
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import ReportingYear, User
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approve, approved_return
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"


@pytest.fixture
def sent(people: People, year: ReportingYear) -> Submission:
    return approved_return(SLUG, year, people.partner_police.organisation)


def send_again(sent: Submission, by: User, number: int) -> Submission:
    sent.refresh_from_db()
    cells = {(ROW, "current"): reported(number), (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
    return approve(move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision))


def order(year: ReportingYear, by: User, **more: Any) -> ReleaseOrder:
    wanted = {"title": "Figures", "note": "", "publish_at": None} | more
    keys = [finding.key for finding in ReleaseRequest(year, wanted["title"], wanted["note"]).findings()]
    return order_release(**({"year": year, "accepted": keys, "by": by} | wanted))[0]


def let_its_lease_run_out(made: ReleaseOrder) -> None:
    ReleaseOrder.objects.filter(pk=made.pk).update(lease_until=timezone.now() - timedelta(hours=1))


def test_an_order_is_built_by_the_task_and_published(people: People, year: ReportingYear, sent: Submission) -> None:
    made = order(year, people.coordinator, note="About it.")
    assert (made.state, made.is_under_way) == (OrderState.WAITING, True)
    assert not Release.objects.exists()
    tasks.build_release_task(made.pk)
    made.refresh_from_db()
    assert (made.state, made.done, made.total, made.attempts) == (OrderState.DONE, 1, 1, 1)
    release = made.release
    assert release is not None
    assert (release.is_public, release.status, release.note) == (True, "Published", "About it.")
    assert release.published_by == people.coordinator
    assert "family-missing" in {warning["code"] for warning in release.warnings}
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-3:] == ["order release", "release", "publish release"]


def test_who_built_it_shows_how_far_it_is(people: People, year: ReportingYear, sent: Submission) -> None:
    shown: list[tuple[int, int, str]] = []
    build_release(order(year, people.coordinator).pk, show=lambda *far: shown.append(far))
    assert shown == [(0, 1, "Child sexual exploitation"), (1, 1, "finished")]


def test_only_the_coordinator_orders(people: People, year: ReportingYear, sent: Submission) -> None:
    with pytest.raises(NotAllowed):
        order(year, people.chair)


def test_warnings_have_to_be_accepted(people: People, year: ReportingYear, sent: Submission) -> None:
    with pytest.raises(DomainError, match="Read these warnings and tick them, or fix"):
        order(year, people.coordinator, accepted=[])
    assert not ReleaseOrder.objects.exists()


def test_an_error_of_the_checklist_stops_an_order(people: People, year: ReportingYear, sent: Submission) -> None:
    FollowUp.objects.create(
        submission=sent,
        row=ROW,
        column="current",
        question="Is it right?",
        asked_by=people.board_icb,
        asked_at=timezone.now(),
    )
    with pytest.raises(DomainError, match="open question about a figure: Is it right"):
        order(year, people.coordinator)


@pytest.mark.postgres
def test_one_release_of_a_year_is_built_at_a_time(people: People, year: ReportingYear, sent: Submission) -> None:
    order(year, people.coordinator)
    with pytest.raises(DomainError, match="is already being built"):
        order(year, people.coordinator)


def test_a_revision_needs_a_note_and_counts_what_it_changed(
    people: People, year: ReportingYear, sent: Submission
) -> None:
    a_release(year)
    send_again(sent, people.partner_police, 130)
    with pytest.raises(DomainError, match="3 figures differ from the previous release"):
        make_release(year=year, title="Again", by=people.coordinator)
    second = make_release(year=year, title="Again", note="Counted again.", by=people.coordinator)
    assert (second.note, second.tables.get().revised_cells) == ("Counted again.", 3)


@pytest.mark.postgres
def test_an_order_that_comes_twice_is_built_once(people: People, year: ReportingYear, sent: Submission) -> None:
    made = order(year, people.coordinator)
    first = build_release(made.pk)
    again = build_release(made.pk)
    assert first.release == again.release
    assert (again.attempts, Release.objects.count()) == (1, 1)


@pytest.mark.postgres
def test_a_silent_builder_is_replaced_and_writes_no_more(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = order(year, people.coordinator)
    draw = build.with_chart

    def slow(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        # While the first draws, it counts as dead, and a second builds the release.
        monkeypatch.setattr(build, "with_chart", draw)
        let_its_lease_run_out(made)
        build_release(made.pk)
        return draw(content)

    monkeypatch.setattr(build, "with_chart", slow)
    build_release(made.pk)
    made.refresh_from_db()
    assert (made.state, made.attempts, Release.objects.count()) == (OrderState.DONE, 2, 1)


def test_a_failed_builder_that_was_replaced_leaves_the_order_alone(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = order(year, people.coordinator)

    def breaks(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        ReleaseOrder.objects.filter(pk=made.pk).update(attempts=7)
        raise RuntimeError

    monkeypatch.setattr(build, "with_chart", breaks)
    assert build_release(made.pk).state == OrderState.BUILDING


def test_what_goes_wrong_is_said_and_another_can_be_ordered(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(build, "with_chart", breaks)
        failed = build_release(order(year, people.coordinator).pk)
        assert failed.state == OrderState.FAILED
        assert "There was an unexpected error (RuntimeError)" in failed.problem
        with pytest.raises(DomainError, match="There was an unexpected error"):
            make_release(year=year, title="Figures", by=people.coordinator)
    assert build_release(order(year, people.coordinator).pk).state == OrderState.DONE


def test_a_build_that_never_ends_is_given_up(people: People, year: ReportingYear, sent: Submission) -> None:
    made = order(year, people.coordinator)
    most = settings.BUILD_MOST_ATTEMPTS
    ReleaseOrder.objects.filter(pk=made.pk).update(
        state=OrderState.BUILDING, attempts=most, lease_until=timezone.now() - timedelta(hours=1)
    )
    assert "never finished" in build_release(made.pk).problem


@pytest.mark.postgres
def test_a_worker_whose_clock_is_fast_takes_nothing_over(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = order(year, people.coordinator)
    draw = build.with_chart

    def slow(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        # While the first draws, a second comes by, on whose machine it is an hour later.
        later = timezone.now() + timedelta(hours=1)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: later)
            assert build_release(made.pk).state == OrderState.BUILDING
        return draw(content)

    monkeypatch.setattr(build, "with_chart", slow)
    assert build_release(made.pk).state == OrderState.DONE
    assert ReleaseOrder.objects.values_list("attempts", flat=True).get(pk=made.pk) == 1


@pytest.mark.postgres
def test_a_database_that_is_away_fails_no_order(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(content: dict[str, Any]) -> tuple[dict[str, Any], str]:
        raise DatabaseAway("server closed the connection")

    made = order(year, people.coordinator)
    with monkeypatch.context() as patch, pytest.raises(DatabaseAway):
        patch.setattr(build, "with_chart", away)
        build_release(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == (OrderState.BUILDING, "")
    let_its_lease_run_out(made)
    assert build_release(made.pk).state == OrderState.DONE


def test_the_checklist_is_read_again_before_the_release_is_stored(
    people: People, year: ReportingYear, sent: Submission
) -> None:
    made = order(year, people.coordinator)
    newer = approved_return("missing-children", year, people.partner_police.organisation)
    save_figures(
        submission=newer,
        cells={cell: reported(5) for cell in newer.values()},
        by=people.partner_police,
        revision=newer.revision,
    )
    assert "Something changed after you accepted the warnings" in build_release(made.pk).problem
    assert not Release.objects.exists()


def test_a_chart_without_a_description_stops_the_build(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = order(year, people.coordinator)
    monkeypatch.setattr(build, "with_chart", lambda content: (content | {"chart": {"title": "x"}}, "<svg/>"))
    assert "the chart has no title or no description" in build_release(made.pk).problem


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    monkeypatch.setattr(tasks.build_release_task, "delay", found.append)
    return found


def test_an_order_is_queued_once_it_is_stored(
    people: People,
    year: ReportingYear,
    sent: Submission,
    queued: list[int],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = order(year, people.coordinator)
        assert queued == []
    assert queued == [made.pk]


@pytest.mark.django_db(transaction=True)
def test_without_a_queue_the_order_is_noted(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pk: int) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.build_release_task, "delay", refuse)
    keys = [finding.key for finding in ReleaseRequest(year, "Figures").findings()]
    made, is_queued = order_release(
        year=year, title="Figures", note="", publish_at=None, accepted=keys, by=people.coordinator
    )
    assert (made.state, is_queued) == (OrderState.WAITING, False)
    assert "do not need to request it again" in LATER


@pytest.mark.postgres
def test_the_sweeper_finds_what_was_lost(
    people: People, year: ReportingYear, sent: Submission, queued: list[int]
) -> None:
    made = order(year, people.coordinator)
    assert tasks.sweep_release_orders() == 0
    ReleaseOrder.objects.update(ordered_at=timezone.now() - timedelta(minutes=1))
    assert tasks.sweep_release_orders() == 1
    later = timezone.now() + timedelta(minutes=1)
    ReleaseOrder.objects.update(state=OrderState.BUILDING, lease_until=later)
    assert tasks.sweep_release_orders() == 0
    let_its_lease_run_out(made)
    assert tasks.sweep_release_orders() == 1
    assert queued == [made.pk, made.pk]


def test_another_fault_of_the_database_is_not_called_an_order_under_way(
    people: People, year: ReportingYear, sent: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(**kwargs: Any) -> None:
        raise services.IntegrityError

    monkeypatch.setattr(services, "record", breaks)
    with pytest.raises(services.IntegrityError):
        order(year, people.coordinator)
