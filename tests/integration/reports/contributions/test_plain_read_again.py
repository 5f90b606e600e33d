"""Summary and Easy Read version after a takedown: hidden until somebody has read and approved them anew."""

import datetime

import pytest
from django.utils import timezone

from learning.models import Consent
from learning.services import save_case_study, withdraw_consent
from partnership.exceptions import DomainError
from partnership.models import ReportingYear, User
from reports.contributions.plain_queries import must_be_read_again, versions_of
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_services import start_year_record
from reports.models import EasyRead, Edition, PlainSummary
from reports.publishing.takedown import take_down
from review.services import move
from review.transitions import Verb
from tests.factories.editions import NOTE, published
from tests.factories.learning import PUBLIC_CONSENT, draft_case_study, publish
from tests.factories.partnership import ReportingYearFactory
from tests.factories.records import approved

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
PAGE = "/reports/2022-23/"
FORM = "/partner/report-records/2022-23/"
HIDDEN = "Readers cannot see the approved version"


@pytest.fixture
def story(cast):
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


def summary_of(cast, text: str, approver: User | None = None) -> PlainSummary:
    """The summary, saved with this text and approved."""
    stored = PlainSummary.objects.first() or start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    stored.text = text
    saved = save_plain_summary(summary=stored, by=cast.coordinator, revision=stored.revision if stored.pk else 0)
    return approved(saved, approver or cast.board_icb)


def test_a_summary_that_may_retell_a_lost_story_waits_for_a_new_approval(client, cast, story):
    summary_of(cast, "Adult B said that it was good to be asked.")
    draft = start_year_record(EasyRead, year=cast.year, by=cast.coordinator)
    approved(save_easy_read(version=draft, lines=[("book", "Adult B was glad.")], by=cast.coordinator), cast.board_icb)
    published(cast)
    both = (f"{PAGE}summary/", f"{PAGE}easy-read/")
    client.force_login(cast.coordinator)
    assert {client.get(address).status_code for address in both} == {200}
    assert HIDDEN not in client.get(f"{FORM}plain-summary/").content.decode()
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    published(cast, note=NOTE)

    assert client.get(PAGE).status_code == 200
    for address in both:
        answer = client.get(address)
        assert (answer.status_code, "Adult B" in answer.content.decode()) == (410, False)
        assert "is being reviewed" in answer.content.decode()
        assert address not in client.get(PAGE).content.decode()
    assert versions_of(cast.year) == []
    for page in ("plain-summary", "easy-read"):
        assert HIDDEN in client.get(f"{FORM}{page}/").content.decode()

    summary_of(cast, "We asked people what they think.")

    assert "We asked people" in client.get(both[0]).content.decode()
    assert HIDDEN not in client.get(f"{FORM}plain-summary/").content.decode()
    assert [name for name, _ in versions_of(cast.year)] == ["Summary in plain words"]
    assert client.get(both[1]).status_code == 410


def test_of_a_closed_year_nobody_is_asked_to_mend_it_nor_promised_that_it_comes_back(client, cast, story):
    summary_of(cast, "Adult B said that it was good to be asked.")
    published(cast)
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")
    published(cast, note=NOTE)
    ReportingYear.objects.filter(pk=cast.year.pk).update(closed_at=timezone.now(), closed_by=cast.coordinator)
    client.force_login(cast.coordinator)

    form = client.get(f"{FORM}plain-summary/").content.decode()
    gone = client.get(f"{PAGE}summary/")

    assert HIDDEN in form
    assert "Because the text can no longer be changed" in form
    assert "save it and submit it" not in form
    assert "stays in the report of the year" not in form
    assert gone.status_code == 410
    assert "is not available" in gone.content.decode()
    assert "comes back" not in gone.content.decode()


def test_consent_that_comes_back_brings_no_summary_back(cast, story):
    summary = summary_of(cast, "Adult B said that it was good to be asked.")
    assert summary.stories_then == [str(story.key)]
    for scope in ("training", "public"):
        terms = PUBLIC_CONSENT.__class__(basis="adult", scope=scope, given_on=PUBLIC_CONSENT.given_on)
        story = save_case_study(case_study=story, consent=terms, by=cast.partner_council, revision=story.revision)
    assert must_be_read_again(summary)
    assert not must_be_read_again(summary_of(cast, "We asked."))


def waiting_summary(cast, text: str) -> PlainSummary:
    """The summary, saved with this text and submitted."""
    stored = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    stored.text = text
    saved = save_plain_summary(summary=stored, by=cast.coordinator)
    return move(obj=saved, verb=Verb.SUBMIT, by=cast.coordinator, revision=saved.revision)


def lose_by_narrowing(cast, story):
    for scope in ("training", "public"):
        terms = PUBLIC_CONSENT.__class__(basis="adult", scope=scope, given_on=PUBLIC_CONSENT.given_on)
        story = save_case_study(case_study=story, consent=terms, by=cast.partner_council, revision=story.revision)


def lose_for_good(cast, story):
    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")


def lose_by_time(cast, story):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Consent.objects.filter(case_study=story).update(given_on=datetime.date(2023, 1, 10), expires_on=yesterday)
    PlainSummary.objects.update(edited_at=timezone.now() - datetime.timedelta(days=2))


def lose_an_edition(cast, story):
    take_down(edition=Edition.objects.get(), reason="It names a family.", by=cast.chair)


@pytest.mark.parametrize("lose", [lose_by_narrowing, lose_for_good, lose_by_time, lose_an_edition])
def test_what_was_submitted_before_a_loss_is_not_approved_after_it(client, cast, story, lose):
    published(cast)
    summary = waiting_summary(cast, "Adult B said that it was good to be asked.")
    lose(cast, story)

    with pytest.raises(DomainError, match="Return it, so that the writer can check it"):
        move(obj=summary, verb=Verb.APPROVE, by=cast.board_icb, revision=summary.revision)

    move(obj=summary, verb=Verb.RETURN, by=cast.board_icb, note="Read it again", revision=summary.revision)
    assert not must_be_read_again(summary_of(cast, "We asked people."))


def test_a_new_draft_changes_nothing_and_other_years_stories_do_not_count(cast, story):
    other = ReportingYearFactory(slug="2023-24")
    elsewhere = publish(draft_case_study(other, cast.partner_council), cast.board_icb, cast.coordinator)
    summary = summary_of(cast, "We asked people.")
    withdraw_consent(case_study=elsewhere, by=cast.partner_council, note="The family asked")
    assert not must_be_read_again(summary)
    before = summary.live_since
    summary.text = "A draft."
    summary = save_plain_summary(summary=summary, by=cast.coordinator, revision=summary.revision)
    assert (summary.live_since, summary.stories_then) == (before, [str(story.key)])


def test_an_edition_that_is_taken_down_takes_them_with_it(client, cast):
    summary = summary_of(cast, "The account of Family C moved us.")
    edition = published(cast)
    take_down(edition=edition, reason="It names a family.", by=cast.chair)
    assert client.get(f"{PAGE}summary/").status_code == 410
    published(cast, note=NOTE)
    assert client.get(f"{PAGE}summary/").status_code == 410
    summary = summary_of(cast, "The accounts moved us.")
    assert client.get(f"{PAGE}summary/").status_code == 200

    PlainSummary.objects.filter(pk=summary.pk).update(live_since=None)
    assert client.get(f"{PAGE}summary/").status_code == 410, "nobody knows beside what it was approved"
