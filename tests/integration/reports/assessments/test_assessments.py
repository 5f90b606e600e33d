"""A self-assessment from its opening to the report: answered in steps, challenged by a peer, approved, tracked."""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bcssp.to_do import to_do
from deadlines.working_days import is_working_day
from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from partnership.services import current_year
from priorities.models import Action
from reports.assessments.challenges import CHALLENGES, answer_challenge, challenge_grade
from reports.assessments.models import PeerChallenge
from reports.assessments.queries import found_in, last_answers, to_open
from reports.assessments.reminders import send_due
from reports.assessments.services import save_assessment, start_assessment
from reports.document.assemble import assemble
from reports.models import AssessmentReminder, AssessmentRound, SelfAssessment
from review.models import Notification
from review.services import move
from review.transitions import Verb
from tests.factories.accounts import seat
from tests.factories.assessments import MET, PARTLY, an_open_round, draft_assessment, sent_assessment
from tests.factories.partnership import ReportingYearFactory, UserFactory


@pytest.fixture
def year(cast):
    seat(cast.police)
    seat(cast.council)
    return cast.year


@pytest.fixture
def no_member(cast):
    """Somebody who writes for an organisation without a seat."""
    return UserFactory(organisation=cast.icb, roles=["partner"])


@pytest.fixture
def asked(cast, year):
    return an_open_round(year, cast.coordinator)


def approve(assessment, by):
    return move(obj=assessment, verb=Verb.APPROVE, by=by, revision=assessment.revision)


def titles(user):
    return {task.title: task for group in to_do(user) for task in group.tasks}


def step(round_, key):
    return reverse("reports:assessment-step", args=[round_.pk, key])


def test_coordinator_opens_it_once_for_a_year(client, cast, year):
    client.force_login(cast.coordinator)
    days = {"opens_on": "1 6 2026", "due_on": "30 6 2026", "closes_on": "31 7 2026"}
    form = {"template": "children", "year": year.pk}
    for name, text in days.items():
        form |= dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), text.split(), strict=True))

    address = reverse("reports:assessment-open")
    assert client.post(address, form | {"due_on-day": "1", "due_on-month": "8"}).status_code == 200
    assert client.post(address, form).url == f"{reverse('reports:assessment-list')}?year=2022-23"
    again = client.post(address, form).content.decode()

    assert "is already open for 2022-23" in again
    assert AssessmentRound.objects.get().standards[0]["key"] == "leadership"


def test_the_coordinator_is_asked_to_open_it_for_the_year_that_has_begun(client, cast, asked):
    assert "Open the self-assessment" not in str(titles(cast.coordinator))
    this_year = ReportingYearFactory(slug=current_year())
    words = f"Open the self-assessment “{asked.title}” for {this_year.label}"
    task = titles(cast.coordinator)[words]
    assert (task.since, words in titles(cast.chair)) == (this_year.starts_on, False)

    client.force_login(cast.coordinator)
    form = client.get(task.link).context["form"]
    assert (form["template"].value(), form["year"].value()) == ("children", this_year.pk)
    carried = client.get(reverse("year-carried", args=[this_year.slug])).content.decode()
    assert task.link.replace("&", "&amp;") in carried

    an_open_round(this_year, cast.coordinator)

    assert words not in titles(cast.coordinator)
    assert to_open(this_year) == []


def test_member_answers_in_steps_and_submits(client, cast, asked):
    client.force_login(cast.partner_police)
    first = client.get(reverse("reports:assessment-edit", args=[asked.pk]))
    assert first.url == step(asked, "leadership")
    page = client.get(first.url).content.decode()
    assert "A named senior leader answers for safeguarding children." in page
    assert "evidence_policies" not in page

    sent = {"grade_leadership": "met", "evidence_leadership": "The board hears a report.", "revision": "0"}
    assert client.post(first.url, sent).url == step(asked, "policies")
    own = SelfAssessment.objects.get()
    assert own.answer("leadership")["grade"] == "met"
    check = own.get_edit_url()
    open_now = dict(client.get(check).context["open_problems"])
    address = open_now["Policies that people use: choose a grade."]
    assert address == f"{step(asked, 'policies')}?to_check=1#id_grade_policies"
    assert 'id="id_grade_policies"' in client.get(address.partition("#")[0]).content.decode()
    assert "There is a problem" in client.post(check, {"submit": "1", "revision": "1"}).content.decode()

    for number, one in enumerate(list(asked.asked())[1:], start=1):
        part = {f"grade_{one.key}": "met", f"evidence_{one.key}": "We looked.", "revision": str(number)}
        client.post(step(asked, one.key), part)
    own.refresh_from_db()
    assert client.post(check, {"submit": "1", "revision": own.revision}).url == reverse("work")
    own.refresh_from_db()
    assert own.state == "submitted"


def test_grade_that_is_not_met_wants_an_action_and_another_its_evidence(cast, asked):
    draft = draft_assessment(
        asked,
        cast.partner_police,
        voice={**PARTLY, "action": ""},
        training={"grade": "not_applicable", "evidence": "", "action": "", "due_on": ""},
    )
    assert [(str(one), one.field) for one in draft.problems()] == [
        ("Listening to children: say what you will do.", "action_voice"),
        ("Training and supervision: say why it does not apply.", "evidence_training"),
    ]


def test_what_is_answered_about_one_standard_leaves_the_others(cast, asked):
    draft = draft_assessment(asked, cast.partner_police)
    save_assessment(
        assessment=draft, answers={"voice": PARTLY, "unknown": MET}, by=cast.partner_police, revision=draft.revision
    )
    draft.refresh_from_db()
    assert (draft.answer("voice"), draft.answer("policies")) == (PARTLY, MET)
    assert "unknown" not in draft.answers


def test_nobody_answers_outside_the_dates_or_without_a_seat(client, cast, asked, no_member):
    outsider = start_assessment(round=asked, organisation=cast.icb)
    with pytest.raises(NotAllowed):
        save_assessment(assessment=outsider, answers={}, by=no_member)
    client.force_login(no_member)
    assert client.get(step(asked, "voice")).status_code == 403

    today = timezone.localdate()
    AssessmentRound.objects.update(due_on=asked.opens_on, closes_on=today - datetime.timedelta(days=1))
    asked.refresh_from_db()
    with pytest.raises(ClosedYear):
        draft_assessment(asked, cast.partner_police)


@pytest.mark.postgres
def test_database_keeps_one_answer_a_member_and_dates_in_order(cast, asked):
    draft_assessment(asked, cast.partner_police)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft_assessment(asked, cast.partner_police)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentRound.objects.update(closes_on=asked.opens_on)


def test_answers_of_the_last_cycle_stand_beside(client, cast, asked, year):
    before = ReportingYearFactory(slug="2021-22")
    earlier = an_open_round(before, cast.coordinator)
    seat(cast.police, starts_on=before.starts_on)
    approve(sent_assessment(earlier, cast.partner_police, voice=PARTLY), cast.board_icb)

    assert last_answers(asked, cast.police)[0] == "2021-22"
    client.force_login(cast.partner_police)
    page = client.get(step(asked, "voice")).content.decode()
    assert "Last time, 2021-22" in page
    assert "Half of the teams have supervision." in page
    draft_assessment(asked, cast.partner_police)
    assert "Last time (2021-22)" in client.get(reverse("reports:assessment-edit", args=[asked.pk])).content.decode()


def test_peer_challenges_a_grade_and_the_member_changes_it(client, cast, asked):
    own = sent_assessment(asked, cast.partner_police)
    page = own.get_challenges_url()
    client.force_login(cast.board_icb)
    assert client.post(page, {"standard": "voice", "question": ""}).status_code == 200
    client.post(page, {"standard": "voice", "question": "Which children did you ask?"})
    challenge = PeerChallenge.objects.get()
    with pytest.raises(DomainError, match="1 challenge is still open"):
        approve(own, cast.board_icb)
    assert f"Listening to children: {own}" in titles(cast.partner_police)

    client.force_login(cast.partner_police)
    name = f"challenge-{challenge.pk}"
    assert "There is a problem" in client.post(page, {"answer": challenge.pk}).content.decode()
    client.post(page, {"answer": challenge.pk, f"{name}-grade": "partly", f"{name}-text": "Only some."})
    # Without an action the changed answers cannot be submitted, so nothing has changed.
    challenge.refresh_from_db()
    assert challenge.answered_at is None

    changed = {"voice": {**MET, "action": "Ask all of them."}}
    own.refresh_from_db()
    own = save_assessment(assessment=own, answers=changed, by=cast.partner_police, revision=own.revision)
    own = move(obj=own, verb=Verb.SUBMIT, by=cast.partner_police, revision=own.revision)
    client.post(page, {"answer": challenge.pk, f"{name}-grade": "partly", f"{name}-text": "Only some."})
    challenge.refresh_from_db()
    own.refresh_from_db()
    assert challenge.outcome == "Grade changed from Met to Partly met"
    assert (own.state, own.answer("voice")["grade"]) == ("submitted", "partly")

    assert f"Listening to children: {own}" in titles(cast.board_icb)
    client.force_login(cast.board_icb)
    client.post(page, {"close": challenge.pk})
    assert approve(own, cast.board_icb).state == "approved"


def test_grade_is_kept_with_a_reason_and_own_board_does_not_challenge(client, cast, asked):
    own = sent_assessment(asked, cast.partner_council)
    with pytest.raises(NotAllowed):
        challenge_grade(assessment=own, standard="voice", question="Why?", by=cast.board_council)
    with pytest.raises(DomainError):
        challenge_grade(assessment=own, standard="elsewhere", question="Why?", by=cast.board_icb)
    challenge = challenge_grade(assessment=own, standard="voice", question="Why?", by=cast.board_icb)
    with pytest.raises(NotAllowed):
        answer_challenge(challenge=challenge, text="No.", grade="", by=cast.partner_police)
    with pytest.raises(DomainError):
        CHALLENGES.close(challenge, by=cast.board_icb)

    answered = answer_challenge(challenge=challenge, text="Every child was asked.", grade="", by=cast.partner_council)

    assert answered.outcome == "Grade kept: Met"
    own.refresh_from_db()
    assert own.state == "submitted"
    CHALLENGES.close(answered, by=cast.board_icb)
    draft = draft_assessment(asked, cast.partner_police)
    client.force_login(cast.board_icb)
    assert "You can read them once they are submitted." in client.get(draft.get_challenges_url()).content.decode()
    with pytest.raises(DomainError, match="waiting for review"):
        challenge_grade(assessment=draft, standard="voice", question="Why?", by=cast.board_icb)


def test_approval_puts_what_is_promised_into_the_list_of_actions_once(client, cast, asked):
    own = approve(sent_assessment(asked, cast.partner_police, voice=PARTLY), cast.board_icb)
    action = Action.objects.get(source="self_assessment")
    assert (action.title, action.owner, str(action.due_on)) == (
        "Give every team supervision.",
        cast.police,
        "2027-03-31",
    )
    assert "Listening to children" in action.origin

    for title in ("Give all teams supervision.", "Give all teams supervision."):
        own = save_assessment(
            assessment=own,
            answers={"voice": {**PARTLY, "action": title}},
            by=cast.partner_police,
            revision=own.revision,
        )
        if own.state == "draft":
            own = move(obj=own, verb=Verb.SUBMIT, by=cast.partner_police, revision=own.revision)
            own = approve(own, cast.board_icb)
    assert [one.title for one in Action.objects.filter(source="self_assessment")] == ["Give all teams supervision."]
    client.force_login(cast.coordinator)
    assert reverse("reports:assessment-list") in client.get(action.get_absolute_url()).content.decode()


def working(moment):
    """The next moment like this on a working day."""
    while not is_working_day(moment.date()):
        moment += datetime.timedelta(days=1)
    return moment


def test_members_are_reminded_and_the_coordinator_told(cast, asked):
    noon = working(timezone.make_aware(datetime.datetime.combine(asked.due_on, datetime.time(12))))
    AssessmentRound.objects.update(due_on=noon.date(), closes_on=noon.date() + datetime.timedelta(days=40))
    sent_assessment(asked, cast.partner_council)

    assert send_due(noon) > 0
    assert {row.organisation for row in AssessmentReminder.objects.all()} == {cast.police}
    letter = Notification.objects.filter(recipient=cast.partner_police, subject__startswith="Due today").get()
    assert reverse("reports:assessment-edit", args=[asked.pk]) in letter.body
    assert send_due(noon) == 0
    send_due(working(noon + datetime.timedelta(days=settings.REMINDERS_ESCALATE_AFTER)))
    told = Notification.objects.filter(recipient=cast.coordinator, subject__contains="late: self-assessment of")
    assert told.exists()
    assert not mail.outbox
    assert send_due(noon.replace(hour=2)) == 0


def test_my_work_names_it_for_each_role(cast, asked, no_member):
    assert titles(cast.partner_police)[str(asked)].due == asked.due_on
    sent_assessment(asked, cast.partner_police)
    assert str(asked) not in titles(cast.partner_police)
    assert str(asked) not in titles(no_member)

    AssessmentRound.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "1 self-assessment is overdue" in titles(cast.coordinator)


def section(year):
    return next(one for one in assemble(year).sections if one.anchor == "assessments")


def said(year):
    return str(section(year))


def test_report_says_who_answered_and_what_was_found(cast, asked, year):
    approve(sent_assessment(asked, cast.partner_police, voice=PARTLY), cast.board_icb)
    draft_assessment(asked, cast.partner_council, voice=PARTLY)

    grades, members = section(year).parts[0].tables
    rows = {row[0]: row[1:] for row in grades.rows}
    assert rows["Listening to children"] == ("0", "1", "0", "0", "1")
    assert rows["Leadership"] == ("1", "0", "0", "0", "0")
    assert dict(members.rows)[cast.police.name] == "Yes, approved"
    assert dict(members.rows)[cast.council.name] == "No approved answer"
    assert "Half of the teams" not in said(year)


def test_report_has_no_such_section_where_none_is_recorded(cast, year):
    assert "assessments" not in [one.anchor for one in assemble(year).sections]
    assert found_in(year) == ()


def test_list_asks_the_same_number_of_queries_however_many_members(client, cast, asked):
    client.force_login(cast.coordinator)
    address = f"{reverse('reports:assessment-list')}?year=2022-23"
    assert "0 of 2 sent" in client.get(address).content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    own = sent_assessment(asked, cast.partner_police)
    seat(cast.icb)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert len(many) <= len(few) + 1
    assert own.get_challenges_url() in page
    assert "Met: 6" in page
