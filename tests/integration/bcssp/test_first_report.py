"""The first report: asked for by the coordinator, built by the worker, signed, published by the chair, once."""

import io
from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bcssp.management.commands import first_report
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from reports.build import waiting
from reports.build.services import begin_edition
from reports.build.steps import STEPS
from reports.models import Edition, EditionState, StepState
from tests.people import People

SHA = "a" * 64


def ready(edition: Edition) -> None:
    """Do what the worker does."""
    now = timezone.now()
    edition.steps.update(state=StepState.DONE, started_at=now, finished_at=now)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.READY, frozen="{}\n", sha256=SHA, ready_at=now)


def failed(edition: Edition) -> None:
    """Do what the worker does when something is missing."""
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.FAILED, failure="No release was made.")


@pytest.fixture
def publish() -> Iterator[mock.MagicMock]:
    """Publish without the checks of what is approved: they have tests of their own."""

    def do(*, edition: Edition, by: object) -> Edition:
        now = timezone.now()
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.PUBLISHED, published_by=by, published_at=now)
        edition.refresh_from_db()
        return edition

    with mock.patch.object(first_report, "publish_edition", side_effect=do) as called:
        yield called


@pytest.fixture(autouse=True)
def sign() -> Iterator[mock.MagicMock]:
    """Sign nothing: what a signature takes has tests of its own."""
    with mock.patch.object(first_report, "sign_edition") as called:
        yield called


def run(worker: Callable[[Edition], None] = ready, **options: object) -> str:
    """Run the command; the worker acts when the command first looks away."""
    out = io.StringIO()

    def look_away(seconds: float) -> None:
        for edition in Edition.objects.under_way():
            worker(edition)

    with mock.patch.object(waiting.time, "sleep", side_effect=look_away):
        call_command("first_report", stdout=out, **options)
    return out.getvalue()


def test_first_report_is_built_signed_and_published(
    people: People, year: ReportingYear, publish: mock.MagicMock, sign: mock.MagicMock
) -> None:
    said = run()

    edition = Edition.objects.get()
    assert (edition.requested_by, edition.published_by) == (people.coordinator, people.chair)
    signers = [people.board_council, people.board_icb, people.board_police, people.chair]
    assert [call.kwargs["by"] for call in sign.call_args_list] == signers
    assert f"0 of {len(STEPS)}" in said
    assert f"{len(STEPS)} of {len(STEPS)}" in said
    assert "The annual report 2022-23:" in said


def test_first_report_again_changes_nothing(people: People, year: ReportingYear, publish: mock.MagicMock) -> None:
    run()

    said = run()

    assert Edition.objects.count() == 1
    assert publish.call_count == 1
    assert "The annual report 2022-23:" in said


def test_first_report_goes_on_with_one_that_is_under_way(
    people: People, year: ReportingYear, publish: mock.MagicMock
) -> None:
    begin_edition(year=year, by=people.coordinator)

    run()

    assert Edition.objects.get().state == EditionState.PUBLISHED


def test_first_report_that_failed_is_said(people: People, year: ReportingYear, publish: mock.MagicMock) -> None:
    with pytest.raises(CommandError, match="No release was made"):
        run(worker=failed)

    assert not publish.called


def test_first_report_after_a_failure_is_built_anew(
    people: People, year: ReportingYear, publish: mock.MagicMock
) -> None:
    with pytest.raises(CommandError):
        run(worker=failed)

    run()

    assert [edition.state for edition in Edition.objects.order_by("number")] == ["failed", "published"]


def test_first_report_gives_up_on_a_worker_that_never_comes(
    people: People, year: ReportingYear, publish: mock.MagicMock
) -> None:
    with pytest.raises(CommandError, match="in time"):
        run(worker=lambda edition: None, wait=0.0)


def test_first_report_hands_on_what_a_service_refuses(
    people: People, year: ReportingYear, publish: mock.MagicMock
) -> None:
    publish.side_effect = DomainError("Build the report again.")

    with pytest.raises(CommandError, match="Build the report again"):
        run()


def test_first_report_leaves_a_database_of_somebodys_own_alone(year: ReportingYear) -> None:
    assert "does not contain the example" in run()
    assert not Edition.objects.exists()


def test_first_report_of_a_year_that_is_not_there(people: People) -> None:
    assert "does not contain the example" in run(year="1999-00")
