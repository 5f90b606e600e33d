"""Who asked for a report is told once how it ended; pages and terminal say where it failed and what to do."""

from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reports.build import build_steps
from reports.build.leases import take_step
from reports.build.run import build_edition, reason_of
from reports.build.services import begin_edition
from reports.build.steps import HowFar, how_far
from reports.document.render.errors import RenderError
from reports.editions.storage import MissingFile
from reports.models import Edition, EditionState, Step
from review.models import Notification

pytestmark = pytest.mark.usefixtures("own_storage", "no_typesetting")


@pytest.fixture
def queued(cast):
    return begin_edition(year=cast.year, by=cast.coordinator)


@pytest.fixture
def failed(queued):
    with patch.object(build_steps, "render_pdf", side_effect=RenderError("Typst refused the chart.")):
        return build_edition(queued.pk)


def test_who_asked_is_told_once_that_it_is_ready(queued, cast):
    build_edition(queued.pk)
    build_edition(queued.pk)
    (message,) = Notification.objects.all()
    assert (message.recipient, message.subject) == (cast.coordinator, "Ready: Annual report 2022-23, edition 1")
    assert "It is not published yet." in message.body
    assert f"/admin/reports/edition/{queued.pk}/" in message.body


def test_who_asked_is_told_at_which_step_it_failed_why_and_that_nothing_else_changed(failed):
    assert failed.state == EditionState.FAILED
    (message,) = Notification.objects.all()
    assert message.subject == "Build failed: Annual report 2022-23, edition 1"
    assert "It failed at the step “Create the PDF”." in message.body
    assert "Typst refused the chart." in message.body
    assert "Earlier editions have not changed." in message.body


def test_operator_at_the_terminal_is_written_no_mail(cast):
    edition = build_edition(begin_edition(year=cast.year, by=None).pk)
    assert edition.state == EditionState.READY, edition.failure
    assert not Notification.objects.exists()


def test_page_names_the_step_that_failed(client, failed, cast):
    client.force_login(cast.coordinator)
    text = client.get(f"/admin/reports/edition/{failed.pk}/").content.decode()
    assert "It failed at the step “Create the PDF”." in text
    assert "Typst refused the chart." in text


def test_steps_that_run_side_by_side_are_all_named(queued):
    Step.objects.filter(key__in=["assemble", "freeze"]).update(
        state="done", started_at=queued.requested_at, finished_at=queued.requested_at
    )
    Step.objects.filter(key__in=["html", "pdf"]).update(due_at=queued.requested_at)
    take_step(queued.pk)
    take_step(queued.pk)
    far = how_far(Edition.objects.get())
    assert (far.done, far.label) == (2, "Create the web page, Create the PDF")


def test_terminal_says_what_is_left_to_expect():
    assert HowFar(1, 5, "Create the PDF", 12).words == "Create the PDF, about 12 seconds left"
    assert HowFar(5, 5, "Finished").words == "Finished"
    assert HowFar(0, 0, "Finished").percent == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MissingFile("a.pdf is not in storage."), "a.pdf is not in storage."),
        (OSError(28, "No space left on device"), "rejected a file (No space left on device). Free up space"),
        (RenderError("Two tables have one name."), "Two tables have one name."),
        (ValueError("x"), "There was an unexpected error (ValueError)"),
    ],
)
def test_each_failure_says_what_to_do(error, words):
    assert words in reason_of(error)


def test_command_says_that_the_database_is_away_and_that_it_goes_on_later(cast):
    with (
        patch.object(build_steps, "assemble_from", side_effect=OperationalError("server closed the connection")),
        pytest.raises(CommandError, match="Run this command again when it is back"),
    ):
        call_command("build_annual_report", "2022-23")
    Step.objects.filter(state="running").update(lease_until=Edition.objects.get().requested_at)
    call_command("build_annual_report", "2022-23")
    assert Edition.objects.get().state == EditionState.READY


def test_command_says_that_another_process_has_it(cast):
    def taken_away(year, **choices):
        Step.objects.filter(key="assemble").update(attempts=99)
        return real(year, **choices)

    real = build_steps.assemble_from
    with (
        patch.object(build_steps, "assemble_from", side_effect=taken_away),
        pytest.raises(CommandError, match="Another process is building this edition"),
    ):
        call_command("build_annual_report", "2022-23")
