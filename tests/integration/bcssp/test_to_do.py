"""What waits for each role: one line, with since when and until when, and one link."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.returns.questions import FOLLOW_UPS, ask_follow_up
from learning.models import Consent
from partnership.models import Invitation, Organisation, ReportingYear, User
from partnership.services import close_year, current_year, open_year
from partnership.task import Task, TaskKind
from reports.contributions.record_services import save_costs, start_year_record
from reports.models import CostReturn
from reports.publishing.takedown import take_down
from reports.signing.challenges import CHALLENGES, raise_challenge
from review.services import move
from review.transitions import Verb
from tests.factories.completeness import override_everything
from tests.factories.editions import built, published, signed
from tests.factories.indicators import draft_return, submitted_return
from tests.factories.learning import approve, draft_briefing, draft_case_study, publish
from tests.factories.partnership import GroupFactory, ReportingYearFactory, SeatFactory, UserFactory
from tests.factories.returns import a_round, around_today
from tests.factories.signing import seat_signers
from tests.stages import Cast

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2023, 6, 1)


def tasks_of(person: User) -> list[Task]:
    """What the person's page lists, read through the page's own source."""
    from bcssp.to_do import to_do  # noqa: PLC0415 (after the database is there)

    return [task for group in to_do(User.objects.get(pk=person.pk)) for task in group.tasks]


def titles(person: User, kind: TaskKind) -> list[str]:
    """The titles of one kind."""
    return [task.title for task in tasks_of(person) if task.kind is kind]


def opens(person: User, task: Task) -> int:
    """What the task's link answers to the person."""
    client = Client()
    client.force_login(person)
    return client.get(task.link).status_code


def test_a_begun_return_keeps_the_date_of_its_round(cast: Cast) -> None:
    today = timezone.localdate()
    a_round(cast.police, **around_today(today))
    draft_return("missing-children", cast.year, cast.police)

    found = {task.title: task for task in tasks_of(cast.partner_police)}

    assert found["Missing children, 2022-23: The Police"].due == around_today(today)["due_on"]


def test_what_is_sent_waits_for_those_who_decide_and_for_nobody_else(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, title="A story")
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=story.revision)

    (task,) = [task for task in tasks_of(cast.board_icb) if task.kind is TaskKind.DECIDE]

    assert (task.title, task.since) == ("A story", timezone.localdate())
    assert opens(cast.board_icb, task) == 200
    # Of the same organisation, and the chair while a board member can decide.
    for person in (cast.board_police, cast.chair, cast.coordinator, cast.scrutineer, cast.partner_police):
        assert titles(person, TaskKind.DECIDE) == []


def test_what_nobody_can_decide_waits_for_who_gives_out_roles(cast: Cast) -> None:
    User.objects.filter(pk__in=[cast.board_icb.pk, cast.board_council.pk, cast.chair.pk]).update(is_active=False)
    story = draft_case_study(cast.year, cast.partner_police, title="A story")
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=story.revision)

    assert "A story" in titles(cast.coordinator, TaskKind.PUT_RIGHT)


def test_what_is_approved_waits_for_its_publisher(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police, title="A story")
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=story.revision)
    approve(story, cast.board_icb)

    assert "A story" in titles(cast.coordinator, TaskKind.PUBLISH)
    assert titles(cast.board_icb, TaskKind.PUBLISH) == []


def test_a_question_waits_for_its_answer_and_then_for_its_asker(cast: Cast) -> None:
    submission = submitted_return("missing-children", cast.year, cast.police)
    row, column = submission.rows()[0].key, submission.family.input_columns[0].key
    question = ask_follow_up(
        submission=submission, row=row, column=column, question="Is this right?", by=cast.board_icb
    )

    (task,) = [task for task in tasks_of(cast.partner_police) if task.kind is TaskKind.ANSWER]
    assert "Is this right?" in task.detail
    assert opens(cast.partner_police, task) == 200
    client = Client()
    client.force_login(cast.partner_police)
    anchor = task.link.partition("#")[2]
    assert f'id="{anchor}"' in client.get(task.link).content.decode()

    FOLLOW_UPS.answer(question, "Yes, checked.", by=cast.partner_police)

    assert titles(cast.partner_police, TaskKind.ANSWER) == []
    read = [task for task in tasks_of(cast.board_icb) if task.title.startswith("Read the answer")]
    assert len(read) == 1
    assert opens(cast.board_icb, read[0]) == 200


def test_a_challenge_goes_to_and_fro(cast: Cast) -> None:
    due_on = timezone.localdate() + datetime.timedelta(days=3)
    challenge = raise_challenge(year=cast.year, section="", question="Why so few?", due_on=due_on, by=cast.scrutineer)

    (task,) = [task for task in tasks_of(cast.coordinator) if task.kind is TaskKind.ANSWER]
    assert (task.due, task.link) == (due_on, f"/partner/challenges/{challenge.pk}/")
    assert titles(cast.scrutineer, TaskKind.DECIDE) == []

    CHALLENGES.answer(challenge, "Because.", by=cast.coordinator)

    assert titles(cast.coordinator, TaskKind.ANSWER) == []
    for person in (cast.scrutineer, cast.chair):
        assert len(titles(person, TaskKind.DECIDE)) == 1


def test_the_records_and_the_report_of_a_year_that_is_over_wait_for_the_coordinator(cast: Cast) -> None:
    later = ReportingYearFactory(slug="2024-25")
    open_year(slug=current_year(), by=cast.coordinator)
    save_costs(costs=start_year_record(CostReturn, year=later, by=cast.coordinator), lines=[], by=cast.coordinator)

    found = {task.title: task for task in tasks_of(cast.coordinator)}

    records = found["Records for the annual report 2024-25"]
    assert records.detail == "Not begun: kinds of review with none, training, forward plan"
    assert opens(cast.coordinator, records) == 200
    # The law's date holds from this year on.
    assert found["Build the annual report 2024-25"].due == datetime.date(2025, 9, 30)
    build = found["Build the annual report 2022-23"]
    assert (build.kind, build.due) == (TaskKind.PUBLISH, None)
    client = Client()
    client.force_login(cast.coordinator)
    for address in (build.link, build.link.partition("?")[0]):
        assert '<option value="2022-23" selected' in client.get(address).content.decode()
    for person in (cast.chair, cast.board_icb, cast.partner_police):
        assert not [task for task in tasks_of(person) if task.title.startswith(("Build", "Records"))]

    built(cast)

    titles_now = [task.title for task in tasks_of(cast.coordinator)]
    assert "Build the annual report 2022-23" not in titles_now
    assert "Build the annual report 2024-25" in titles_now


def test_an_edition_goes_from_who_built_it_to_the_chair(cast: Cast) -> None:
    edition = built(cast)
    assert titles(cast.coordinator, TaskKind.SIGN) == [f"Ask for signatures: {edition}"]
    assert titles(cast.chair, TaskKind.PUBLISH) == []


def test_a_signed_edition_waits_for_the_chair(cast: Cast) -> None:
    seat_signers(cast)
    override_everything(cast.year, cast.chair)
    edition = signed(cast)

    assert titles(cast.chair, TaskKind.PUBLISH) == [str(edition)]
    assert titles(cast.coordinator, TaskKind.PUBLISH) == []


def test_a_report_that_was_taken_down_is_put_right_by_a_new_one(cast: Cast) -> None:
    seat_signers(cast)
    override_everything(cast.year, cast.chair)
    edition = published(cast)
    take_down(edition=edition, reason="A wrong figure.", by=cast.coordinator)

    for person in (cast.coordinator, cast.chair):
        (task,) = [task for task in tasks_of(person) if task.kind is TaskKind.PUT_RIGHT]
        assert (task.title, task.reason) == (str(edition), "A wrong figure.")
        assert opens(person, task) == 200


def test_seats_that_end_and_seats_that_are_empty_are_renewed(cast: Cast) -> None:
    today = timezone.localdate()
    board = GroupFactory(kind="board")
    ends_on = today + datetime.timedelta(days=30)
    SeatFactory(group=board, title="Ends soon", organisation=cast.police, ends_on=ends_on)
    SeatFactory(group=board, title="Ends later", organisation=cast.police, ends_on=today + datetime.timedelta(days=90))
    SeatFactory(group=board, title="Empty", organisation=cast.icb, is_vacant=True)
    ReportingYearFactory(slug=f"{today.year}-{(today.year + 1) % 100:02d}")
    ReportingYearFactory(slug=f"{today.year + 1}-{(today.year + 2) % 100:02d}")

    found = [task for task in tasks_of(cast.coordinator) if task.kind is TaskKind.RENEW and "seat" in task.link]

    assert [(task.title, task.due) for task in found] == [
        (f"Ends soon, {board}", ends_on),
        ("1 seat is vacant", None),
    ]
    assert [opens(cast.coordinator, task) for task in found] == [200, 200]


def test_the_next_year_is_opened_in_two_clicks(cast: Cast) -> None:
    (task,) = [task for task in tasks_of(cast.coordinator) if task.title.startswith("Open the year")]
    client = Client()
    client.force_login(cast.coordinator)
    page = client.get(task.link).content.decode()
    slug = task.title.removeprefix("Open the year ")
    assert re.search(rf'name="slug"[^>]*value="{slug}"|value="{slug}"[^>]*name="slug"', page)

    client.post("/partner/years/", {"slug": slug})

    assert ReportingYear.objects.filter(slug=slug).exists()
    assert not [task for task in tasks_of(cast.coordinator) if task.title.startswith("Open the year")]


def test_a_consent_that_ends_is_renewed_by_its_own_organisation(cast: Cast) -> None:
    far = timezone.localdate() + datetime.timedelta(days=400)
    story = draft_case_study(cast.year, cast.partner_police, title="A story", review_by=far)
    publish(story, cast.board_icb, cast.coordinator)
    ends = timezone.localdate() + datetime.timedelta(days=10)
    Consent.objects.filter(case_study=story).update(expires_on=ends)

    (task,) = [task for task in tasks_of(cast.partner_police) if task.kind is TaskKind.RENEW]

    assert (task.title, task.due) == ("A story", ends)
    assert titles(cast.partner_council, TaskKind.RENEW) == []


def test_an_invitation_that_expired_is_sent_again(cast: Cast) -> None:
    person = UserFactory(email="new@example.org", organisation=cast.police, roles=["partner"])
    now = timezone.now()
    Invitation.objects.create(
        user=person,
        email=person.email,
        token_hash="a" * 64,
        invited_at=now - datetime.timedelta(days=9),
        expires_at=now - datetime.timedelta(days=2),
    )

    (task,) = [task for task in tasks_of(cast.coordinator) if task.title.startswith("Invite")]

    assert opens(cast.coordinator, task) == 200


def test_texts_of_the_report_wait_for_who_writes_them_once_the_year_is_over(cast: Cast) -> None:
    assert "Texts for the annual report 2022-23" in titles(cast.coordinator, TaskKind.WRITE)
    close_year(year=cast.year, by=cast.coordinator)
    assert "Texts for the annual report 2022-23" not in titles(cast.coordinator, TaskKind.WRITE)


def test_an_empty_portal_shows_its_first_steps_and_ticks_them_off(db: None) -> None:
    council = Organisation.objects.create(slug="council", name="Council", short_name="Council", kind="local_authority")
    coordinator = UserFactory(email="coordinator@example.org", organisation=council, roles=["coordinator"])
    client = Client()
    client.force_login(coordinator)

    def steps() -> dict[str, str]:
        page = client.get("/partner/").content.decode()
        part = page.partition('aria-labelledby="steps"')[2].partition("</section>")[0]
        lines = [" ".join(re.sub(r"<[^>]+>", " ", f"<li{one}").split()) for one in part.split("<li")[1:]]
        return {line[:20]: line.rpartition(" ")[2] for line in lines}

    before = steps()
    assert len(before) == 9
    assert set(before.values()) == {"do"}
    links = re.findall(r'govuk-task-list__link" href="([^"]+)"', client.get("/partner/").content.decode())
    assert [client.get(link).status_code for link in links] == [200] * len(links)

    client.post("/partner/years/", {"slug": "2022-23"})

    after = steps()
    assert list(after.values()).count("Done") == 1


def test_more_that_waits_takes_no_more_queries(cast: Cast) -> None:
    def add() -> None:
        for writer in (cast.partner_police, cast.partner_council):
            story = draft_case_study(cast.year, writer)
            move(obj=story, verb=Verb.SUBMIT, by=writer, revision=story.revision)
        back = draft_briefing(cast.year, cast.coordinator)
        move(obj=back, verb=Verb.SUBMIT, by=cast.coordinator, revision=back.revision)
        move(obj=back, verb=Verb.RETURN, by=cast.board_icb, note="Shorter.", revision=back.revision)
        due_on = timezone.localdate() + datetime.timedelta(days=1)
        raise_challenge(year=cast.year, section="", question="Why?", due_on=due_on, by=cast.chair)
        SeatFactory(organisation=cast.police, ends_on=timezone.localdate())

    for person in (cast.coordinator, cast.board_icb, cast.chair):
        counts = []
        for times in (1, 3):
            for _ in range(times):
                add()
            tasks_of(person)
            with CaptureQueriesContext(connection) as queries:
                tasks_of(person)
            counts.append(len(queries))
        assert counts[0] == counts[1], person
