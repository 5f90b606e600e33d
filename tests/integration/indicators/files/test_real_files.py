"""Small files as people write them, from the check to what readers get. The figures and the people are made up."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.files.checked_file import Checked
from indicators.files.file_checks import check_file
from indicators.parsing.file_problems import Level
from tests.factories.files import a_template
from tests.factories.indicators import a_release, approved_return, example_cells
from tests.stages import Cast

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[3] / "unit" / "indicators" / "parsing" / "files"
ROW = "number-of-domestic-abuse-incidents-excluding-crimes"


def check(cast: Cast, name: str) -> Checked:
    template = a_template(cast.police, ("missing-children", "safety-and-anti-bullying"))
    content = (FILES / name).read_bytes()
    return check_file(
        template=template, period=parse_period("2022-23"), name=name, content=content, by=cast.partner_police
    )


@pytest.mark.parametrize("name", ["date-of-birth.csv", "national-insurance-number.csv"])
def test_what_tells_who_somebody_is_stops_a_submission(cast: Cast, name: str) -> None:
    checked = check(cast, name)
    found = [one for one in checked.problems if one.code == "PERSON-1"]
    assert {one.level for one in found} == {Level.WARNING}
    assert not checked.can_submit


def test_a_title_of_another_financial_year_asks_for_a_comment(cast: Cast) -> None:
    checked = check(cast, "title-of-a-financial-year.csv")
    (found,) = [one for one in checked.problems if one.code == "WINDOW-4"]
    assert (found.line, found.value) == (1, "FY23/24")
    assert checked.can_save
    assert not checked.can_submit


@pytest.mark.parametrize("name", ["thousands-not-quoted.csv", "quote-not-closed.csv", "formula-without-result.xlsx"])
def test_a_file_that_could_be_read_in_two_ways_cannot_be_saved(cast: Cast, name: str) -> None:
    assert not check(cast, name).can_save


def test_a_change_that_rounds_to_nothing_has_no_sign_wherever_it_is_read(client: Client, cast: Cast) -> None:
    cells = example_cells(get_family("safety-and-anti-bullying"), cast.year)
    cells |= {(ROW, "current"): reported(Decimal(4999)), (ROW, "previous"): reported(Decimal(5000))}
    approved_return("safety-and-anti-bullying", cast.year, cast.police, cells=cells)
    a_release(cast.year)
    for address in (
        "/releases/2022-23/safety-and-anti-bullying.csv",
        "/figures/police/safety-and-anti-bullying.json",
        "/api/v1/datasets/safety-and-anti-bullying/versions/2022-23/observations",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert "4999" in text.replace(",", "")
        assert '"-0' not in text, address
        assert not re.search(r"(?<![0-9.])-0(?:\.0+)?(?![0-9.])", text), address
        assert "-0.0" not in text, address
