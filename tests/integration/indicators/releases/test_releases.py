"""Making a release, and reading what is published."""

from dataclasses import replace

import pytest

from bcssp.example.sources import police_cells
from indicators.chasing.owed import due_returns
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Release, Submission
from indicators.releases.queries import latest_release, newest_tables, published_tables
from indicators.releases.services import make_release, preview
from indicators.releases.tables import hash_of
from indicators.returns.services import save_figures
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import ReportingYear, User
from partnership.services import close_year
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import (
    a_release,
    approve,
    approved_return,
    draft_return,
    example_cells,
    illustrative,
    make_areas,
    submitted_return,
)
from tests.factories.partnership import OrganisationFactory, ReportingYearFactory
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"


def texts(release: Release, slug: str = SLUG) -> list[str]:
    return [cell["text"] for cell in release.tables.get(family_slug=slug).content["rows"][0]["cells"]]


def send_again(sent: Submission, by: User, number: int) -> Submission:
    cells = {(ROW, "current"): reported(number), (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
    return approve(move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision))


def test_a_release_holds_what_is_approved_and_names_what_is_missing(people: People, year: ReportingYear) -> None:
    police = people.partner_police.organisation
    approved_return(SLUG, year, police)
    submitted_return("missing-children", year, police)
    draft_return("child-protection", year, police)
    release = make_release(year=year, title=" Figures ", by=people.coordinator)
    assert (release.slug, release.number, release.title) == ("2022-23", 1, "Figures")
    assert [table.family_slug for table in release.tables.all()] == [SLUG]
    assert {"slug": "missing-children", "title": "Missing children"} in release.missing
    assert len(release.missing) == 12
    assert texts(release) == ["128", "203", "-75", "-36.9%"]
    event = Event.objects.get(verb="release")
    assert event.data["hash"] == release.content_hash


def test_a_table_knows_what_it_was_made_from(people: People, year: ReportingYear) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    table = a_release(year).tables.get()
    live = table.submission.live_revision
    assert table.sources == [
        {"year": "2022-23", "submission": table.submission.pk, "revision": live.number, "sha256": live.sha256}
    ]
    assert table.chart_svg.startswith("<svg")
    assert table.content["supplier"] == "The Police"


def test_the_hash_covers_all_tables(people: People, year: ReportingYear) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    release = a_release(year)
    contents = [table.content for table in release.tables.all()]
    assert hash_of(year, contents) == release.content_hash
    contents[0]["rows"][0]["cells"][0]["text"] = "129"
    assert hash_of(year, contents) != release.content_hash


def test_a_release_reads_the_approved_snapshot_and_never_the_live_rows(people: People, year: ReportingYear) -> None:
    sent = approved_return(SLUG, year, people.partner_police.organisation)
    cells = {(ROW, "current"): reported(1), (ROW, "previous"): reported(1)}
    save_figures(submission=sent, cells=cells, by=people.partner_police, revision=sent.revision)
    assert texts(a_release(year))[0] == "128"


def test_a_correction_is_a_second_release_and_the_first_stays(people: People, year: ReportingYear) -> None:
    police = people.partner_police
    sent = approved_return(SLUG, year, police.organisation)
    first = a_release(year)
    with pytest.raises(DomainError, match="Nothing has changed since the release"):
        a_release(year)
    send_again(sent, police, 130)
    second = a_release(year, "Corrected")
    assert (second.slug, second.number) == ("2022-23-2", 2)
    assert texts(first)[0] == "128"
    assert texts(second)[0] == "130 [r]"
    assert latest_release(year) == second
    assert [table.release for table in published_tables(year)] == [second]
    assert list(Release.objects.newest_of_each_year()) == [second]


def test_a_withdrawn_return_is_in_no_later_release(people: People, year: ReportingYear) -> None:
    police = people.partner_police
    sent = approved_return(SLUG, year, police.organisation)
    approved_return("missing-children", year, police.organisation)
    a_release(year)
    move(obj=sent, verb=Verb.WITHDRAW, by=police, revision=sent.revision, note="Counted wrongly.")
    second = a_release(year)
    assert [table.family_slug for table in second.tables.all()] == ["missing-children"]
    assert set(newest_tables()) == {"missing-children"}


def test_rates_take_earlier_years_as_history(people: People, year: ReportingYear) -> None:
    make_areas()
    council = people.partner_council.organisation
    for slug in ("2020-21", "2021-22"):
        earlier = ReportingYearFactory(slug=slug)
        approved_return("referrals-rate", earlier, council)
        close_year(year=earlier, by=people.coordinator)
    approved_return("referrals-rate", year, council, note="Vintage: April 2026.")
    table = a_release(year).tables.get()
    assert [column["key"] for column in table.content["columns"]] == ["2020-21", "2021-22", "2022-23"]
    assert [row["cells"][-1]["text"] for row in table.content["rows"]] == ["295.5", "481.0", "538.1", "491.0"]
    assert [source["year"] for source in table.sources] == ["2020-21", "2021-22", "2022-23"]
    assert "Vintage: April 2026." in table.content["notes"]
    assert table.chart_svg.count("South West") >= 1


def test_a_return_that_could_not_be_supplied_prints_not_available(people: People, year: ReportingYear) -> None:
    lost = Value(ValueState.UNABLE_TO_SUPPLY, reason="The values are lost")
    approved_return(SLUG, year, people.partner_police.organisation, {(ROW, c): lost for c in ("current", "previous")})
    table = a_release(year).tables.get()
    assert texts(table.release) == ["[x]"] * 4
    assert (table.chart_svg, table.content["chart"]) == ("", None)
    assert "Not able to supply: The values are lost." in table.content["notes"]


def test_illustrative_figures_stay_marked(people: People, year: ReportingYear) -> None:
    council = people.partner_council.organisation
    family_slug = "desired-outcomes"
    cells = illustrative({cell: replace(value) for cell, value in _cells(family_slug, year).items()})
    approved_return(family_slug, year, council, cells, note="Illustrative.")
    content = a_release(year).tables.get().content
    assert content["illustrative"] is True
    assert content["chart"]["note"] == "Illustrative figures, not real"


def _cells(slug: str, year: ReportingYear) -> dict[tuple[str, str], Value]:
    return example_cells(Submission(family_slug=slug).family, year)


def test_there_must_be_something_to_release(people: People, year: ReportingYear) -> None:
    with pytest.raises(DomainError, match="No figures are approved for 2022-23 yet"):
        a_release(year)
    with pytest.raises(DomainError, match="Enter a title for the release"):
        make_release(year=year, title="  ", by=people.coordinator)


@pytest.mark.parametrize("name", ["partner_police", "board_icb", "chair", "scrutineer"])
def test_only_the_coordinator_makes_releases(people: People, year: ReportingYear, name: str) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    with pytest.raises(NotAllowed):
        make_release(year=year, title="Figures", by=people[name])
    assert not Release.objects.exists()


def test_two_suppliers_of_the_same_figures_are_refused_by_name(people: People, year: ReportingYear) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    approved_return(SLUG, year, OrganisationFactory(name="Another Force", kind="police"))
    with pytest.raises(DomainError, match="The Police and Another Force both have an approved return"):
        a_release(year)


def test_a_release_made_at_the_same_moment_is_refused(
    people: People, year: ReportingYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    a_release(year)
    send_again(Submission.objects.get(), people.partner_police, 130)
    monkeypatch.setattr("indicators.releases.build.next_number", lambda year: 1)
    with pytest.raises(DomainError, match="created at the same moment"):
        a_release(year)
    assert Release.objects.count() == 1


def test_the_police_rows_are_printed_exactly(people: People, year: ReportingYear) -> None:
    for slug in police_cells():
        approved_return(slug, year, people.partner_police.organisation)
    rows = [row for table in a_release(year).tables.all() for row in table.content["rows"]]
    assert len(rows) == 16
    printed = {row["label"]: [cell["text"] for cell in row["cells"]] for row in rows}
    assert printed["Number of Domestic Abuse Crimes"] == ["1,685", "1,838", "-153", "-8.3%"]
    assert printed["Number of Child Victims of Crimes"] == ["711", "742", "-31", "-4.2%"]


def test_a_preview_says_what_would_be_in_it(people: People, year: ReportingYear) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    ready, missing = preview(year)
    assert [family.slug for family in ready] == [SLUG]
    assert len(missing) == 12


def test_nothing_is_published_before_a_release(people: People, year: ReportingYear) -> None:
    approved_return(SLUG, year, people.partner_police.organisation)
    assert latest_release(year) is None
    assert published_tables(year) == []


def test_an_organisation_owes_the_families_of_its_kind_for_open_years(people: People, year: ReportingYear) -> None:
    police = people.partner_police.organisation
    closed = ReportingYearFactory(slug="2021-22")
    close_year(year=closed, by=people.coordinator)
    closed.refresh_from_db()
    approved_return(SLUG, year, police)
    submitted_return("missing-children", year, police)
    gone = draft_return("child-protection", year, police)
    move(obj=gone, verb=Verb.WITHDRAW, by=people.partner_police, revision=gone.revision, note="Wrong.")
    due = {one.family.slug: one for one in due_returns(police, [closed, year])}
    assert {slug: (one.status, one.is_done) for slug, one in due.items()} == {
        "missing-children": ("Sent", True),
        "safety-and-anti-bullying": ("Not started", False),
        "child-protection": ("Not started", False),
        SLUG: ("Approved", True),
    }
    assert len(due_returns(people.partner_council.organisation, [year])) == 9
    assert due_returns(people.board_icb.organisation, [year]) == []
    assert due_returns(None, [year]) == []
