"""What reports and pages are given: live revisions, and stories only as long as consent holds."""

import datetime
from dataclasses import replace

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from learning.archive import Filters, archive
from learning.models import CaseStudy
from learning.queries import live_briefings, live_case_studies, live_newsletters
from learning.services import ConsentTerms, Item, save_case_study, withdraw_consent
from tests.factories.learning import (
    PUBLIC_CONSENT,
    ThemeFactory,
    draft_briefing,
    draft_case_study,
    draft_newsletter,
    publish,
)
from tests.factories.partnership import ArmFactory, ReportingYearFactory
from tests.factories.priorities import PriorityFactory
from tests.stages import Cast

GIVEN, LAST_DAY = datetime.date(2023, 1, 10), datetime.date(2099, 6, 30)
AFTER = LAST_DAY + datetime.timedelta(days=1)


def story(cast: Cast, expires: datetime.date | None = None, **fields: object) -> CaseStudy:
    terms = replace(PUBLIC_CONSENT, given_on=GIVEN, expires_on=expires)
    draft = draft_case_study(cast.year, cast.partner_police, consent=terms, **fields)
    return publish(draft, cast.board_icb, cast.coordinator)


def reconsent(told: CaseStudy, cast: Cast, terms: ConsentTerms) -> None:
    fresh = CaseStudy.objects.get(pk=told.pk)
    save_case_study(case_study=fresh, consent=terms, by=cast.partner_police, revision=fresh.revision)


def test_reports_get_published_things_of_the_year_without_what_is_no_readers_business(cast: Cast) -> None:
    told = story(cast)
    briefing = publish(draft_briefing(cast.year, cast.coordinator, [told]), cast.board_icb, cast.coordinator)
    items = [Item("A story", case_study=told), Item("A briefing", briefing=briefing), Item("Just words")]
    publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)
    draft_briefing(cast.year, cast.coordinator)
    draft_newsletter(cast.year, cast.coordinator)
    draft_case_study(cast.year, cast.partner_police)

    (study,) = live_case_studies(cast.year)
    assert study["title"] == "A plan that held"
    assert not {"consent", "checklist", "review_by"} & set(study)
    assert len(study["sha256"]) == 64
    (short,) = live_briefings(cast.year)
    assert short["case_studies"] == [{"title": "A plan that held", "url": f"/learning/case-studies/{told.slug}/"}]
    (issue,) = live_newsletters(cast.year)
    assert [item["link"] for item in issue["items"]] == [
        {"title": "A plan that held", "url": f"/learning/case-studies/{told.slug}/"},
        {"title": "A briefing", "url": f"/learning/briefings/{briefing.slug}/"},
        None,
    ]
    assert issue["spotlight"] == {"title": "In the spotlight", "body": "A theme that matters now."}

    other = ReportingYearFactory(slug="2023-24")
    assert (live_case_studies(other), live_briefings(other), live_newsletters(other)) == ([], [], [])


def test_withdrawn_story_leaves_no_trace_in_briefings_newsletters_or_reports(cast: Cast) -> None:
    told = story(cast, title="The night at the bridge")
    publish(draft_briefing(cast.year, cast.coordinator, [told]), cast.board_icb, cast.coordinator)
    issue = draft_newsletter(cast.year, cast.coordinator, [Item("One", "Of a bridge.", case_study=told)])
    publish(issue, cast.board_icb, cast.coordinator)

    withdraw_consent(case_study=told, by=cast.coordinator, note="Asked")

    everything = [live_case_studies(cast.year), live_briefings(cast.year), live_newsletters(cast.year)]
    assert "bridge" not in str(everything)
    assert everything[0] == []
    assert everything[1][0]["case_studies"] == []
    assert everything[2][0]["items"] == []
    assert issue.items.get().body == "Of a bridge."


def test_story_is_shown_until_the_last_day_of_consent(cast: Cast) -> None:
    story(cast, LAST_DAY)

    assert len(live_case_studies(cast.year, today=LAST_DAY)) == 1
    assert live_case_studies(cast.year, today=AFTER) == []


def test_consent_that_is_narrowed_counts_at_once(cast: Cast) -> None:
    told = story(cast)

    reconsent(told, cast, replace(PUBLIC_CONSENT, given_on=GIVEN, scope="training"))
    assert live_case_studies(cast.year) == []


def test_consent_that_is_cut_short_counts_at_once(cast: Cast) -> None:
    told = story(cast)

    reconsent(told, cast, replace(PUBLIC_CONSENT, given_on=GIVEN, expires_on=LAST_DAY))
    assert len(live_case_studies(cast.year, today=LAST_DAY)) == 1
    assert live_case_studies(cast.year, today=AFTER) == []


def test_consent_that_is_prolonged_counts_when_it_was_reviewed(cast: Cast) -> None:
    told = story(cast, LAST_DAY)

    reconsent(told, cast, replace(PUBLIC_CONSENT, given_on=GIVEN))
    assert live_case_studies(cast.year, today=AFTER) == []

    publish(CaseStudy.objects.get(pk=told.pk), cast.board_icb, cast.coordinator)
    assert len(live_case_studies(cast.year, today=AFTER)) == 1


def test_archive_holds_both_kinds_newest_first_and_is_narrowed_by_what_was_approved(cast: Cast) -> None:
    theme, arm, priority = ThemeFactory(slug="knives"), ArmFactory(slug="adults"), PriorityFactory(slug="prevent")
    told = story(cast, title="Story", theme=theme)
    briefing = draft_briefing(cast.year, cast.coordinator, title="Briefing", arm=arm, priority=priority)
    publish(briefing, cast.board_icb, cast.coordinator)

    def titles(**filters: str) -> list[str]:
        return [content["title"] for content in archive(Filters(**filters), None).object_list]

    assert titles() == ["Briefing", "Story"]
    assert titles(kind="briefing") == ["Briefing"]
    assert titles(kind="casestudy") == ["Story"]
    assert titles(theme="knives") == ["Story"]
    assert titles(arm="adults") == ["Briefing"]
    assert titles(priority="prevent", kind="briefing") == ["Briefing"]
    assert titles(theme="knives", kind="briefing") == []
    assert titles(theme="nothing") == []

    fresh = CaseStudy.objects.get(pk=told.pk)
    fresh.theme = ThemeFactory(slug="other")
    save_case_study(
        case_study=fresh, consent=replace(PUBLIC_CONSENT, given_on=GIVEN), by=cast.partner_police, revision=1
    )
    assert titles(theme="knives") == ["Story"]
    assert titles(theme="other") == []


def test_archive_is_paged_and_takes_any_page_number(cast: Cast) -> None:
    for number in range(11):
        publish(draft_briefing(cast.year, cast.coordinator, title=f"B{number}"), cast.board_icb, cast.coordinator)

    assert len(archive(Filters(), None).object_list) == 10
    assert [content["title"] for content in archive(Filters(), "2").object_list] == ["B0"]
    assert archive(Filters(), "nonsense").number == 1


@pytest.mark.parametrize("rows", [1, 12])
def test_queries_do_not_grow_with_rows(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        told = story(cast)
        briefing = draft_briefing(cast.year, cast.coordinator, [told])
        publish(briefing, cast.board_icb, cast.coordinator)
        items = [Item("A", case_study=told), Item("B", briefing=briefing)]
        publish(draft_newsletter(cast.year, cast.coordinator, items), cast.board_icb, cast.coordinator)

    for number, query in ((1, live_case_studies), (2, live_briefings), (3, live_newsletters)):
        with django_assert_num_queries(number):
            query(cast.year)
    with django_assert_num_queries(4):
        archive(Filters(), None)
