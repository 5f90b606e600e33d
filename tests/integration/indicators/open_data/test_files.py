"""The files of what is published, as they are handed out."""

import csv
import hashlib
import io
import json

import pytest
from django.db import IntegrityError
from django.test import Client

from indicators.models import Release, ReleaseFile
from indicators.releases.stored_workbooks import publication_of, store_missing_workbooks, store_workbooks
from indicators.releases.tasks import store_workbooks as store_workbooks_task
from partnership.models import ReportingYear
from review.models.frozen import FrozenError
from tests.factories.indicators import a_release, approved_return
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG = "child-sexual-exploitation"
FILE = f"/figures/police/{SLUG}"
OF_RELEASE = "/releases/2022-23"
FILES = [
    f"{FILE}.csv",
    f"{FILE}.json",
    f"{FILE}.xlsx",
    f"{FILE}.csv-metadata.json",
    f"{OF_RELEASE}/data.xlsx",
    f"{OF_RELEASE}/datapackage.json",
    f"{OF_RELEASE}/{SLUG}.csv",
    f"{OF_RELEASE}/{SLUG}.csv-metadata.json",
    "/data/catalog.jsonld",
]


@pytest.fixture
def release(people: People, year: ReportingYear) -> Release:
    approved_return(SLUG, year, people.partner_police.organisation)
    return a_release(year)


def read(client: Client, address: str) -> dict:
    return json.loads(client.get(address).content)


@pytest.mark.parametrize("address", FILES)
def test_files_are_for_everybody_and_asked_for_again_cost_nothing(
    client: Client, release: Release, address: str
) -> None:
    store_workbooks(release)

    response = client.get(address)

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    # A file of one release stays as it is; the list of all changes with the next.
    kept = "no-cache" if address == "/data/catalog.jsonld" else "max-age=300"
    assert response.headers["Cache-Control"] == f"public, {kept}"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")


def test_a_csv_leads_to_its_metadata(client: Client, release: Release) -> None:
    for base in (FILE, f"{OF_RELEASE}/{SLUG}"):
        link = client.get(f"{base}.csv").headers["Link"]
        assert link == f'<{SLUG}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
        metadata = read(client, f"{base}.csv-metadata.json")
        assert metadata["url"] == f"{SLUG}.csv"
        header = next(csv.reader(io.StringIO(client.get(f"{base}.csv").content.decode())))
        assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header


def test_a_data_package_fits_its_files(client: Client, release: Release) -> None:
    package = read(client, f"{OF_RELEASE}/datapackage.json")
    (resource,) = package["resources"]
    data = client.get(f"{OF_RELEASE}/{resource['path']}").content

    assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert resource["bytes"] == len(data)
    assert package["release_sha256"] == release.content_hash


def test_workbooks_are_there_once_the_worker_made_them(client: Client, release: Release) -> None:
    addresses = (f"{FILE}.xlsx", f"{OF_RELEASE}/data.xlsx")
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert f'href="{FILE}.xlsx"' not in client.get(f"{FILE}/").content.decode()
    assert "data.xlsx" not in client.get(f"{OF_RELEASE}/").content.decode()

    assert store_workbooks_task() == 2

    for address in addresses:
        response = client.get(address)
        assert response.content.startswith(b"PK")
        assert response.headers["Content-Disposition"].endswith('.xlsx"')
    assert f'href="{FILE}.xlsx"' in client.get(f"{FILE}/").content.decode()
    assert f"{OF_RELEASE}/data.xlsx" in client.get(f"{OF_RELEASE}/").content.decode()
    assert store_missing_workbooks() == 0


def test_a_build_that_died_is_ended_by_the_next(release: Release) -> None:
    store_workbooks(release)
    made = dict(ReleaseFile.objects.values_list("name", "sha256"))
    ReleaseFile.objects.filter(name="")._raw_delete("default")

    assert store_missing_workbooks() == 1
    assert dict(ReleaseFile.objects.values_list("name", "sha256")) == made


@pytest.mark.postgres
def test_a_stored_workbook_never_changes(release: Release) -> None:
    store_workbooks(release)
    file = ReleaseFile.objects.get(name="")

    assert str(file) == "data-2022-23.xlsx"
    with pytest.raises(FrozenError):
        file.save()
    with pytest.raises(FrozenError):
        file.delete()
    with pytest.raises(IntegrityError):
        ReleaseFile(release=release, name="other", sha256="no hash", content=b"x").save()


def test_a_damaged_workbook_is_not_handed_out(client: Client, release: Release) -> None:
    ReleaseFile(release=release, name="", sha256="a" * 64, content=b"other").save()

    response = client.get(f"{OF_RELEASE}/data.xlsx")

    assert response.status_code == 404


def test_what_is_under_embargo_is_nowhere(client: Client, release: Release) -> None:
    store_workbooks(release)
    pending = Release.objects.create(
        slug="2022-23-2", title="Not yet", year=release.year, number=2, content_hash="b" * 64
    )
    assert publication_of(pending).dated == pending.made_at
    for name in ("data.xlsx", "datapackage.json", f"{SLUG}.csv", f"{SLUG}.csv-metadata.json"):
        assert client.get(f"/releases/2022-23-2/{name}").status_code == 404, name
    assert "2022-23-2" not in client.get("/data/catalog.jsonld").content.decode()
    assert client.get(f"{FILE}.csv").status_code == 200


@pytest.mark.parametrize("name", ["other.csv", "other.csv-metadata.json"])
def test_a_release_has_no_file_of_a_family_that_it_does_not_hold(client: Client, release: Release, name: str) -> None:
    assert client.get(f"{OF_RELEASE}/{name}").status_code == 404


def test_the_catalogue_names_each_data_set_with_its_formats_and_terms(client: Client, release: Release) -> None:
    catalogue = read(client, "/data/catalog.jsonld")
    (dataset,) = catalogue["dcat:dataset"]

    assert client.get("/data/catalog.jsonld").headers["Content-Type"] == "application/ld+json"
    assert catalogue["@type"] == "dcat:Catalog"
    assert dataset["dct:identifier"] == SLUG
    assert dataset["dct:temporal"]["dcat:startDate"]["@value"] == "2021-04-01"
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "2023-03-31"
    assert "to be confirmed" in dataset["dct:license"]["dct:title"]
    assert dataset["dct:accrualPeriodicity"]["@id"].endswith("/ANNUAL")
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"]["@id"].startswith("mailto:")
    for distribution in dataset["dcat:distribution"]:
        address = distribution["dcat:downloadURL"]["@id"]
        store_missing_workbooks()
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_page_says_how_to_use_its_figures_again(client: Client, release: Release) -> None:
    html = client.get(f"{FILE}/").content.decode()

    for text in (f'href="{FILE}.csv"', f'href="{FILE}.csv-metadata.json"', f'href="{FILE}.json"', f'href="{FILE}.svg"'):
        assert text in html
    assert "to be confirmed" in html
    assert "How to cite" in html
    assert f"/api/v1/datasets/{SLUG}" in html
    block = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    data = json.loads(block)
    assert data["@type"] == "Dataset"
    assert data["temporalCoverage"] == "2021-04-01/2023-03-31"
    assert len(data["distribution"]) == 3


def test_the_guide_lists_every_address(client: Client, db: None) -> None:
    html = client.get("/api/").content.decode()

    assert "/api/v1/datasets/{slug}/versions/{version}/observations" in html
    assert 'href="/api/v1/datasets"' in html
    assert "Parameters: limit, offset, row, column, area, period" in html
    assert "unable_to_supply" in html
