"""The database refuses nonsense."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.definitions.values import ValueState
from indicators.models import Area, Figure, NeighbourMember, NeighbourSet, Release, ReleaseTable, Submission
from partnership.models import ReportingYear
from review.models.frozen import FrozenError
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approved_return, draft_return, make_areas, partner_of
from tests.factories.partnership import OrganisationFactory
from tests.people import People

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], Any], name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    assert name in str(caught.value) or "UNIQUE" in str(caught.value)


@pytest.fixture
def draft(people: People, year: ReportingYear) -> Submission:
    return draft_return("child-sexual-exploitation", year, people.partner_police.organisation, {})


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "guessed", "value": 1}, "figure_state_known"),
        ({"state": "reported", "value": None}, "figure_value_only_if_reported"),
        ({"state": "nil", "value": None}, "figure_value_only_if_reported"),
        ({"state": "unable_to_supply", "value": 3, "reason": "why"}, "figure_value_only_if_reported"),
        ({"state": "not_applicable", "value": 0}, "figure_value_only_if_reported"),
        ({"state": "nil", "value": 3}, "figure_nil_is_zero"),
        ({"state": "reported", "value": -1}, "figure_not_negative"),
        ({"state": "unable_to_supply", "value": None, "reason": ""}, "figure_unable_has_reason"),
        ({"state": "reported", "value": 3, "revised": True}, "figure_revised_has_reason"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(draft: Submission, fields: dict[str, Any], name: str) -> None:
    refused(lambda: Figure.objects.create(submission=draft, row="a", column="b", **fields), name)


def test_a_cell_has_one_figure(draft: Submission) -> None:
    figure = Figure.objects.create(submission=draft, row="a", column="b", state="reported", value=3)
    assert str(figure) == "a, b: 3"
    refused(lambda: Figure.objects.create(submission=draft, row="a", column="b", state="nil", value=0), "figure_once")


def test_a_figure_without_number_says_its_state(draft: Submission) -> None:
    figure = Figure(submission=draft, row="a", column="b", state=ValueState.NOT_APPLICABLE.value)
    assert str(figure) == "a, b: not_applicable"


def test_an_organisation_has_one_open_return_of_a_family_and_year(draft: Submission) -> None:
    def again() -> None:
        Submission.objects.create(
            family_slug=draft.family_slug,
            year=draft.year,
            period=draft.period,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            organisation=draft.organisation,
            created_by=draft.created_by,
            created_at=timezone.now(),
        )

    refused(again, "submission_one_open")
    move(obj=draft, verb=Verb.WITHDRAW, by=partner_of(draft.organisation), revision=draft.revision, note="Wrong year.")
    again()
    assert Submission.objects.count() == 2


def test_a_return_names_itself(draft: Submission) -> None:
    assert str(draft) == "Child sexual exploitation, 2022-23"
    assert draft.title_for_review() == "Child sexual exploitation, 2022-23: The Police"
    assert draft.get_absolute_url() == "/figures/police/child-sexual-exploitation/"
    assert draft.get_edit_url() == "/partner/figures/2022-23/child-sexual-exploitation/"


@pytest.mark.postgres
def test_areas_are_named_once_and_of_a_known_kind() -> None:
    make_areas()
    england = Area.objects.get(slug="england")
    assert (str(england), england.kind) == ("England", "country")
    assert Area.objects.get(slug="south-west").kind == "region"
    refused(lambda: Area.objects.create(slug="x", name="X", code="9", kind="planet"), "area_kind_known")
    refused(lambda: Area.objects.create(slug="x", name="X", code="", kind="region"), "area_has_code")
    refused(lambda: Area.objects.create(slug="x", name="X", code=england.code, kind="region"), "code")


@pytest.mark.postgres
def test_a_set_names_each_neighbour_and_rank_once() -> None:
    chosen = make_areas()
    assert (str(chosen), chosen.label) == ("dfe-statistical-neighbours-2021", "2021 set")
    first = chosen.memberships.first()
    assert first is not None
    assert str(first) == "1: Gloucestershire"
    york = Area.objects.get(slug="york")
    create = NeighbourMember.objects.create
    refused(lambda: create(neighbour_set=chosen, area=first.area, rank=11), "neighbour_once_in_set")
    refused(lambda: create(neighbour_set=chosen, area=york, rank=1), "neighbour_rank_once_in_set")
    refused(lambda: create(neighbour_set=chosen, area=york, rank=0), "neighbour_rank_from_one")
    refused(
        lambda: NeighbourSet.objects.create(slug="x", area=chosen.area, published=chosen.published),
        "neighbour_set_once_a_date",
    )


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number": 0}, "release_number_from_one"),
        ({"title": ""}, "release_has_title"),
        ({"content_hash": "abc"}, "release_hash_is_sha256"),
        ({"number": 1}, "release_number_once_a_year"),
    ],
)
def test_a_release_that_makes_no_sense_is_refused(
    people: People, year: ReportingYear, fields: dict[str, Any], name: str
) -> None:
    approved_return("child-sexual-exploitation", year, people.partner_police.organisation)
    release = a_release(year)
    values = {
        "slug": "another",
        "title": "Another",
        "year": year,
        "number": 2,
        "content_hash": release.content_hash,
        "published_at": release.published_at,
        "published_by": release.published_by,
    } | fields
    refused(lambda: Release.objects.create(**values), name)


def test_a_release_and_its_tables_never_change(people: People, year: ReportingYear) -> None:
    approved_return("child-sexual-exploitation", year, people.partner_police.organisation)
    release = a_release(year)
    table = release.tables.get()
    assert str(release) == "Figures for 2022-23"
    assert str(table) == "Child sexual exploitation, 2022-23"
    assert table.get_absolute_url() == "/figures/police/child-sexual-exploitation/"
    for frozen in (release, table):
        with pytest.raises(FrozenError):
            frozen.save()
        with pytest.raises(FrozenError):
            frozen.delete()
    twin = ReleaseTable(
        release=release,
        family_slug=table.family_slug,
        position=2,
        content={},
        submission=table.submission,
    )
    refused(twin.save, "release_table_once")
    other = ReleaseTable(release=release, family_slug="x", position=1, content={}, submission=table.submission)
    refused(other.save, "release_position_once")


def test_only_an_area_that_is_loaded_can_be_compared(people: People, year: ReportingYear) -> None:
    make_areas()
    council = people.partner_council.organisation
    submission = draft_return("referrals-rate", year, council)
    assert len(submission.rows()) == 1 + 10 + 2
    figure = submission.figures.get(row="england", column="rate")
    assert figure.area == Area.objects.get(slug="england")
    assert OrganisationFactory(kind="police").kind == "police"
