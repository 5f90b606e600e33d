"""Files in the layouts of national open data. The figures of areas are those of data/dfe_children_rates.csv, whose
source is told in data/README.md; everything else in the files is made up for the tests.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from indicators.definitions.code_sets import DATA

EES_HEADINGS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name", "category", "cpp_number", "cpp_rate_per_10000"),
)
SAC_HEADINGS = (
    *("GEOGRAPHY", "COUNCIL_TYPE", "REGION_CODE", "REGION_NAME", "ONS_CODE", "LA_CODE", "LA_NAME"),
    *("TABLE_REFERENCE", "ENQUIRY_TYPE", "CATEGORY", "SUBCATEGORY", "VALUE"),
)
OWN = "Bath and North East Somerset"


def rates_of(year: int) -> dict[str, dict[str, str]]:
    """The area's number and every figure of the year that ends on 31 March, by area; `-` as printed."""
    found: dict[str, dict[str, str]] = {}
    with (DATA / "dfe_children_rates.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if line["year_ending_31_march"] == str(year):
                found.setdefault(line["area"], {"number": line["la_number"]})[line["indicator"]] = line["value"]
    return found


def published(year: int) -> dict[str, tuple[str, str, str]]:
    """Number of the area, children on plans and their rate, of the year that ends on 31 March; `-` as printed."""
    return {
        area: (values["number"], values["cpp_31mar_n"], values["cpp_31mar_rate_10k"])
        for area, values in rates_of(year).items()
    }


def ees_line(year: int, area: str, values: tuple[str, str, str], category: str = "Total") -> list[str]:
    """A line of an area, a region or England."""
    number, count, rate = values
    start = [f"{year - 1}{year % 100}", "Financial year"]
    if area == "England":
        return [*start, "National", "E92000001", "England", *[""] * 5, category, count, rate]
    if area == "South West":
        return [*start, "Regional", "E92000001", "England", "E12000009", area, *[""] * 3, category, count, rate]
    return [*start, "Local authority", "E92000001", "England", "", "", number, "", area, category, count, rate]


def ees_file(
    *years: int, changes: Mapping[str, tuple[str, str]] | None = None, more: Sequence[Sequence[str]] = ()
) -> bytes:
    """Children on plans as a tidy CSV: all areas of these years; `changes` puts other texts in place of an area's."""
    lines = [
        ees_line(year, area, (values[0], *(changes or {}).get(area, values[1:])))
        for year in years
        for area, values in published(year).items()
    ]
    return as_csv([EES_HEADINGS, *lines, *more])


def sac_line(reference: str, category: str, value: str, area: str = OWN, subcategory: str = "") -> list[str]:
    """A line of the adults' collection."""
    place = ["ENGLAND", "Unitary Authority", "E12000009", "South West", "", "908", area]
    return [*place, reference, "Concluded Section 42 Enquiries", category, subcategory, value]


def as_csv(lines: Sequence[Sequence[str]]) -> bytes:
    """The lines as UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8")
