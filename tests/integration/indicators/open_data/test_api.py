"""The read-only API."""

import datetime
import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from indicators.definitions.values import reported
from indicators.models import PlannedRelease, Release
from indicators.releases.announcements import announce_release, cancel_planned_release
from indicators.returns.services import save_figures
from partnership.models import ReportingYear
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approve, approved_return, make_areas
from tests.people import People
from tests.stages import Cast

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
ROW = "number-of-child-sexual-exploitation-crimes"
API = "/api/v1/"
VERSIONS = f"{API}datasets/{SLUG}/versions"


def make_once(cast: Cast) -> dict[str, Any]:
    approved_return(SLUG, cast.year, cast.police)
    return {"release": a_release(cast.year)}


@pytest.fixture
def people(cast: Cast) -> People:
    return cast


@pytest.fixture
def year(cast: Cast) -> ReportingYear:
    return cast.year


@pytest.fixture
def release(made: dict[str, Any]) -> Release:
    return made["release"]


@pytest.fixture
def revised(people: People, release: Release) -> Release:
    police, sent = people.partner_police, release.tables.get().submission
    cells = {(ROW, "current"): reported(131), (ROW, "previous"): reported(203)}
    saved = save_figures(submission=sent, cells=cells, by=police, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=police, revision=saved.revision))
    return a_release(release.year, "Figures, corrected")


def ask(client: Client, address: str, status: int = 200, **query: Any) -> Any:
    response = client.get(address, query)
    assert response.status_code == status, response.content
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"].split(";")[0] == kind
    return json.loads(response.content)


def test_the_entrance_leads_everywhere(client: Client, release: Release) -> None:
    entrance = ask(client, API)
    lists = ("themes", "families", "datasets", "releases", "calendar", "areas", "neighbour_sets", "openapi")

    for name in lists:
        address = entrance[name].removeprefix(settings.SITE_URL)
        assert client.get(address).status_code == 200, name
    assert client.get(entrance["guide"].removeprefix(settings.SITE_URL)).status_code == 200


def test_families_are_told_with_definition_terms_and_polarity(client: Client, release: Release) -> None:
    themes, families = ask(client, f"{API}themes"), ask(client, f"{API}families")
    one = ask(client, f"{API}families/{SLUG}")

    assert SLUG in next(theme["families"] for theme in themes if theme["slug"] == "police")
    assert one in families
    assert one["definition"]
    assert one["polarity"] == "none"
    assert one["next_review"] > "2026"
    assert one["licence"] == {
        "name": "notspecified",
        "title": "Published by the partnership; terms of reuse to be confirmed with the supplier",
        "url": None,
        "is_open": False,
    }
    assert one["dataset"].endswith(f"/api/v1/datasets/{SLUG}")
    assert ask(client, f"{API}families/missing-children")["dataset"] is None
    assert ask(client, f"{API}families/referrals-rate")["licence"]["is_open"] is True


def test_a_data_set_holds_what_was_released(client: Client, release: Release) -> None:
    (dataset,) = ask(client, f"{API}datasets")

    assert dataset == ask(client, f"{API}datasets/{SLUG}")
    assert (dataset["newest_version"], dataset["versions"]) == ("2022-23", 1)
    assert set(dataset["files"]) == {"csv", "xlsx", "json"}
    (version,) = ask(client, VERSIONS)
    assert version == ask(client, f"{VERSIONS}/2022-23")
    assert version["sha256"] == release.content_hash
    assert version["is_newest"] is True
    assert client.get(version["csv"].removeprefix(settings.SITE_URL)).status_code == 200


def test_figures_are_exact_texts_with_their_state(client: Client, release: Release) -> None:
    answer = ask(client, f"{VERSIONS}/2022-23/observations")

    assert [one["value"] for one in answer["items"]] == ["128", "203", "-75", "-36.9"]
    first, second = answer["items"][:2]
    assert (first["state"], first["period"], first["period_end"]) == ("reported", "2022-23", "2023-03-31")
    assert (second["period"], second["period_start"]) == ("2021-22", "2021-04-01")
    assert first["area"] == settings.PARTNERSHIP.area.slug
    assert (answer["total"], answer["next"], answer["previous"]) == (4, None, None)


def test_figures_come_in_parts(client: Client, release: Release) -> None:
    address = f"{VERSIONS}/2022-23/observations"
    first = ask(client, address, limit=3)
    assert len(first["items"]) == 3
    second = ask(client, first["next"].removeprefix(settings.SITE_URL))
    assert len(second["items"]) == 1
    assert second["next"] is None
    assert ask(client, second["previous"].removeprefix(settings.SITE_URL))["items"] == first["items"]
    assert ask(client, address, offset=99)["items"] == []


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({"column": "change"}, ["-75"]),
        ({"row": ROW, "period": "2021-22"}, ["203"]),
        ({"row": "another"}, []),
        ({"area": "england"}, []),
        ({"area": "bath-and-north-east-somerset", "column": "current"}, ["128"]),
    ],
)
def test_figures_can_be_chosen(client: Client, release: Release, query: dict[str, str], values: list[str]) -> None:
    answer = ask(client, f"{VERSIONS}/2022-23/observations", **query)
    assert [one["value"] for one in answer["items"]] == values


def test_parts_keep_what_was_chosen(client: Client, people: People, year: ReportingYear) -> None:
    make_areas()
    approved_return("referrals-rate", year, people.partner_council.organisation)
    a_release(year)
    address = f"{API}datasets/referrals-rate/versions/2022-23/observations"
    answer = ask(client, address, area="england", limit=1)
    assert "area=england" in answer["next"]
    assert {one["area"] for one in ask(client, address, area="england")["items"]} == {"england"}


def test_a_revision_is_a_version_that_says_what_changed(client: Client, revised: Release) -> None:
    newest, oldest = ask(client, VERSIONS)
    assert (newest["version"], newest["is_newest"]) == ("2022-23-2", True)
    assert (oldest["version"], oldest["is_newest"]) == ("2022-23", False)
    assert ask(client, f"{VERSIONS}/2022-23/observations")["items"][0]["value"] == "128"
    assert ask(client, f"{VERSIONS}/2022-23-2/observations")["items"][0]["value"] == "131"

    answer = ask(client, f"{VERSIONS}/2022-23-2/changes")

    assert (answer["version"], answer["since"]) == ("2022-23-2", "2022-23")
    cells = {one["column_key"]: (one["before_value"], one["after_value"]) for one in answer["items"]}
    assert cells["current"] == ("128", "131")
    assert answer["rows_added"] == []
    assert answer == ask(client, f"{VERSIONS}/2022-23-2/changes", since="2022-23")
    first, second = ask(client, f"{API}releases")["items"]
    assert (first["slug"], first["is_newest"], second["is_newest"]) == ("2022-23-2", True, False)


def test_versions_that_say_the_same_have_no_changes(client: Client, people: People, release: Release) -> None:
    approved_return("child-protection", release.year, people.partner_police.organisation)
    a_release(release.year, "One family more")
    answer = ask(client, f"{VERSIONS}/2022-23-2/changes")
    assert (answer["items"], answer["texts"], answer["rows_removed"]) == ([], [], [])


def test_a_release_names_its_data_sets_and_files(client: Client, release: Release) -> None:
    answer = ask(client, f"{API}releases/2022-23")
    assert answer["datasets"] == [SLUG]
    assert answer["is_newest"] is True
    assert {"slug": "missing-children", "title": "Missing children", "left_out": False} in answer["missing"]
    assert answer["datapackage"].endswith("/releases/2022-23/datapackage.json")


def test_the_calendar_shows_every_change_of_a_date(client: Client, people: People, release: Release) -> None:
    by, ahead = people.coordinator, timezone.now() + datetime.timedelta(days=30)
    planned = announce_release(title="Yearly figures", year=release.year, planned_for=ahead, by=by)
    (one,) = ask(client, f"{API}calendar")["items"]
    assert (one["status"], one["release"], one["changes"]) == ("announced", None, [])
    cancel_planned_release(planned=planned, reason="Ill", by=by)
    (one,) = ask(client, f"{API}calendar")["items"]
    assert one["status"] == "cancelled"
    assert (one["changes"][0]["reason"], one["changes"][0]["after"]) == ("Ill", None)
    again = announce_release(title="Yearly figures again", year=release.year, planned_for=ahead, by=by)
    PlannedRelease.objects.filter(pk=again.pk).update(release=release)
    found = {one["title"]: one for one in ask(client, f"{API}calendar")["items"]}
    assert (found["Yearly figures again"]["status"], found["Yearly figures again"]["release"]) == (
        "published",
        "2022-23",
    )


def test_areas_and_neighbours(client: Client, db: None) -> None:
    used = make_areas()
    areas = ask(client, f"{API}areas", limit=1000)["items"]
    assert settings.PARTNERSHIP.area.slug in {one["slug"] for one in areas}
    sets = ask(client, f"{API}neighbour-sets")["items"]
    assert [one["slug"] for one in sets if one["in_use"]] == [used.slug]
    assert [member["rank"] for member in sets[0]["members"]] == sorted(member["rank"] for member in sets[0]["members"])


@pytest.mark.asvs("15.3.1")
def test_what_is_under_embargo_is_nowhere(client: Client, release: Release) -> None:
    pending = Release.objects.create(
        slug="2022-23-2", title="Not yet", year=release.year, number=2, content_hash="b" * 64
    )
    table = release.tables.get()
    type(table).objects.create(
        release=pending, family_slug=SLUG, position=1, content=table.content, submission=table.submission
    )
    assert len(ask(client, VERSIONS)) == 1
    assert len(ask(client, f"{API}releases")["items"]) == 1
    ask(client, f"{API}releases/2022-23-2", status=404)
    for more in ("", "/observations", "/changes"):
        ask(client, f"{VERSIONS}/2022-23-2{more}", status=404)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("elsewhere", "nothing at this address"),
        ("datasets/elsewhere", "no data set “elsewhere”"),
        ("families/elsewhere", "no family “elsewhere”"),
        ("releases/2021-22", "no release “2021-22”"),
        (f"datasets/{SLUG}/versions/2021-22", "no version “2021-22”"),
        (f"datasets/{SLUG}/versions/2022-23/changes", "no earlier version"),
        (f"datasets/{SLUG}/versions/", "nothing at this address"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(client: Client, release: Release, address: str, says: str) -> None:
    answer = ask(client, f"{API}{address}", status=404)
    assert (answer["status"], answer["title"]) == (404, "Not Found")
    assert says in answer["detail"]


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("releases?limit=0", "limit"),
        ("releases?limit=1001", "limit"),
        ("releases?offset=-1", "offset"),
        ("releases?offset=x", "offset"),
        ("releases?page=2", "page"),
        ("themes?limit=2", "limit"),
        ("datasets/UPPER", "slug"),
        ("datasets/%00", "slug"),
        (f"datasets/{SLUG}/versions/2022-23/observations?row=%00", "row"),
        (f"datasets/{SLUG}/versions/2022-23/changes?since=A", "since"),
    ],
)
def test_a_wrong_question_is_told_in_a_sentence(client: Client, release: Release, address: str, where: str) -> None:
    answer = ask(client, f"{API}{address}", status=422)
    assert where in {one["where"] for one in answer["errors"]}
    assert where in answer["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["", "datasets", "elsewhere", "openapi.json"])
@pytest.mark.asvs("3.5.3")
def test_the_api_only_reads(db: None, method: str, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"{API}{address}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content)["detail"].startswith(f"You cannot use {method.upper()} here.")


@pytest.mark.asvs("3.4.2")
def test_pages_of_other_sites_may_ask(client: Client, db: None) -> None:
    response = client.options(f"{API}datasets", headers={"Origin": "https://other.example"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("address", ["", "openapi.json", "datasets", f"datasets/{SLUG}/versions/2022-23/observations"])
def test_what_has_not_changed_is_not_sent_again(client: Client, release: Release, address: str) -> None:
    response = client.get(f"{API}{address}")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(f"{API}{address}", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    head = client.head(f"{API}{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == response.headers["ETag"]


def test_figures_know_their_date(client: Client, release: Release) -> None:
    address = f"{VERSIONS}/2022-23/observations"
    modified = client.get(address).headers["Last-Modified"]
    assert client.get(address, headers={"If-Modified-Since": modified}).status_code == 304
    assert "Last-Modified" not in client.get(f"{API}calendar").headers


def test_who_is_signed_in_gets_the_same(people: People, release: Release) -> None:
    signed_in = Client()
    signed_in.force_login(people.coordinator)
    assert signed_in.get(VERSIONS).content == Client().get(VERSIONS).content


def test_the_description_says_that_problems_come_as_problems(client: Client, db: None) -> None:
    description = ask(client, f"{API}openapi.json")
    operation = description["paths"]["/api/v1/datasets/{slug}"]["get"]
    assert set(operation["responses"]) == {"200", "404", "422"}
    assert set(operation["responses"]["404"]["content"]) == {"application/problem+json"}
    assert set(operation["responses"]["200"]["content"]) == {"application/json"}


def test_the_number_of_queries_does_not_grow(
    client: Client, people: People, release: Release, django_assert_max_num_queries: Any
) -> None:
    approved_return("missing-children", release.year, people.partner_police.organisation)
    a_release(release.year, "More")
    lists = ("families", "datasets", "releases", "calendar", "neighbour-sets", f"datasets/{SLUG}/versions")
    for address in (*lists, f"datasets/{SLUG}/versions/2022-23-2/observations"):
        with django_assert_max_num_queries(6):
            ask(client, f"{API}{address}")
