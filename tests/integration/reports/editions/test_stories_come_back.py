"""A story whose consent was lost and given again: no report that told its old words comes back by itself."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.models import CaseStudy, Consent
from learning.services import ConsentTerms, save_case_study
from partnership.exceptions import WrongState
from partnership.models import RoleGrant
from reports.distribution.sending import send_by_email
from reports.editions.queries import is_hidden, published_years, readable_edition
from reports.publishing.tasks import tell_of_older_stories
from review.models import Notification
from tests.factories.editions import NOTE, built, published
from tests.factories.learning import PUBLIC_CONSENT, draft_case_study, publish

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"
NARROW = replace(PUBLIC_CONSENT, scope="training")
TODAY = timezone.localdate()
SOON = replace(PUBLIC_CONSENT, expires_on=TODAY + datetime.timedelta(days=30))
LATER = replace(PUBLIC_CONSENT, expires_on=TODAY + datetime.timedelta(days=300))


@pytest.fixture
def story(cast) -> CaseStudy:
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


def save(story: CaseStudy, cast, consent: ConsentTerms = PUBLIC_CONSENT, **fields: str) -> CaseStudy:
    """A new draft of the story, with its consent."""
    stored = CaseStudy.objects.get(pk=story.pk)
    for name, value in fields.items():
        setattr(stored, name, value)
    return save_case_study(case_study=stored, consent=consent, by=cast.partner_council, revision=stored.revision)


def tell_anew(story: CaseStudy, cast, consent: ConsentTerms = PUBLIC_CONSENT, **fields: str) -> None:
    """Save it and have it published again."""
    publish(save(story, cast, consent, **fields), cast.board_icb, cast.coordinator)


def a_month_later(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *of: TODAY + datetime.timedelta(days=31))


def test_old_words_do_not_come_back_with_the_story(client, story, cast):
    published(cast)
    assert client.get(PAGE).status_code == 200
    save(story, cast, NARROW)
    assert client.get(PAGE).status_code == 410

    tell_anew(story, cast, voice="Adult B was glad.")

    assert CaseStudy.objects.public().filter(pk=story.pk).exists()
    assert {client.get(address).status_code for address in (PAGE, WHOLE, f"{PAGE}editions/1/", f"{PAGE}data.zip")} == {
        410
    }
    assert (readable_edition("2022-23"), published_years()) == ((None, True), [])
    published(cast, note=NOTE)
    assert client.get(PAGE).status_code == 200
    assert "Adult B was glad." in client.get(WHOLE).content.decode()
    assert client.get(f"{PAGE}editions/1/").status_code == 410


def test_nobody_is_told_that_an_edition_stays_public_which_nobody_may_read_nor_sent_it(story, cast):
    edition = published(cast)
    save(story, cast, NARROW)
    tell_anew(story, cast, voice="Adult B was glad.")
    assert is_hidden(edition)

    assert tell_of_older_stories() == 0
    assert not Notification.objects.filter(key__startswith="report-older-words-").exists()
    with pytest.raises(WrongState, match="you cannot send it"):
        send_by_email(edition=edition, role="leader", address="leader@example.org", by=cast.coordinator)
    assert not edition.recipients.exists()


def test_what_was_lost_for_a_moment_alone_or_ran_out_stays_lost(story, cast):
    drafts = built(cast)
    save(story, cast, NARROW)
    save(story, cast)
    assert CaseStudy.objects.public().filter(pk=story.pk).exists()
    assert is_hidden(drafts), "a draft that told it is handed on to nobody either"

    drafts = built(cast)
    assert not is_hidden(drafts)
    Consent.objects.filter(case_study=story).update(expires_on=TODAY - datetime.timedelta(days=1))
    save(story, cast, LATER)
    assert CaseStudy.objects.public().filter(pk=story.pk).exists()
    assert is_hidden(drafts)


def test_a_term_that_passed_before_its_successor_was_published_is_a_loss_too(story, cast, monkeypatch):
    """Between saving and publishing nobody saved anything: publishing itself has to look."""
    tell_anew(story, cast, SOON)
    edition = published(cast)
    waiting = save(story, cast, LATER)
    assert not is_hidden(edition)
    a_month_later(monkeypatch)
    assert is_hidden(edition)
    lost_then = Consent.objects.get(case_study=story).lost_at
    assert lost_then is None

    publish(waiting, cast.board_icb, cast.coordinator)

    assert CaseStudy.objects.public().filter(pk=story.pk).exists()
    assert Consent.objects.get(case_study=story).lost_at is not None
    assert is_hidden(edition), "it was gone, and does not come back by itself"


def test_a_draft_that_was_never_published_has_nothing_to_lose(cast):
    draft = draft_case_study(cast.year, cast.partner_council)
    save(draft, cast, NARROW)
    save(draft, cast)
    assert Consent.objects.get(case_study=draft).lost_at is None


def test_a_correction_takes_nothing_down_and_the_keepers_are_told_once(client, story, cast):
    edition = published(cast)
    assert tell_of_older_stories() == 0
    tell_anew(story, cast, worry="Somebody was taking his money.")
    assert client.get(PAGE).status_code == 200

    assert [tell_of_older_stories(), tell_of_older_stories()] == [1, 1]

    told = Notification.objects.filter(key__startswith="report-older-words-")
    assert {one.recipient for one in told} == {cast.coordinator, cast.chair}
    assert len(told) == 2
    assert "“A plan that held” was published again" in told[0].body
    client.force_login(cast.coordinator)
    page = client.get(reverse("admin:report-edition", args=[edition.pk])).content.decode()
    assert "These case studies have been updated" in page
    tell_anew(story, cast, worry="Somebody took his money.")
    tell_of_older_stories()
    assert told.all().count() == 4
    RoleGrant.objects.create(user=cast.board_icb, role="coordinator")
    assert tell_of_older_stories() == 1
    assert told.all().count() == 4, "a new coordinator is not sent all old letters at once"


def test_telling_again_and_again_asks_no_more_with_more_editions(story, cast):
    published(cast)
    counts = []
    for note in (NOTE, "More."):
        published(cast, note=note)
        tell_anew(story, cast, worry=f"Somebody was taking his money. {note}")
        tell_of_older_stories()
        with CaptureQueriesContext(connection) as queries:
            tell_of_older_stories()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_whose_term_has_passed_go_unless_it_was_prolonged_for_them(story, cast, monkeypatch):
    """The old text was agreed to until a day; what was agreed to for longer says something else."""
    tell_anew(story, cast, SOON)
    edition = published(cast)
    tell_anew(story, cast, LATER)
    assert tell_of_older_stories() == 0, "it says the same"
    with monkeypatch.context() as patch:
        a_month_later(patch)
        assert not is_hidden(edition)
    tell_anew(story, cast, LATER, voice="Adult B was glad.")
    assert not is_hidden(edition)
    a_month_later(monkeypatch)
    assert is_hidden(edition)
