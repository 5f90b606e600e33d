"""This year beside last year: promises with what became of them, and figures of both as they were published."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import freeze
from reports.document.assemble import assemble, assemble_from
from reports.impact.comparison.promises import Fate, Promise, promise_key
from reports.impact.comparison.reader import read_comparison
from reports.impact.comparison.services import save_closure, start_closure
from reports.models import CommitmentClosure, Edition
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approved_return
from tests.factories.priorities import ActionFactory, CommitmentFactory, PlanFactory, PriorityFactory, live_update

TITLE = "Write down how we share information"


@pytest.fixture
def then(cast):
    """The year before: 2022-23, in which one action was not done and one was."""
    action = ActionFactory(owner=cast.police, title=TITLE)
    live_update(action, cast.year, cast.partner_police, cast.board_icb, status="under_way")
    done = ActionFactory(owner=cast.police, commitment=action.commitment, title="Done with")
    live_update(done, cast.year, cast.partner_police, cast.board_icb, status="done")
    return cast.year


def plan_of(year, owner, title):
    """An action in a plan of its own year."""
    plan = PlanFactory(slug=year.slug, title=f"Plan {year}", starts_on=year.starts_on, ends_on=year.ends_on)
    commitment = CommitmentFactory(priority=PriorityFactory(plan=plan))
    return ActionFactory(owner=owner, title=title, commitment=commitment)


def outcomes(year):
    found = read_comparison(year)
    return {one.promise.text: one for one in found.outcomes}


def section(report, anchor="comparison"):
    return next((one for one in report.sections if one.anchor == anchor), None)


def closed(cast, year, reason="The fund ended.", text=TITLE, **fields):
    closure = start_closure(promise=Promise(text, "", ""), year=year)
    closure.reason = reason
    for name, value in fields.items():
        setattr(closure, name, value)
    return save_closure(closure=closure, by=cast.coordinator)


def approve(cast, closure):
    move(obj=closure, verb=Verb.SUBMIT, by=cast.coordinator, revision=closure.revision)
    return move(obj=closure, verb=Verb.APPROVE, by=cast.board_icb, revision=closure.revision)


def published(edition, chair):
    """Make a ready edition public past the checks, which have tests of their own."""
    Edition.objects.filter(pk=edition.pk).update(state="published", published_by=chair, published_at=timezone.now())


def test_a_promise_that_nobody_mentions_is_a_warning(cast, then, now):
    found = read_comparison(now)

    assert [(one.promise.text, one.fate) for one in found.outcomes] == [(TITLE, Fate.DROPPED)]
    assert [one.promise.text for one in found.warnings] == [TITLE]
    told = freeze(section(assemble(now)))
    assert (
        f"Of 1 promise from {then}: 0 done, 0 carried forward, 0 closed with a reason, 1 with no explanation." in told
    )
    assert "Dropped. No explanation" in told
    assert "No report of 2022-23 was published here, so these come from the approved records for that year." in told


def test_promise_goes_on_as_the_action_of_the_same_name_until_it_is_done(cast, then, now):
    action = plan_of(now, cast.police, TITLE.upper())
    assert outcomes(now)[TITLE].words == "It is in this year's plan, with no approved report."
    assert outcomes(now)[TITLE].is_warning

    live_update(action, now, cast.partner_police, cast.board_icb, status="on_hold", on_hold_reason="No money")
    found = outcomes(now)[TITLE]
    assert (found.fate, found.words, found.is_warning) == (Fate.CARRIED, "Now on hold.", False)


def test_promise_that_was_kept_is_done(cast, then, now):
    action = plan_of(now, cast.police, TITLE)
    live_update(action, now, cast.partner_police, cast.board_icb, status="done")

    assert outcomes(now)[TITLE].fate is Fate.DONE


def test_closure_counts_once_somebody_else_has_approved_it(cast, then, now):
    closure = closed(cast, now)
    assert outcomes(now)[TITLE].fate is Fate.DROPPED

    approve(cast, closure)

    found = outcomes(now)[TITLE]
    assert (found.fate, found.words) == (Fate.CLOSED, "The fund ended.")
    report = assemble(now)
    assert "Closed with a reason. The fund ended." in freeze(section(report))
    assert report.approved_to == closure.submitted_at.date().isoformat()
    assert [event.verb for event in Event.objects.about(closure).order_by("pk")] == ["create", "submit", "approve"]


def test_promise_can_go_on_under_another_name(cast, then, now):
    action = plan_of(now, cast.police, "A shared record")
    live_update(action, now, cast.partner_police, cast.board_icb, status="under_way")
    approve(cast, closed(cast, now, reason="Joined with the shared record", carried_to=action))

    found = outcomes(now)[TITLE]
    assert found.fate is Fate.CARRIED
    assert found.words == "Now under way. It continues as “A shared record”: Joined with the shared record."


def test_promises_are_read_from_the_published_report_as_it_was_frozen(cast, then, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = build_edition(begin_edition(year=then, by=cast.coordinator).pk)
    published(edition, cast.chair)
    update = then.action_updates.get(action__title=TITLE)
    type(update.action).objects.filter(pk=update.action_id).update(title="Renamed since")

    found = read_comparison(now)

    assert [one.promise.text for one in found.outcomes] == [TITLE]
    assert found.source == "From the published report of 2022-23, edition 1."


def sources(year):
    return {(one.kind, one.sha256): one.title for one in assemble_from(year)[1]}


def test_what_is_told_of_the_year_before_stands_among_the_inputs(cast, then, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    update = then.action_updates.get(action__title=TITLE)
    told = ("progress update", update.live_revision.sha256)
    assert told in sources(now), "without a published report its promises are read from what is approved"

    approved_return("missing-children", then, cast.police)
    release = a_release(then, title="Figures then")
    edition = build_edition(begin_edition(year=then, by=cast.coordinator).pk)
    published(edition, cast.chair)

    found = sources(now)
    assert found["report of the year before", edition.sha256] == "Annual report 2022-23, edition 1"
    assert found["release of figures", release.content_hash] == "Figures then"
    assert told not in found
    Edition.objects.filter(pk=edition.pk).update(
        taken_down_at=timezone.now(), taken_down_by=cast.chair, taken_down_reason="It named somebody."
    )
    assert told in sources(now)
    assert ("report of the year before", edition.sha256) not in sources(now)


def test_reports_without_a_year_before_have_no_such_section(cast, then):
    assert read_comparison(then) is None
    assert section(assemble(then)) is None


def test_a_year_before_that_promised_and_published_nothing_is_not_compared(cast, now):
    assert read_comparison(now) is None


def test_only_the_coordinator_closes_and_never_without_a_reason(cast, then, now):
    with pytest.raises(DomainError, match="Enter a reason"):
        closed(cast, now, reason="  ")
    closure = start_closure(promise=Promise(TITLE, "", ""), year=now)
    closure.reason = "Because"
    with pytest.raises(NotAllowed):
        save_closure(closure=closure, by=cast.partner_police)
    now.closed_at, now.closed_by = now.starts_on, cast.coordinator
    with pytest.raises(ClosedYear):
        closed(cast, now)
    assert not CommitmentClosure.objects.exists()


@pytest.mark.postgres
@pytest.mark.parametrize("change", [{"reason": ""}, {"promise": ""}, {"promise_key": ""}])
def test_database_refuses_a_closure_without_its_words(change, cast, then, now):
    closure = closed(cast, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentClosure.objects.filter(pk=closure.pk).update(**change)


@pytest.mark.postgres
def test_database_refuses_two_closures_of_one_promise(cast, then, now):
    first = closed(cast, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        closed(cast, now)
    move(obj=first, verb=Verb.WITHDRAW, by=cast.coordinator, note="Wrong", revision=first.revision)
    assert closed(cast, now).pk != first.pk


def test_promises_of_a_closed_year_are_shown_as_they_stand(client, cast, then, now):
    form = reverse("admin:report-closure", args=[now.slug, promise_key(TITLE)])
    client.force_login(cast.coordinator)
    assert "Save draft" in client.get(form).content.decode()
    type(now).objects.filter(pk=now.pk).update(closed_at=timezone.now(), closed_by=cast.coordinator)
    html = " ".join(client.get(form).content.decode().split())
    assert f"The year {now.slug} is closed. You can no longer create or change the closure of a commitment" in html
    assert "Save draft" not in html
    late = client.post(form, {"reason": "Typed with care.", "save": "1", "revision": "0"}).content.decode()
    assert "Typed with care." in late
    assert "You can no longer change what happened to its promises." in late


def test_editor_sees_warnings_first_and_says_what_became_of_a_promise(client, cast, then, now):
    key = promise_key(TITLE)
    page = reverse("admin:report-comparison", args=[now.slug])
    form = reverse("admin:report-closure", args=[now.slug, key])
    client.force_login(cast.coordinator)
    html = " ".join(client.get(page).content.decode().split())
    assert "1 promise from 2022-23 would be in the report without an explanation" in html
    assert form in html

    assert "Enter a reason for closing the promise." in client.post(form, {"save": "1"}).content.decode()
    answer = client.post(form, {"reason": "The fund ended.", "submit": "1", "revision": "0"})
    assert answer.status_code == 302
    assert answer.url == page
    closure = CommitmentClosure.objects.get()
    assert (closure.state, closure.reason, closure.promise) == ("submitted", "The fund ended.", TITLE)
    move(obj=closure, verb=Verb.APPROVE, by=cast.board_icb, revision=closure.revision)
    assert "Closed with a reason." in client.get(page).content.decode()

    withdraw = reverse("admin:report-closure-withdraw", args=[now.slug, key])
    assert withdraw in client.get(form).content.decode()
    assert client.post(withdraw, {"note": "It goes on after all"}).url == page
    assert "Dropped." in client.get(page).content.decode()


def test_board_reads_the_page_and_closes_nothing(client, cast, then, now):
    client.force_login(cast.board_icb)
    html = client.get(reverse("admin:report-comparison", args=[now.slug])).content.decode()
    assert TITLE in html
    assert "Say what happened" not in html
    assert client.get(reverse("admin:report-closure", args=[now.slug, promise_key(TITLE)])).status_code == 403


def test_addresses_of_promises_that_nobody_made_are_not_found(client, cast, then, now):
    client.force_login(cast.coordinator)
    assert client.get(reverse("admin:report-closure", args=[now.slug, promise_key("Nothing")])).status_code == 404
    assert client.get(reverse("admin:report-closure", args=[then.slug, promise_key("Nothing")])).status_code == 404


def test_page_says_where_there_is_nothing_to_compare(client, cast, then):
    client.force_login(cast.scrutineer)
    html = client.get(reverse("admin:report-comparison", args=[then.slug])).content.decode()
    assert "There is nothing to compare with" in html


def test_comparing_asks_the_same_number_of_queries_however_much_there_is(cast, then, now):
    plan_of(now, cast.police, TITLE)
    with CaptureQueriesContext(connection) as few:
        read_comparison(now)
    commitment = then.action_updates.all()[0].action.commitment
    for number in range(3):
        more = ActionFactory(owner=cast.police, title=f"More {number}", commitment=commitment)
        live_update(more, then, cast.partner_police, cast.board_icb, status="under_way")
        approve(cast, closed(cast, now, text=f"More {number}"))

    with CaptureQueriesContext(connection) as many:
        assert len(read_comparison(now).outcomes) == 4
    assert len(many) == len(few)
