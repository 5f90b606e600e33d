"""The second year of the example: in progress, marked as made up, with something to do for every role."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from bcssp.management.commands import begin_next_year
from bcssp.to_do import to_do
from indicators.models import FollowUp, Submission
from indicators.releases.queries import headline_tables
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from partnership.task import TaskKind
from reports.board_pack.pack import read_pack
from reports.content.freeze import freeze
from reports.document.assemble import assemble
from reports.impact.grades import Sort
from reports.models import (
    Challenge,
    Edition,
    ImpactClaim,
    MemberAccount,
    PeerChallenge,
    SelfAssessment,
    Statement,
    Target,
)
from review.audit import verify_trail
from review.models import Notification
from review.queries import queue
from review.states import ReviewState
from tests.stored_world import StoredWorld


def run() -> str:
    out = io.StringIO()
    with mock.patch.object(begin_next_year, "wait_for"), mock.patch.object(begin_next_year, "ask_to_sign") as ask:
        call_command("begin_next_year", stdout=out)
    return out.getvalue() + ("asked" if ask.called else "")


@dataclass(frozen=True)
class Begun:
    """What the command said, and the people of the example."""

    said: str
    people: dict[str, User]


@pytest.fixture(scope="module")
def begun(
    stored_world: StoredWorld, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Begun]:
    """The year, begun once for all tests of this module."""
    media = tmp_path_factory.mktemp("next-year") / "world"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        world = stored_world.restore(media)
        yield Begun(run(), world.example.people)
        stored_world.empty()


@pytest.mark.django_db
def test_everything_of_the_year_carries_the_mark(begun: Begun) -> None:
    year = ReportingYear.objects.get(slug="2023-24")

    assert "all of it is illustrative" in begun.said
    assert begun.said.endswith("asked")
    assert (str(year), year.is_closed) == ("2023-24 (illustrative)", False)
    assert ReportingYear.objects.get(slug="2022-23").is_closed
    assert Edition.objects.filter(year=year).count() == 1
    for submission in Submission.objects.filter(year=year):
        assert {value.illustrative for value in submission.values().values()} == {True}
    assert verify_trail() is None
    assert run() == ""


@pytest.mark.django_db
def test_every_role_finds_something_to_do(begun: Begun) -> None:
    year = ReportingYear.objects.get(slug="2023-24")
    people = begun.people
    states = set(MemberAccount.objects.filter(year=year).values_list("state", flat=True))

    assert states == {ReviewState.APPROVED, ReviewState.RETURNED}
    assert set(Statement.objects.filter(year=year).values_list("kind", "state")) == {
        ("foreword", "submitted"),
        ("scrutiny", "submitted"),
        ("voice", "draft"),
        ("effectiveness", "approved"),
    }
    for name in ("board.council", "board.icb", "board.police", "chair", "scrutineer"):
        assert any(not row.obstacle for row in queue(people[f"{name}@example.org"])), name
    assert FollowUp.objects.unanswered().filter(submission__year=year).count() == 1
    assert Challenge.objects.unsettled().filter(year=year).count() == 1
    assert set(SelfAssessment.objects.filter(year=year).values_list("round__template", "state")) == {
        ("children", "approved"),
        ("children", "submitted"),
        ("adults", "draft"),
    }
    assert PeerChallenge.objects.open().count() == 1
    told = Notification.objects.filter(recipient=people["partner.council@example.org"])
    assert any("One more enquiry ended" in letter.body for letter in told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("coordinator", {TaskKind.PUBLISH, TaskKind.ANSWER, TaskKind.WRITE, TaskKind.RENEW}),
        ("partner.council", {TaskKind.PUT_RIGHT, TaskKind.ANSWER, TaskKind.WRITE, TaskKind.RENEW}),
        ("partner.police", {TaskKind.PUT_RIGHT, TaskKind.ANSWER, TaskKind.WRITE}),
        ("board.icb", {TaskKind.DECIDE, TaskKind.ANSWER}),
        ("board.police", {TaskKind.DECIDE, TaskKind.ANSWER}),
        ("chair", {TaskKind.DECIDE}),
        ("scrutineer", {TaskKind.DECIDE}),
    ],
)
def test_each_person_finds_on_my_work_what_waits_for_them(begun: Begun, name: str, kinds: set[TaskKind]) -> None:
    """The edition to sign is asked for by the command, when it is built."""
    groups = to_do(begun.people[f"{name}@example.org"])

    assert kinds <= {task.kind for group in groups for task in group.tasks}


@pytest.mark.django_db
def test_its_claim_has_evidence_of_every_sort_and_the_report_says_that_it_is_made_up(begun: Begun) -> None:
    year = ReportingYear.objects.get(slug="2023-24")
    claim = ImpactClaim.objects.live().get(year=year)
    report = assemble(year)
    [section] = [one for one in report.sections if one.anchor == "impact"]
    told = freeze(section)

    assert set(claim.evidence.values_list("sort", flat=True)) == set(Sort)
    assert report.title.endswith("(illustrative)")
    for words in ("Figure: ", "Case study: ", "Audit: ", "Feedback: ", "Evaluation of training: "):
        assert words in told
    assert "Fully achieved, July to September 2023: 54 (illustrative)" in told
    assert "The letter that was read aloud (illustrative)" in told
    assert "Grade of evidence: " in told


@pytest.mark.django_db
def test_the_home_page_goes_on_showing_the_year_with_real_figures(begun: Begun) -> None:
    assert {table.release.year.slug for table in headline_tables()} == {"2022-23"}


@pytest.mark.django_db
def test_its_scorecard_has_quarters_and_colours(begun: Begun) -> None:
    coordinator = begun.people["coordinator@example.org"]
    cards = {
        card.content["slug"]: card
        for card in read_pack(ReportingYear.objects.get(slug="2023-24"), reader=coordinator).cards
    }
    lines = {line.key: line for line in cards["desired-outcomes"].lines}

    assert Target.objects.in_force().count() == 2
    assert lines["fully-achieved"].rag
    assert not cards["desired-outcomes"].is_public


@pytest.mark.django_db
def test_a_portal_without_the_published_example_stays_as_it_is(begun: Begun) -> None:
    with mock.patch.object(begin_next_year, "YEAR", "2019-20"):
        assert "does not contain the published example" in run()


@pytest.mark.django_db
def test_a_failed_build_is_told_in_its_words(begun: Begun) -> None:
    year = ReportingYear.objects.get(slug="2023-24")
    with (
        mock.patch.object(begin_next_year, "YEAR_IN_PROGRESS", "2024-25"),
        mock.patch.object(begin_next_year, "load_in_progress", return_value=year),
        mock.patch.object(begin_next_year, "request_build", return_value=(Edition.objects.get(year=year), True)),
        mock.patch.object(begin_next_year, "wait_for", side_effect=DomainError("No figures.")),
        pytest.raises(CommandError, match="No figures"),
    ):
        call_command("begin_next_year", stdout=io.StringIO())
