"""Leases and tokens: a build that dies anywhere is taken up, repeats nothing that is done, and ends the same."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from publication.leases import LeaseLost
from reports.build import build_steps
from reports.build.leases import fail_step, take_step
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.build.steps import STEPS
from reports.content.freeze import digest, freeze
from reports.document.assemble import assemble
from reports.editions import failpoints
from reports.editions.audit_anchor import trail_of
from reports.editions.queries import edition_with_work
from reports.models import EditionState, FileKind, Step, StepState
from review.models import Event, Notification

pytestmark = [pytest.mark.usefixtures("own_storage"), pytest.mark.postgres]

KEYS = [plan.key for plan in STEPS]
KINDS = {FileKind.JSON, FileKind.HTML, FileKind.PAGE, FileKind.PDF}


@pytest.fixture(autouse=True)
def _quick_typesetting(monkeypatch):
    """What a PDF looks like is tried elsewhere."""
    monkeypatch.setattr(build_steps, "render_pdf", lambda frozen: b"%PDF-" + digest(frozen).encode())


@pytest.fixture
def queued(cast):
    return begin_edition(year=cast.year, by=cast.coordinator)


class Killed(BaseException):
    """Ends a process as kill -9 would: nothing is tidied up."""


def dies_at(name):
    """Let the process die at a named point, once."""

    def visit(folder, reached):
        if reached == name:
            raise Killed

    return patch.object(failpoints, "_visit", side_effect=visit)


def let_leases_run_out():
    Step.objects.filter(state=StepState.RUNNING).update(lease_until=timezone.now() - timedelta(minutes=10))


@pytest.fixture
def faults_armed(settings, tmp_path):
    settings.REPORT_FAULTS = str(tmp_path)


ELSEWHERE = (*failpoints.ASK_POINTS, *failpoints.QUEUE_POINTS, *failpoints.PUBLISH_POINTS)
BUILD_POINTS = [name for name in failpoints.all_points(KEYS) if name not in ELSEWHERE]


@pytest.mark.parametrize("name", BUILD_POINTS)
def test_build_that_dies_anywhere_is_taken_up_and_repeats_nothing(queued, faults_armed, name):
    with dies_at(name), pytest.raises(Killed):
        build_edition(queued.pk)
    done = dict(Step.objects.filter(state=StepState.DONE).values_list("key", "finished_at"))
    let_leases_run_out()
    edition = build_edition(queued.pk)
    assert edition.state == EditionState.READY, edition.failure
    assert done.items() <= dict(edition.steps.values_list("key", "finished_at")).items(), "finished steps stay"
    assert {file.kind for file in edition.files.all()} >= KINDS
    assert edition.sha256 == digest(freeze(assemble(edition.year, trail=trail_of(edition))))
    assert Event.objects.about(edition).filter(verb="build report").count() == 1
    assert Notification.objects.count() == 1


def test_step_in_other_hands_is_left_alone_until_its_lease_runs_out(queued, faults_armed):
    with dies_at("freeze-made"), pytest.raises(Killed):
        build_edition(queued.pk)
    assert build_edition(queued.pk).state == EditionState.BUILDING, "its builder may still be alive"
    assert edition_with_work(queued.year) is None
    let_leases_run_out()
    assert edition_with_work(queued.year) == queued


def test_each_attempt_gets_longer_and_the_last_is_given_up_so_that_another_can_be_asked_for(queued, settings):
    settings.BUILD_MOST_ATTEMPTS = 2
    lengths = []
    for _ in range(2):
        hold = take_step(queued.pk)
        step = queued.steps.get(key=hold.key)
        lengths.append(round((step.lease_until - step.started_at).total_seconds()))
        let_leases_run_out()
    assert lengths == [180, 360]
    edition = build_edition(queued.pk)
    assert edition.state == EditionState.FAILED
    assert edition.failure.startswith("It was started 2 times but never finished")
    assert begin_edition(year=queued.year, by=queued.requested_by).number == 2


def test_builder_who_was_overtaken_writes_no_more(queued):
    real = build_steps.render_pdf

    def slow(frozen):
        let_leases_run_out()
        assert take_step(queued.pk).key == "pdf"
        return real(frozen)

    with patch.object(build_steps, "render_pdf", side_effect=slow):
        edition = build_edition(queued.pk)
    assert edition.state == EditionState.BUILDING
    assert edition.steps.get(key="pdf").state == StepState.RUNNING
    assert not edition.files.filter(kind=FileKind.PDF).exists()
    assert not Event.objects.filter(verb="build report").exists()


def test_late_failure_of_a_builder_who_was_overtaken_fails_nothing(queued):
    hold = take_step(queued.pk)
    let_leases_run_out()
    second = take_step(queued.pk)
    assert second.token > hold.token
    with pytest.raises(LeaseLost):
        fail_step(hold, "Too late.")
    queued.refresh_from_db()
    assert queued.state == EditionState.BUILDING


def test_database_that_is_away_fails_nothing_and_is_said(queued):
    with (
        patch.object(build_steps, "assemble_from", side_effect=OperationalError("server closed the connection")),
        pytest.raises(OperationalError),
    ):
        build_edition(queued.pk)
    queued.refresh_from_db()
    assert queued.state == EditionState.BUILDING
    let_leases_run_out()
    assert build_edition(queued.pk).state == EditionState.READY


def test_database_refuses_a_step_that_runs_without_a_lease(queued):
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(key="assemble").update(state=StepState.RUNNING)
