"""The index is what is published, at once and no longer."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from finding import full_text, readable
from finding import search as searching
from finding.following import rebuild
from finding.models import Entry, Kind, Word
from finding.readable import readable_entries, readable_now
from finding.search import Asked, search
from finding.search_words import vocabulary_of
from learning.models import Briefing, CaseStudy
from learning.services import Item, save_briefing, withdraw_consent
from reports.publishing.takedown import take_down
from review.services import move
from review.transitions import Verb
from tests.factories.learning import ThemeFactory, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.stages import Cast
from tests.world import World

pytestmark = pytest.mark.postgres


def stored() -> tuple[list[Any], dict[str, int]]:
    fields = [field.name for field in Entry._meta.concrete_fields if field.name != "id"]
    entries = sorted(Entry.objects.values_list(*fields), key=lambda one: one[fields.index("url")])
    return entries, dict(Word.objects.values_list("text", "entries"))


def titles(query: str, **filters: str) -> list[str]:
    return [hit.entry.title for hit in search(Asked(query=query, **filters)).hits]


def a_briefing(cast: Cast, **fields: Any) -> Briefing:
    draft = draft_briefing(cast.year, cast.coordinator, **fields)
    return publish(draft, cast.board_icb, cast.coordinator)


def test_whatever_was_published_by_services_is_what_a_whole_rebuild_finds(world: World) -> None:
    """Each way to publish writes its entries itself: else some of the example's would be missing or old."""
    before = stored()
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds == {kind.value for kind in Kind}

    call_command("rebuild_search")

    after = stored()
    assert before[0] == after[0]
    assert before[1] == after[1]
    counted = [vocabulary_of(entry.title, entry.text) for entry in Entry.objects.all()]
    assert after[1] == {word: sum(word in one for one in counted) for word in set().union(*counted)}


def test_what_is_taken_away_is_found_no_more(world: World) -> None:
    example = world.example
    assert titles("annual report structure", kind="report")

    edition = world.edition
    take_down(edition=edition, reason="It holds a mistake.", by=example.chair)

    assert titles("annual report structure", kind="report") == []
    assert not Entry.objects.filter(kind=Kind.REPORT, year=edition.year.slug).exists()
    before = stored()
    rebuild()
    assert stored() == before


def test_a_briefing_is_found_when_it_is_published_and_not_before(cast: Cast) -> None:
    draft = draft_briefing(cast.year, cast.coordinator, title="Self-neglect and hoarding")
    assert titles("hoarding") == []

    published = publish(draft, cast.board_icb, cast.coordinator)
    assert titles("hoarding") == ["Self-neglect and hoarding"]

    published.title = "Self-neglect and clutter"
    save_briefing(briefing=published, by=cast.coordinator, revision=published.revision)
    assert titles("clutter") == [], "a draft is not found"
    assert titles("hoarding") == ["Self-neglect and hoarding"], "what readers see is"

    published.refresh_from_db()
    move(obj=published, verb=Verb.WITHDRAW, by=cast.coordinator, note="Out of date.", revision=published.revision)
    assert titles("hoarding") == []
    assert not Word.objects.filter(text="hoarding").exists(), "no suggestion tells of it either"


def test_a_story_without_consent_is_found_no_more(cast: Cast) -> None:
    draft = draft_case_study(cast.year, cast.partner_police, title="A bridge that held")
    story: CaseStudy = publish(draft, cast.board_icb, cast.coordinator)
    items = [Item("On the bridge", "It was cold.", case_study=story)]
    publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)
    assert titles("bridge") == ["A bridge that held"]
    assert readable_entries().filter(kind=Kind.STORY).exists()

    story.consent.expires_on = timezone.localdate() - datetime.timedelta(days=1)
    story.consent.given_on = timezone.localdate() - datetime.timedelta(days=9)
    story.consent.save()
    assert titles("bridge") == [], "its day has passed, and nobody did anything"
    assert titles("brigde") == [], "nor is the word suggested"
    assert not readable_entries().filter(kind=Kind.STORY).exists()

    withdraw_consent(case_study=story, by=cast.partner_police, note="They asked us to.")
    assert not Entry.objects.filter(kind=Kind.STORY).exists()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("exploitation", "the word"),
        ("EXPLOITED", "its stem"),
        ("explo", "its start"),
        ("expliotation", "a typing error"),
        ("child", "the plural of its own kind"),
        ("café", "without the accent"),
        ("2022-23", "numbers with a hyphen"),
        ("exploitation of children in the cafe", "several words, and little ones"),
        ("exploitation lighthouse", "some of the words"),
    ],
)
def test_ways_to_ask(cast: Cast, query: str, why: str) -> None:
    a_briefing(cast, title="Exploitation", background="Children met at the cafe in 2022-23.")
    a_briefing(cast, title="Something else", background="Nothing of the kind.")
    assert titles(query)[:1] == ["Exploitation"], why


def test_a_hit_in_the_title_comes_first(cast: Cast) -> None:
    a_briefing(cast, title="Stalking", background="Words.")
    a_briefing(cast, title="Another", background="It says stalking in passing.")
    assert titles("stalking") == ["Stalking", "Another"]


def test_of_words_that_nearly_all_have_the_title_comes_first_and_then_the_newest(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "MOST_RANKED", 1)
    a_briefing(cast, title="Hoarding and fire", key_facts="Fire.")
    for name in ("Older", "Newer"):
        a_briefing(cast, title=f"{name} words", key_facts="Hoarding, hoarding and fire.")
    assert titles("hoarding fire") == ["Hoarding and fire", "Newer words", "Older words"]
    assert search(Asked(query="hoarding fire")).count == 3


def test_where_any_word_will_do_what_has_the_rarer_one_comes_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "MOST_RANKED", 1)
    a_briefing(cast, title="Older", background="Clutter and fire.")
    for name in ("Newer", "Newest"):
        a_briefing(cast, title=name, key_facts="Fire, fire and fire.")
    asked = "clutter fire lighthouse"
    assert titles(asked) == ["Older", "Newest", "Newer"]
    assert search(Asked(query=asked)).count == 3
    assert titles("fire lighthouse") == ["Newest", "Newer", "Older"]


def test_pages_go_on_from_the_titles_to_the_texts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "MOST_RANKED", 1)
    monkeypatch.setattr(searching, "PAGE_LENGTH", 2)
    theme = ThemeFactory(title="Neglect", slug="neglect")
    for name in ("Fire 1", "Fire 2", "Fire 3", "Text 4", "Text 5"):
        a_briefing(cast, title=name, key_facts="Fire.", theme=theme if name != "Text 5" else None)

    def pages(**filters: str) -> list[list[str]]:
        found = [search(Asked(query="fire", **filters), str(number)) for number in (1, 2, 3)]
        assert {one.count for one in found} == {4 if filters else 5}
        return [[hit.entry.title for hit in one.hits] for one in found]

    assert pages() == [["Fire 3", "Fire 2"], ["Fire 1", "Text 5"], ["Text 4"]]
    assert pages(theme="neglect")[:2] == [["Fire 3", "Fire 2"], ["Fire 1", "Text 4"]]


def test_what_readers_may_see_is_kept_until_something_is_committed_or_the_day_ends(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = iter((1, 1, 2))
    monkeypatch.setattr(readable, "database_mark", lambda: next(marks))
    a_briefing(cast, title="Clutter")
    before = readable_now()
    with CaptureQueriesContext(connection) as asked:
        assert readable_now() is before
    assert not asked.captured_queries
    assert readable_now() is not before, "something was committed"

    monkeypatch.setattr(readable, "database_mark", lambda: 2)
    today = readable_now()
    assert readable_now() is today
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert readable_now() is not today


def test_filters_narrow_and_stand_alone(cast: Cast) -> None:
    theme = ThemeFactory(title="Neglect", slug="neglect")
    a_briefing(cast, title="With a theme", theme=theme)
    a_briefing(cast, title="Without")
    assert titles("", theme="neglect") == ["With a theme"]
    assert titles("with", theme="neglect") == [], "nothing but little words narrows to nothing"
    assert titles("theme", theme="neglect", year=cast.year.slug, kind="briefing") == ["With a theme"]
    assert titles("", kind="story") == []
