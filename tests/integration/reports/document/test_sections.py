"""The report section by section and as files of data, in the hands of readers."""

import io
import zipfile

import openpyxl
import pytest
from lxml import html as parser

from learning.services import withdraw_consent
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import thaw
from reports.document.render.tables import tables_of
from reports.editions.storage import path_of
from reports.models import FileKind
from tests.factories.indicators import a_release, approved_return
from tests.factories.learning import draft_case_study, publish
from tests.factories.signing import publish_signed

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
PAGE = "/reports/2022-23/"
WHOLE = f"{PAGE}whole/"


@pytest.fixture
def story(cast):
    return publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)


def make_once(cast):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    return {"published": publish_signed(build_edition(edition.pk), cast)}


@pytest.fixture
def published(made):
    return made["published"]


def anchors(edition):
    return [section["anchor"] for section in thaw(edition.frozen)["sections"]]


def test_sections_are_walked_from_the_contents_from_first_to_last_and_back(client, published):
    contents = parser.fromstring(client.get(PAGE).content.decode())
    addresses = [f"{PAGE}sections/{anchor}/" for anchor in anchors(published)]
    assert [link for link in contents.xpath("//main//ol//a/@href") if "/sections/" in link] == addresses

    walked, address = [], addresses[0]
    while address:
        walked.append(address)
        page = parser.fromstring(client.get(address).content.decode())
        before, after = page.xpath("//a[@rel='prev']/@href"), page.xpath("//a[@rel='next']/@href")
        assert before == walked[-2:-1]
        assert page.xpath("//nav//strong[@aria-current='page']")
        address = after[0] if after else None
    assert walked == addresses


def test_every_link_within_a_section_page_leads_somewhere_on_it(client, published):
    for anchor in anchors(published):
        page = parser.fromstring(client.get(f"{PAGE}sections/{anchor}/").content.decode())
        names = set(page.xpath("//@id"))
        assert anchor in names
        assert {href[1:] for href in page.xpath("//article//a/@href") if href.startswith("#")} <= names


def test_whole_report_leads_to_its_sections_and_its_data(client, published):
    page = parser.fromstring(client.get(WHOLE).content.decode())
    links = set(page.xpath("//main//a/@href"))

    assert {PAGE, f"{PAGE}data.xlsx", f"{PAGE}data.zip", f"{PAGE}annual-report.json"} <= links
    files = [link for link in links if link.endswith(".csv")]
    assert {link.rpartition("/")[2].removesuffix(".csv") for link in files} == {
        table.anchor for table in tables_of(thaw(published.frozen))
    }
    for link in files:
        assert client.get(link).status_code == 200


def test_workbook_and_csv_files_are_handed_out_under_their_names(client, published):
    book = client.get(f"{PAGE}data.xlsx")
    assert book["Content-Disposition"] == 'inline; filename="annual-report-2022-23.xlsx"'
    assert "Cover" in openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}data.zip").content))
    one = client.get(f"{PAGE}tables/structure-organisations.csv")
    assert one.content == archive.read("structure-organisations.csv")
    assert one["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert one["Content-Disposition"] == 'attachment; filename="2022-23-edition-1-structure-organisations.csv"'
    again = client.get(f"{PAGE}tables/structure-organisations.csv", headers={"If-None-Match": one["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["sections/nowhere/", "tables/nowhere.csv", "tables/csv-metadata.json.csv"])
def test_what_the_report_has_not_is_not_found(client, published, address):
    assert client.get(f"{PAGE}{address}").status_code == 404


@pytest.mark.parametrize(
    "address", ["data.xlsx", "data.zip", "", "whole/", "sections/structure/", "tables/structure-organisations.csv"]
)
def test_nothing_is_read_before_the_report_is_published(client, cast, address):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    build_edition(edition.pk)
    assert client.get(f"{PAGE}{address}").status_code == 404


def test_withdrawn_story_takes_sections_and_data_down_too(client, story, cast):
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    publish_signed(build_edition(edition.pk), cast)
    assert story.title in client.get(f"{PAGE}sections/learning/").content.decode()

    withdraw_consent(case_study=story, by=cast.partner_council, note="The family asked")

    for address in ("data.xlsx", "data.zip", "", "whole/", "sections/learning/", "tables/structure-organisations.csv"):
        assert client.get(f"{PAGE}{address}").status_code == 410


def test_sections_that_storage_has_lost_cannot_be_read_now(client, published):
    file = published.files.get(kind=FileKind.SECTIONS)
    path_of(file.sha256, file.ending).unlink()
    assert client.get(f"{PAGE}sections/structure/").status_code == 503


def test_released_figures_stand_alike_on_page_section_and_in_the_files(client, cast):
    approved_return("child-sexual-exploitation", cast.year, cast.police)
    a_release(cast.year)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    publish_signed(edition, cast)

    tables = [table for table in tables_of(thaw(edition.frozen)) if table.source]
    assert tables
    for address in (WHOLE, f"{PAGE}sections/figures/"):
        page = parser.fromstring(client.get(address).content.decode())
        for table in tables:
            [drawn] = page.xpath(f"//table[caption/@id='{table.anchor}-table']")
            cells = [[cell.text_content().strip() for cell in row.findall("td")] for row in drawn.findall(".//tr[td]")]
            assert cells == [[cell.text for cell in row.cells] for row in table.rows]
