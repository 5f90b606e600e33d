"""Building, from asking to publishing: once, resumable, only from what is approved."""

import re
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from learning.services import withdraw_consent
from partnership.exceptions import DomainError, NotAllowed, StaleRevision, WrongState
from reports import tasks
from reports.build import build_steps, services
from reports.build.leases import take_step
from reports.build.run import build_edition
from reports.build.services import begin_edition, request_build
from reports.build.steps import STEPS, how_far
from reports.build.tasks import build_edition_task, sweep_editions
from reports.content.freeze import digest
from reports.document.assemble import assemble
from reports.document.render.errors import RenderError
from reports.editions.queries import newest_published_year, paths_of, readable_edition
from reports.editions.storage import MissingFile, path_of, read, store
from reports.models import Edition, EditionState, FileKind, Step, StepState, StoredFile
from reports.publishing.services import publish_edition
from reports.readiness import unchanged
from review.audit import verify_trail
from review.models import Event
from tests.factories.learning import draft_case_study, publish
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import ActionFactory, live_update
from tests.factories.signing import publish_signed, sign_everything

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage")

KEYS = [plan.key for plan in STEPS]


@pytest.fixture
def queued(cast):
    return begin_edition(year=cast.year, by=cast.coordinator)


def make_once(cast):
    return {"ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def ready(made):
    return made["ready"]


def test_edition_goes_from_queued_to_ready_step_by_step(queued):
    seen = []
    edition = build_edition(queued.pk, show=lambda far: seen.append((far.done, far.total)))
    assert edition.state == EditionState.READY, edition.failure
    assert seen == [(done, len(STEPS)) for done in range(len(STEPS) + 1)]
    assert set(edition.steps.values_list("state", flat=True)) == {StepState.DONE}
    assert edition.sha256 == digest(edition.frozen)
    assert {file.kind for file in edition.files.all()} >= {FileKind.JSON, FileKind.HTML, FileKind.PAGE, FileKind.PDF}
    assert Event.objects.about(edition)[0].data["sha256"] == edition.sha256
    assert verify_trail() is None


def test_same_data_gives_the_same_bytes(ready, cast):
    second = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert second.number == 2
    assert second.sha256 == ready.sha256
    assert dict(second.files.values_list("kind", "sha256")) == dict(ready.files.values_list("kind", "sha256"))


def test_only_the_coordinator_asks_and_only_once_at_a_time(queued, cast):
    with pytest.raises(NotAllowed):
        request_build(year=cast.year, by=cast.board_icb)
    with pytest.raises(DomainError, match=r"Coordinator requested the report of 2022-23 on .*0 of \d steps are done"):
        begin_edition(year=cast.year, by=cast.coordinator)


def test_two_who_ask_at_the_same_moment_get_one_edition(queued, cast):
    with patch.object(services, "unfinished", return_value=None), pytest.raises(DomainError, match="a moment ago"):
        begin_edition(year=cast.year, by=cast.coordinator)
    assert Edition.objects.count() == 1


@pytest.mark.postgres
def test_message_that_comes_twice_builds_once(ready):
    before = Edition.objects.values().get()
    with patch("reports.build.tasks.build_edition_task.delay") as delay:
        build_edition_task(ready.pk)
    assert not delay.called
    assert Edition.objects.values().get() == before
    assert Event.objects.about(ready).filter(verb="build report").count() == 1


def test_failure_names_step_reason_and_leaves_the_old_edition(ready, cast):
    second = begin_edition(year=cast.year, by=cast.coordinator)
    with patch.object(build_steps, "render_pdf", side_effect=RenderError("Typst refused the chart.")):
        second = build_edition(second.pk)
    assert (second.state, second.failure) == (EditionState.FAILED, "Typst refused the chart.")
    assert second.steps.get(state=StepState.FAILED).key == "pdf"
    assert second.steps.get(key="pdf").message == "Typst refused the chart."
    ready.refresh_from_db()
    assert ready.state == EditionState.READY


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DomainError("Nothing is approved."), "Nothing is approved."),
        (KeyError("x"), "There was an unexpected error (KeyError)"),
    ],
)
def test_failure_is_told_in_words(queued, error, words):
    with patch.object(build_steps, "assemble_from", side_effect=error):
        edition = build_edition(queued.pk)
    assert words in edition.failure
    assert how_far(edition).label == STEPS[0].label


@pytest.mark.postgres
def test_database_refuses_two_under_way_and_a_ready_one_without_its_hash(queued):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(year=queued.year, number=9, requested_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(state=EditionState.READY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(state=EditionState.FAILED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(state=EditionState.PUBLISHED)


# The queue


@pytest.mark.django_db(transaction=True)
def test_queue_gets_the_hint_and_its_absence_is_said(cast):
    with patch.object(tasks.build_edition_task, "delay") as delay:
        edition, is_queued = request_build(year=cast.year, by=cast.coordinator)
    assert is_queued
    delay.assert_called_once_with(edition.pk)
    Edition.objects.all().delete()
    with patch.object(tasks.build_edition_task, "delay", side_effect=OperationalError("gone")):
        edition, is_queued = request_build(year=cast.year, by=cast.coordinator)
    assert not is_queued
    assert edition.state == EditionState.QUEUED


def test_sweeper_queues_what_was_lost_and_leaves_what_is_on_its_way(queued):
    with patch("reports.build.tasks.build_edition_task.delay") as delay:
        assert sweep_editions() == 0
        Step.objects.filter(due_at__isnull=False).update(due_at=timezone.now() - timedelta(minutes=1))
        assert sweep_editions() == 1
        delay.assert_called_once_with(queued.pk)


def test_sweeper_finds_a_dead_builder_and_no_living_one(queued):
    take_step(queued.pk)
    with patch("reports.build.tasks.build_edition_task.delay") as delay:
        assert sweep_editions() == 0
        Step.objects.filter(state=StepState.RUNNING).update(lease_until=timezone.now() - timedelta(minutes=10))
        assert sweep_editions() == 1
        assert delay.called


def test_messages_carry_the_build_and_steps_that_need_the_same_are_queued_together(queued):
    waiting = [queued.pk]
    sizes = []
    with patch("reports.build.tasks.build_edition_task.delay", side_effect=waiting.append):
        while waiting:
            sizes.append(len(waiting))
            build_edition_task(waiting.pop(0))
    queued.refresh_from_db()
    assert queued.state == EditionState.READY
    assert max(sizes) >= sum(plan.needs == ("freeze",) for plan in STEPS) > 1


# Publishing


def test_chair_publishes_and_nobody_else(ready, cast):
    with pytest.raises(NotAllowed):
        publish_edition(edition=ready, by=cast.coordinator)
    published = publish_signed(ready, cast)
    assert (published.state, published.published_by) == (EditionState.PUBLISHED, cast.chair)
    assert newest_published_year() == "2022-23"
    with pytest.raises(WrongState, match="You can only publish an edition that is ready"):
        publish_edition(edition=ready, by=cast.chair)


def test_what_was_approved_after_the_build_has_to_be_built_in_first(ready, cast):
    live_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, cast.board_icb)
    with pytest.raises(DomainError, match="Build the report again"):
        publish_signed(ready, cast)
    assert newest_published_year() is None


def test_file_lost_or_changed_in_storage_is_not_published(ready, cast):
    sign_everything(ready, cast)
    file = ready.files.get(kind=FileKind.PDF)
    path_of(file.sha256, file.ending).write_bytes(b"changed")
    with pytest.raises(DomainError, match="was changed in storage"):
        publish_edition(edition=ready, by=cast.chair)
    path_of(file.sha256, file.ending).unlink()
    with pytest.raises(DomainError, match="is missing from storage"):
        publish_edition(edition=ready, by=cast.chair)


@pytest.mark.postgres
def test_two_who_publish_at_once_publish_once(ready, cast):
    def overtaken(year, *, trail, correction):
        Edition.objects.update(state=EditionState.PUBLISHED, published_by=cast.chair, published_at=timezone.now())
        return assemble(year, trail=trail, correction=correction)

    sign_everything(ready, cast)
    with patch.object(unchanged, "assemble", side_effect=overtaken), pytest.raises(StaleRevision):
        publish_edition(edition=ready, by=cast.chair)


def test_withdrawn_story_takes_its_report_down(cast):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert story.title in edition.frozen
    publish_signed(edition, cast)

    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    assert readable_edition("2022-23") == (None, True)
    assert newest_published_year() is None
    corrected = build_edition(
        begin_edition(year=cast.year, by=cast.coordinator, correction_note="A story was taken out.").pk
    )
    assert story.title not in corrected.frozen
    publish_signed(corrected, cast)
    assert readable_edition("2022-23") == (corrected, False)


# Storage


def test_store_keeps_the_same_content_once_and_leaves_nothing_half_done(settings, db):
    sha256 = store(b"content", "pdf")
    assert store(b"content", "pdf") == sha256
    assert read(sha256, "pdf") == b"content"
    with (
        patch("reports.editions.storage.Path.replace", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk"),
    ):
        store(b"other", "pdf")
    files = [path for path in Path(settings.MEDIA_ROOT).glob("reports/*/*") if path.is_file()]
    assert [path.name for path in files] == [f"{sha256}.pdf"]
    with pytest.raises(MissingFile, match="missing from storage"):
        read("0" * 64, "pdf")


def test_names_of_folders_are_made_safe_though_somebody_else_made_the_folder(settings, db):
    """Whoever made it may have died before it was safe: what is stored in it has to be found after a power cut."""
    target = path_of(digest(b"content"), "pdf")
    target.parent.mkdir(parents=True)
    with patch("reports.editions.storage._sync_folder") as sync:
        store(b"content", "pdf")
    synced = [call.args[0] for call in sync.call_args_list]
    assert {target.parent, target.parent.parent, Path(settings.MEDIA_ROOT)} <= set(synced)
    assert synced[-1] == target.parent, "the file's own name last"


def test_building_again_mends_a_file_that_was_changed_in_storage(ready, cast):
    file = ready.files.get(kind=FileKind.PDF)
    path_of(file.sha256, file.ending).write_bytes(b"changed")
    again = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    assert again.state == EditionState.READY, again.failure
    assert read(file.sha256, file.ending).startswith(b"%PDF-")


# The command


def test_command_builds_and_prints_a_path_a_line(cast, capsys, tmp_path):
    call_command("build_annual_report", "2022-23", output=tmp_path / "out", by="coordinator@example.org")
    out = capsys.readouterr()
    paths = [Path(line) for line in out.out.splitlines()]
    assert {path.suffix for path in paths} == {".pdf", ".html", ".xlsx", ".zip", ".json"}
    assert all(path.stat().st_size > 1000 for path in paths)
    assert f"{len(STEPS)} of {len(STEPS)}: Finished" in out.err
    assert re.search(r"SHA-256 [0-9a-f]{64}", out.err)


def test_command_builds_what_waits_for_a_worker(queued, capsys):
    call_command("build_annual_report", "2022-23")
    assert Edition.objects.get().state == EditionState.READY
    assert capsys.readouterr().out.splitlines() == paths_of(Edition.objects.get())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1999-00"], "Known years: 2022-23"),
        (["2022-23", "--by", "nobody@example.org"], "There is no account nobody@example.org"),
        (["2022-23", "--by", "chair@example.org"], "You cannot build the annual report"),
    ],
)
def test_command_says_what_is_wrong(cast, arguments, words):
    ReportingYearFactory()
    with pytest.raises(CommandError, match=words):
        call_command("build_annual_report", *arguments)


def test_command_builds_what_waits_for_nobody_who_may_not_ask(queued):
    with pytest.raises(CommandError, match="You cannot build the annual report"):
        call_command("build_annual_report", "2022-23", by="partner.police@example.org")
    assert Edition.objects.get().state == EditionState.QUEUED


def test_command_ends_with_the_reason_of_a_failure(cast):
    with (
        patch.object(build_steps, "assemble_from", side_effect=DomainError("No priorities.")),
        pytest.raises(CommandError, match="No priorities"),
    ):
        call_command("build_annual_report", "2022-23")


def test_words_for_people(ready):
    assert str(ready) == "Annual report 2022-23, edition 1"
    assert str(ready.steps.first()) == STEPS[0].label
    assert str(StoredFile.objects.get(kind=FileKind.PDF)) == "annual-report-2022-23.pdf"
    assert how_far(ready).percent == 100
