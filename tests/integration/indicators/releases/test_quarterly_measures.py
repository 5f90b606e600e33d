"""Percentages that are sent each quarter or half-year: from the library to the public page, the API and the report."""

import csv
import datetime
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from indicators.catalogue import library
from indicators.catalogue.services import propose_draft, save_change
from indicators.definitions.periods import Frequency, parse_period
from indicators.files.uploads import apply_upload, check_upload, keep_upload
from indicators.models import ReturnRound, ReturnTemplate, Submission
from indicators.rounds.services import change_dates, set_up_return
from reports.board_pack.pack import read_pack
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.content.freeze import thaw
from reports.document.render.tables import tables_of
from review.services import move
from review.transitions import Verb
from tests.factories.completeness import override_everything
from tests.factories.indicators import a_release, approve
from tests.stages import Cast

pytestmark = pytest.mark.django_db

ENTRY = "child-assessments-on-time"
TITLE = "Child assessments and conferences on time"
# Row: number and what it is part of, one quarter after another. The percentages are worked out by hand.
ASSESSMENTS = [(160, 200), (171, 190), (150, 200), (120, 160)]
CONFERENCES = [(30, 40), (36, 45), (27, 36), (40, 50)]
PERCENT = {"assessments": ["80.0", "90.0", "75.0", "75.0"], "conferences": ["75.0", "80.0", "75.0", "80.0"]}
QUARTER_WORDS = [
    *("April to June 2022", "July to September 2022", "October to December 2022", "January to March 2023"),
]
QUARTERS = [f"2022-23-q{number}" for number in range(1, 5)]
HALVES = ["2022-23-h1", "2022-23-h2"]
HALF_WORDS = ["April to September 2022", "October 2022 to March 2023"]


def numbers_of(number: int) -> dict[str, tuple[int, int]]:
    return {"assessments": ASSESSMENTS[number], "conferences": CONFERENCES[number]}


@pytest.fixture
def periods(request: pytest.FixtureRequest) -> list[str]:
    """What the return is sent for: quarters, unless a test asks for half-years."""
    return getattr(request, "param", QUARTERS)


@pytest.fixture
def slug(cast: Cast, periods: list[str]) -> str:
    """The indicator, picked from the library, agreed by a second person, and asked for in each period."""
    draft = library.pick(slug=ENTRY, by=cast.coordinator)
    save_change(draft=draft, by=cast.coordinator, first_period="2022-23", reason="The board follows it.")
    version = propose_draft(draft=draft, by=cast.coordinator)
    move(obj=version, verb=Verb.APPROVE, by=cast.board_icb, revision=version.revision)
    set_up_return(
        slug="children-on-time",
        title="Children on time",
        organisation=cast.council,
        frequency=Frequency.QUARTER if periods is QUARTERS else Frequency.HALF_YEAR,
        families=[ENTRY],
        by=cast.coordinator,
    )
    # The year is over: its returns are opened again.
    today = timezone.localdate()
    opens, due, closes = (today + datetime.timedelta(days=days) for days in (-1, 10, 20))
    for one in ReturnRound.objects.filter(template__slug="children-on-time"):
        change_dates(round=one, opens_on=opens, due_on=due, closes_on=closes, reason="Sent anew.", by=cast.coordinator)
    return ENTRY


def send_by_form(client: Client, cast: Cast, period: str, number: int) -> None:
    client.force_login(cast.partner_council)
    address = f"/partner/figures/{period}/{ENTRY}/"
    page = html.fromstring(client.get(address).content)
    data: dict[str, Any] = {field.name: field.value or "" for field in page.xpath("//input[@type='hidden'][@name]")}
    for row, (count, people) in numbers_of(number).items():
        percent = PERCENT[row][number]
        data |= {f"cell_{row}_count": str(count), f"cell_{row}_people": str(people), f"cell_{row}_rate": percent}
        for other in ("similar", "region", "england"):
            data[f"cell_{row}_{other}"] = ""
            data[f"state_{row}"] = "unable_to_supply"
            data[f"reason_{row}"] = "Not printed by the quarter"
    answer = client.post(address, data | {"action": "submit"}, follow=True).content.decode()
    told = " ".join(html.fromstring(answer).xpath('string(//*[contains(@class, "error-summary")])').split())
    assert "submitted and waiting for review" in answer, told


def send_by_spreadsheet(cast: Cast, period: str, number: int) -> None:
    lines = ["Figures,Code,Number,Out of,Percentage,Similar areas,Region,England,Reason"]
    for row, (count, people) in numbers_of(number).items():
        lines.append(f"{ENTRY},{row},{count},{people},{PERCENT[row][number]},[x],[x],[x],Not printed by the quarter")
    template = ReturnTemplate.objects.get(slug="children-on-time")
    upload = keep_upload(
        template=template,
        period=parse_period(period),
        name="children.csv",
        content="\n".join(lines).encode(),
        by=cast.partner_council,
    )
    checked = check_upload(upload=upload, by=cast.partner_council)
    assert [problem.sentence for problem in checked.problems] == []
    apply_upload(upload=upload, by=cast.partner_council, seen=checked.seen, submit=True)


@pytest.fixture
def released(client: Client, cast: Cast, slug: str, periods: list[str]) -> str:
    """All periods sent, the first by the form and the others by a spreadsheet, approved and released."""
    for number, period in enumerate(periods):
        if number == 0:
            send_by_form(client, cast, period, number)
        else:
            send_by_spreadsheet(cast, period, number)
    for sent in Submission.objects.filter(family_slug=slug):
        approve(sent)
    a_release(cast.year)
    client.logout()
    return slug


def rows_of(table: Any) -> dict[str, list[str]]:
    """The cells of each body row, by the words of its head."""
    return {
        " ".join(row.xpath("string(th)").split()): [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        for row in table.xpath(".//tbody/tr")
    }


def in_percent(periods: int = 4) -> dict[str, list[str]]:
    rows = {"Assessments completed within 45 working days": "assessments"}
    rows |= {"Initial conferences held within 15 working days": "conferences"}
    return {words: [f"{number}%" for number in PERCENT[key][:periods]] for words, key in rows.items()}


def test_page_draws_the_quarters_on_one_axis_beside_their_table(client: Client, released: str) -> None:
    address = f"/figures/children/{released}/"
    page = html.fromstring(client.get(address).content)
    series, last = page.xpath("//table[.//tbody/tr/td]")[:2]
    heads = [" ".join(head.text_content().split()) for head in series.xpath(".//thead//th")]
    assert heads[1:] == QUARTER_WORDS
    assert rows_of(series) == in_percent()
    assert [cells[:3] for cells in rows_of(last).values()] == [["120", "160", "75.0%"], ["40", "50", "80.0%"]]

    drawn = client.get(f"/figures/children/{released}.svg").content.decode()
    labels = re.findall(r"aria-label=\"([^\"]*)\"", drawn)
    points = [label for label in labels if any(quarter in label for quarter in QUARTER_WORDS)]
    assert {quarter for label in points for quarter in QUARTER_WORDS if quarter in label} == set(QUARTER_WORDS)


@pytest.mark.parametrize("periods", [HALVES], ids=["half-years"], indirect=True)
def test_half_years_are_drawn_in_the_same_way(client: Client, released: str) -> None:
    page = html.fromstring(client.get(f"/figures/children/{released}/").content)
    series = page.xpath("//table[.//tbody/tr/td]")[0]
    heads = [" ".join(head.text_content().split()) for head in series.xpath(".//thead//th")]
    assert heads[1:] == HALF_WORDS
    assert rows_of(series) == in_percent(2)


def test_files_and_api_give_each_quarter_its_days(client: Client, released: str) -> None:
    file = csv.DictReader(io.StringIO(client.get(f"/figures/children/{released}.csv").content.decode()))
    from_file = {(row["row_key"], row["period"]): row["value"] for row in file if row["column_key"] == row["period"]}
    assert from_file == {
        (row, quarter): number.removesuffix(".0")
        for row, found in PERCENT.items()
        for quarter, number in zip(QUARTERS, found, strict=True)
    }
    answer = client.get(f"/api/v1/datasets/{released}/versions/2022-23/observations?period=2022-23-q2").json()
    assert {(one["period_start"], one["period_end"]) for one in answer["items"]} == {("2022-07-01", "2022-09-30")}
    assert sorted(one["value"] for one in answer["items"]) == ["80", "90"]


def test_report_prints_the_same_quarters(cast: Cast, released: str) -> None:
    override_everything(cast.year, cast.chair)
    edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
    tables = [table for table in tables_of(thaw(edition.frozen)) if table.title == TITLE]
    assert [[cell.text for cell in row.cells] for table in tables for row in table.rows] == list(in_percent().values())


def test_board_sees_the_last_quarters(cast: Cast, released: str) -> None:
    pack = read_pack(cast.year, reader=cast.board_icb)
    assert pack.unusable == ()
    (card,) = [card for card in pack.cards if card.content["slug"] == released]
    found = {line.key: [line.latest.text, *(one.text for one in line.before)] for line in card.lines}
    assert found == {row: [f"{number}%" for number in reversed(numbers)] for row, numbers in PERCENT.items()}
