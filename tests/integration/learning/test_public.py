"""The public pages and feeds of learning."""

import datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from learning.models import CaseStudy
from learning.services import ConsentTerms, Item, save_briefing, save_case_study, withdraw_consent
from review.services import move
from review.transitions import Verb
from tests.factories.learning import (
    PUBLIC_CONSENT,
    ThemeFactory,
    draft_briefing,
    draft_case_study,
    draft_newsletter,
    publish,
)
from tests.factories.partnership import ArmFactory
from tests.factories.priorities import PriorityFactory
from tests.stages import Cast

ATOM = "{http://www.w3.org/2005/Atom}"


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def story(cast: Cast) -> CaseStudy:
    draft = draft_case_study(
        cast.year,
        cast.partner_police,
        title="A bridge that held",
        theme=ThemeFactory(title="Finances"),
        arm=ArmFactory(name="Safeguarding adults"),
        priority=PriorityFactory(title="Prevention"),
    )
    return publish(draft, cast.board_icb, cast.coordinator)


@pytest.fixture
def everything(cast: Cast, story: CaseStudy) -> CaseStudy:
    """One of each, each pointing to the story."""
    briefing = draft_briefing(
        cast.year,
        cast.coordinator,
        [story],
        title="Money matters",
        theme=story.theme,
        arm=story.arm,
        priority=story.priority,
        questions="- What would **you** do?",
    )
    publish(briefing, cast.board_icb, cast.coordinator)
    issue = draft_newsletter(
        cast.year,
        cast.coordinator,
        [Item("Read this", "It is short.", case_study=story), Item("And this", briefing=briefing)],
        title="Spring issue",
        issued_on=datetime.date(2023, 3, 20),
        spotlight_title="Money and trust",
    )
    publish(issue, cast.board_icb, cast.coordinator)
    return story


def test_empty_pages_say_that_there_is_nothing_yet(db: None, client: Client) -> None:
    assert "Nothing published yet." in words(client, "/learning/")
    assert "No newsletters published yet." in words(client, "/newsletters/")


def test_archive_lists_and_narrows(everything: CaseStudy, client: Client) -> None:
    page = words(client, "/learning/")
    assert "2 results" in page
    assert 'href="/learning/case-studies/a-bridge-that-held/"' in page
    assert 'href="/learning/briefings/money-matters/"' in page

    narrowed = words(client, "/learning/?kind=casestudy")
    assert "1 result" in narrowed
    assert '<option value="casestudy" selected>' in narrowed
    assert "Money matters" not in narrowed
    assert "No results match these filters." in words(client, "/learning/?theme=nothing")


def test_pages_of_the_archive_keep_the_filters(cast: Cast, client: Client) -> None:
    for number in range(11):
        briefing = draft_briefing(cast.year, cast.coordinator, title=f"Briefing {number}")
        publish(briefing, cast.board_icb, cast.coordinator)

    first = words(client, "/learning/?kind=briefing")
    assert 'aria-label="Page 2"' in first
    assert 'href="?kind=briefing&amp;page=2"' in first
    assert 'href="?kind=briefing&amp;page=1"' in words(client, "/learning/?kind=briefing&page=2")
    assert 'href="?page=2"' in words(client, "/learning/")


def test_briefing_stands_alone_with_its_seven_boxes(everything: CaseStudy, client: Client) -> None:
    page = words(client, "/learning/briefings/money-matters/")

    assert page.count('<section class="learning-box ') == 7
    for part in ("For: Everyone", "Theme: Finances", "Priority: Prevention", "Safeguarding adults", "<strong>you"):
        assert part in page, part
    assert 'href="/learning/case-studies/a-bridge-that-held/"' in page


def test_briefing_page_shows_the_approved_version_while_a_new_one_is_written(
    everything: CaseStudy, cast: Cast, client: Client
) -> None:
    briefing = everything.briefings.get()
    briefing.texts["background"] = "Not approved"
    save_briefing(briefing=briefing, by=cast.coordinator, revision=1)

    assert "Not approved" not in words(client, "/learning/briefings/money-matters/")


def test_story_shows_what_was_learned_and_nothing_about_its_consent(everything: CaseStudy, client: Client) -> None:
    page = words(client, "/learning/case-studies/a-bridge-that-held/")

    for part in (
        "A bridge that held",
        "The Police, winter 2022-23",
        "Adult B said that it was good to be asked.",
        "Type of evidence: Outcome",
        "to protect the people in this story",
        "Theme: Finances",
        "Priority: Prevention",
        "Safeguarding adults",
    ):
        assert part in page, part
    assert "consent" not in page.lower()


def test_composite_story_says_so(cast: Cast, client: Client) -> None:
    terms = ConsentTerms("composite", "public", PUBLIC_CONSENT.given_on)
    draft = draft_case_study(cast.year, cast.partner_police, consent=terms)
    publish(draft, cast.board_icb, cast.coordinator)

    assert "Composite case study." in words(client, f"/learning/case-studies/{draft.slug}/")
    assert "Case study, composite" in words(client, "/learning/")


def test_newsletter_puts_its_spotlight_first(everything: CaseStudy, client: Client) -> None:
    page = words(client, "/newsletters/spring-issue/")

    assert "Issue 1, 20 March 2023" in page
    assert page.index("Money and trust") < page.index("Read this")
    assert 'href="/learning/case-studies/a-bridge-that-held/"' in page
    assert 'href="/learning/briefings/money-matters/"' in page
    listed = words(client, "/newsletters/")
    assert "Spotlight: Money and trust" in listed
    assert 'href="/newsletters/spring-issue/"' in listed


PUBLIC = (
    "/learning/",
    "/learning/briefings/money-matters/",
    "/learning/case-studies/a-bridge-that-held/",
    "/newsletters/",
    "/newsletters/spring-issue/",
    "/feeds/briefings.atom",
    "/feeds/newsletters.atom",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_withdrawn_story_is_gone_from_every_page(
    everything: CaseStudy, cast: Cast, client: Client, address: str
) -> None:
    assert "bridge" in client.get("/learning/").content.decode()
    withdraw_consent(case_study=everything, by=cast.partner_police, note="The family asked for it")

    response = client.get(address)
    text = response.content.decode()

    assert response.status_code == (410 if "case-studies" in address else 200)
    for trace in ("bridge", "Adult B", "The family asked"):
        assert trace not in text.replace(address, ""), trace


def test_gone_page_says_what_to_do_and_nothing_about_the_story(
    everything: CaseStudy, cast: Cast, client: Client
) -> None:
    withdraw_consent(case_study=everything, by=cast.coordinator, note="Asked")
    response = client.get("/learning/case-studies/a-bridge-that-held/")

    assert response.status_code == 410
    assert "Please do not use or share copies of it." in response.content.decode()


def test_story_whose_consent_ran_out_is_gone_too(everything: CaseStudy, client: Client) -> None:
    everything.consent.expires_on = datetime.date(2023, 2, 1)
    everything.consent.save()

    assert client.get("/learning/case-studies/a-bridge-that-held/").status_code == 410


def test_what_was_never_published_is_not_found_and_not_gone(cast: Cast, client: Client) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    briefing = draft_briefing(cast.year, cast.coordinator)
    issue = draft_newsletter(cast.year, cast.coordinator)

    for product in (story, briefing, issue):
        assert product.slug is None
        assert client.get(product.get_absolute_url()).status_code == 302, "to sign in, as its writer"
    withdraw_consent(case_study=story, by=cast.coordinator, note="Asked")
    assert client.get("/learning/case-studies/a-plan-that-held/").status_code == 404
    assert client.get("/learning/case-studies/unknown/").status_code == 404


def test_edited_story_stays_as_it_was_approved(everything: CaseStudy, cast: Cast, client: Client) -> None:
    fresh = CaseStudy.objects.get()
    fresh.background = "Not approved"
    save_case_study(case_study=fresh, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)

    assert "Not approved" not in words(client, "/learning/case-studies/a-bridge-that-held/")


@pytest.mark.parametrize("address", PUBLIC)
def test_pages_set_no_cookie_and_are_the_same_for_everyone(
    everything: CaseStudy, cast: Cast, client: Client, address: str
) -> None:
    public = client.get(address)
    client.force_login(cast.coordinator)

    assert not public.cookies
    assert "Cookie" not in public.headers.get("Vary", "")
    assert client.get(address).content == public.content


def test_feed_stands_whatever_was_pasted(cast: Cast, client: Client) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator, title="Two\x0blines")
    publish(briefing, cast.board_icb, cast.coordinator)

    assert "<title>Two lines</title>" in client.get("/feeds/briefings.atom").content.decode()


@pytest.mark.parametrize(
    ("address", "title", "page"),
    [
        ("/feeds/briefings.atom", "Money matters", "https://bcssp.example.org/learning/briefings/money-matters/"),
        ("/feeds/newsletters.atom", "Spring issue", "https://bcssp.example.org/newsletters/spring-issue/"),
    ],
)
def test_feeds_hold_what_is_published_at_the_address_of_the_site(
    everything: CaseStudy, cast: Cast, client: Client, settings: Settings, address: str, title: str, page: str
) -> None:
    settings.SITE_URL = "https://bcssp.example.org/"
    draft_briefing(cast.year, cast.coordinator, title="A draft")
    draft_newsletter(cast.year, cast.coordinator, title="A draft")

    response = client.get(address)
    feed = ET.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [title]
    assert [link.get("href") for link in entries[0].findall(f"{ATOM}link")] == [page]
    assert (entries[0].findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert entries[0].findtext(f"{ATOM}summary")
    own = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert own["self"] == f"https://bcssp.example.org{address}"
    assert own["alternate"].startswith("https://bcssp.example.org/")
    assert feed.findtext(f"{ATOM}title", "").startswith("BCSSP: ")


def test_what_was_typed_is_no_markup_in_a_feed(cast: Cast, client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://bcssp.example.org/"
    typed = (
        "**Welcome.** See [our plan](/learning/).\n\nWrite <b>exactly</b> what you saw, <script>never</script> names."
    )
    publish(draft_newsletter(cast.year, cast.coordinator, introduction=typed), cast.board_icb, cast.coordinator)

    feed = ET.fromstring(client.get("/feeds/newsletters.atom").content)
    summary = feed.find(f"{ATOM}entry/{ATOM}summary")

    assert summary is not None
    assert summary.get("type") == "html"
    assert "<strong>Welcome.</strong>" in (summary.text or "")
    assert 'href="https://bcssp.example.org/learning/"' in (summary.text or "")
    assert "&lt;b&gt;exactly&lt;/b&gt;" in (summary.text or "")
    assert "<script" not in (summary.text or "")


@pytest.mark.parametrize("rows", [1, 12])
def test_queries_do_not_grow_with_rows(
    everything: CaseStudy, cast: Cast, client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        told = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
        briefing = draft_briefing(cast.year, cast.coordinator, [told])
        publish(briefing, cast.board_icb, cast.coordinator)
        items = [Item("A", case_study=told), Item("B", briefing=briefing)]
        publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)

    for address, number in zip(PUBLIC, (7, 4, 1, 2, 3, 3, 3), strict=True):
        with django_assert_num_queries(number):
            client.get(address)


def times_of(client: Client) -> tuple[str, str, str]:
    """When the feed changed, and when its one entry was published and changed; empty where there is none."""
    feed = ET.fromstring(client.get("/feeds/briefings.atom").content)
    entry = feed.find(f"{ATOM}entry")
    parts = ("published", "updated")
    published, updated = ("", "") if entry is None else (entry.findtext(f"{ATOM}{part}") or "" for part in parts)
    return feed.findtext(f"{ATOM}updated") or "", published, updated


def test_a_correction_is_an_update_and_a_withdrawal_takes_no_time_back(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    feed, published, updated = times_of(client)
    assert feed == published == updated
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    briefing.texts["background"] = "Corrected."
    briefing = publish(
        save_briefing(briefing=briefing, by=cast.coordinator, revision=briefing.revision),
        cast.board_icb,
        cast.coordinator,
    )
    later, still, changed = times_of(client)
    assert still == published
    assert later == changed > updated
    move(obj=briefing, verb=Verb.WITHDRAW, by=cast.coordinator, note="A mistake.", revision=briefing.revision)
    last, *nothing = times_of(client)
    assert nothing == ["", ""]
    assert last >= later
