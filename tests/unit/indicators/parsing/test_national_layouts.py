"""The mappings that come with the portal, held against lines of the files as they were published."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.definitions.code_sets import DATA
from indicators.definitions.estimates import Estimate
from indicators.definitions.families import Row, get_family, library
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState
from indicators.parsing.file_problems import Level
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.parsing.national import Places, Translated, translate
from indicators.parsing.national_layouts import ReadyLayout, ready_layout, ready_layouts
from indicators.parsing.national_mapping import NationalMapping, cannot_map
from indicators.parsing.state_words import squeezed
from tests.unit.indicators.parsing.open_data import OWN, rates_of

AREAS = tuple(Row(squeezed(name).replace(" ", "-"), name) for name in rates_of(2023))
OWN_KEY = squeezed(OWN).replace(" ", "-")
PLACES = Places({squeezed(row.label): row.key for row in AREAS} | {"e06000022": OWN_KEY}, OWN_KEY)
C1_2024 = "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv"
C1_2025 = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
C3 = "c3_factors_identified_at_end_of_assessment_2018_to_2025.csv"
D5 = "d5_cpps_at31march_by_duration_2013_to_2025.csv"
CLA_2024, CLA_2025 = (f"cla_number_and_rate_per_10k_children_{year}.csv" for year in (2024, 2025))
# Key of the mapping, file, the years for which the local authority tool has the same numbers, count and rate in it.
# The tool works rates out anew with later populations, so that only those of the newest file agree.
CHILDREN = [
    ("referrals", C1_2024, range(2022, 2025), "referrals_n", None),
    ("referrals-2025", C1_2025, range(2023, 2025), "referrals_n", None),
    ("plans", D5, range(2023, 2025), "cpp_31mar_n", None),
    ("looked-after-2025", CLA_2025, range(2021, 2025), "cla_31mar_n", "cla_31mar_rate_10k"),
]


def published(name: str) -> bytes:
    return (DATA / "open_data" / name).read_bytes()


def form_of(slug: str, period: str) -> FamilyForm:
    family = get_family(slug)
    return FamilyForm(family, AREAS if family.is_area_rates else family.rows_on(parse_period(period).ends_on))


def translated(
    content: bytes,
    form: FamilyForm,
    period: str,
    *mappings: NationalMapping,
    people: Mapping[str, Estimate] | None = None,
) -> Translated:
    found = translate(
        content,
        [form],
        mappings,
        period=parse_period(period),
        places=PLACES,
        published="26 November 2025",
        people={form.family.slug: people or {}},
    )
    assert found is not None
    return found


def figures(found: Translated, form: FamilyForm, period: str) -> Mapping[tuple[str, str], Value]:
    assert [one.sentence for one in found.problems] == []
    reading = read_file("open-data.csv", found.content, FileForm(parse_period(period), (form,)))
    assert [one.sentence for one in reading.parsed.problems] == []
    return reading.parsed.families[form.family.slug].cells


def slug_of(year: int) -> str:
    return f"{year - 1}-{year % 100:02d}"


@pytest.mark.parametrize("ready", ready_layouts(), ids=lambda one: one.key)
def test_every_mapping_can_be_used(ready: ReadyLayout) -> None:
    family = {**library(), ready.mapping.family: library().get(ready.mapping.family)}[
        ready.mapping.family
    ] or get_family(ready.mapping.family)
    assert list(cannot_map(ready.mapping, family)) == []
    assert [one.key for one in ready_layouts()].count(ready.key) == 1
    assert ready.source
    assert ready_layout(ready.key) is ready


@pytest.mark.parametrize(
    ("key", "name", "year", "count", "rate"),
    [(key, name, year, count, rate) for key, name, years, count, rate in CHILDREN for year in years],
)
def test_a_published_file_gives_every_area_its_figures(
    key: str, name: str, year: int, count: str, rate: str | None
) -> None:
    """Our area, its neighbours, the region and England, as the local authority tool has them."""
    ready, period = ready_layout(key), slug_of(year)
    assert ready is not None
    form = form_of(ready.mapping.family, period)
    cells = figures(translated(published(name), form, period, ready.mapping), form, period)
    for area, numbers in rates_of(year).items():
        row = squeezed(area).replace(" ", "-")
        if numbers[count] == "-":
            # The tool prints a dash; the file says why.
            assert cells[row, "count"].reason == "too unreliable to be published by the source"
        else:
            assert cells[row, "count"].number == Decimal(numbers[count]), area
            assert rate is None or cells[row, "rate"].number == Decimal(numbers[rate])
    assert len({row for row, _column in cells}) == 19


def test_rates_are_those_of_the_file() -> None:
    ready = ready_layout("referrals")
    assert ready is not None
    form = form_of("referrals-rate", "2023-24")
    cells = figures(translated(published(C1_2024), form, "2023-24", ready.mapping), form, "2023-24")
    assert {area: str(cells[area, "rate"].number) for area in ("england", "south-west", "hampshire")} == {
        "england": "518.3", "south-west": "475.9", "hampshire": "None",
    }  # fmt: skip


def test_an_older_edition_gives_the_numbers_of_its_day() -> None:
    """The edition of 2024 counted 218 children of ours; that of 2025 revised them, and the population, to 217."""
    found = {}
    for key, name in (("looked-after", CLA_2024), ("looked-after-2025", CLA_2025)):
        ready = ready_layout(key)
        assert ready is not None
        form = form_of("children-looked-after-rate", "2023-24")
        cells = figures(translated(published(name), form, "2023-24", ready.mapping), form, "2023-24")
        found[key] = [str(cells[OWN_KEY, column].number) for column in ("count", "rate")]
    assert found == {"looked-after": ["218", "60"], "looked-after-2025": ["217", "59"]}


@pytest.mark.parametrize(("key", "name"), [("referrals-2025", C1_2025), ("plans", D5)])
def test_a_rate_that_the_file_lacks_is_left_to_the_form(key: str, name: str) -> None:
    ready = ready_layout(key)
    assert ready is not None
    form = form_of(ready.mapping.family, "2024-25")
    found = translated(published(name), form, "2024-25", ready.mapping)
    cells = figures(found, form, "2024-25")
    assert {column for _row, column in cells if cells[_row, column].number is not None} == {"count"}
    (told,) = [one for one in found.warnings if one.code == "NATIONAL-8"]
    assert "no column for “Rate per 10,000 children”" in told.sentence
    assert "Enter these figures in the form" in told.sentence


def children(year: int) -> dict[str, Estimate]:
    """The children of each area, as the Department has them in its file of children looked after."""
    found = {}
    for line in csv.DictReader(io.StringIO(published(CLA_2025).decode("utf-8-sig"))):
        area = line["la_name"] or line["region_name"] or "England"
        if line["time_period"] == str(year) and line["population_estimate"].isdigit():
            slug = squeezed(area).replace(" ", "-")
            people = int(line["population_estimate"])
            found[slug] = Estimate(
                slug, "0-17", date(year - 1, 6, 30), date(2025, 7, 30), people, "Mid-year estimates, ONS"
            )
    return found


RATES_OF = [
    (key, name, year, rate)
    for key, name, rate, years in (
        ("referrals-2025", C1_2025, "referrals_rate_10k", (2023, 2024)),
        ("plans", D5, "cpp_31mar_rate_10k", (2023, 2024)),
    )
    for year in years
]


@pytest.mark.parametrize(("key", "name", "year", "rate"), RATES_OF)
def test_a_rate_that_the_file_lacks_is_the_number_over_the_people(key: str, name: str, year: int, rate: str) -> None:
    """Worked out for every area, it is what the local authority tool prints."""
    ready, period = ready_layout(key), slug_of(year)
    assert ready is not None
    form = form_of(ready.mapping.family, period)
    found = translated(published(name), form, period, ready.mapping, people=children(year))
    cells = figures(found, form, period)
    for area, numbers in rates_of(year).items():
        row = squeezed(area).replace(" ", "-")
        if numbers[rate] == "-":
            assert cells[row, "rate"] == cells[row, "count"], "too unreliable, the rate as the number"
        else:
            assert cells[row, "rate"].number == Decimal(numbers[rate]), area
    assert [(one.code, one.level) for one in found.warnings] == [("NATIONAL-8", Level.NOTE)]
    reading = read_file("open-data.csv", found.content, FileForm(parse_period(period), (form,)))
    assert reading.parsed.families[form.family.slug].note == (
        "Explore education statistics (Department for Education), as published on 26 November 2025. The file has no "
        "rates. Each is the number over an estimate of the people, per 10,000: Mid-year estimates, ONS, published on "
        "30 July 2025."
    )


def test_areas_without_an_estimate_are_named_and_left_to_the_form() -> None:
    ready = ready_layout("plans")
    assert ready is not None
    form = form_of("child-protection-plans-rate", "2022-23")
    people = {slug: one for slug, one in children(2023).items() if slug in (OWN_KEY, "england")}
    found = translated(published(D5), form, "2022-23", ready.mapping, people=people)
    cells = figures(found, form, "2022-23")
    assert {row for row, column in cells if column == "rate" and cells[row, column].number} == {OWN_KEY, "england"}
    (told,) = found.warnings
    assert "No population estimate is loaded for " in told.sentence
    assert "and 14 more. Enter these figures in the form" in told.sentence


@pytest.mark.parametrize("period", ["2022-23", "2024-25"])
def test_a_column_for_each_row_is_read(period: str) -> None:
    """Factors at the end of assessment stand side by side, in one line of our area."""
    ready = ready_layout("factors")
    assert ready is not None
    form = form_of("assessment-factors", period)
    cells = figures(translated(published(C3), form, period, ready.mapping), form, period)
    got = {row: cells[row, "count"].number for row in ("assessments", "1a", "4b", "16a", "18c", "20")}
    wanted = {
        "2022-23": {"assessments": 961, "1a": 41, "4b": 408, "16a": 127, "18c": 60, "20": 141},
        "2024-25": {"assessments": 600, "1a": 22, "4b": 311, "16a": 238, "18c": 67, "20": 83},
    }
    assert got == wanted[period]
    hidden = {"2022-23": "23a", "2024-25": "19b"}[period]
    assert cells[hidden, "count"] == Value(ValueState.UNABLE_TO_SUPPLY, reason="suppressed by the source")
    assert "18a" not in {row for row, _column in cells}, "a code that was replaced before"
    assert not {"21", "8b"} & {row for row, _column in cells if cells[row, _column].number is not None}


def test_a_file_that_nobody_mapped_names_the_ready_mapping() -> None:
    form = form_of("children-looked-after-rate", "2022-23")
    (problem,) = translated(published(CLA_2025), form, "2022-23").problems
    assert problem.sentence.endswith(
        "Ask the coordinator to use the ready mapping “CLA number and rate per 10,000 children (reporting year 2025)”."
    )


def test_an_edition_with_other_headings_names_the_mapping_that_fits() -> None:
    old, form = ready_layout("looked-after"), form_of("children-looked-after-rate", "2022-23")
    assert old is not None
    (problem,) = translated(published(CLA_2025), form, "2022-23", old.mapping).problems
    assert "It has no column number, population_count." in problem.sentence
    assert "(reporting year 2025)" in problem.sentence


def test_a_row_cannot_name_a_column_where_there_are_several() -> None:
    family = get_family("adult-safeguarding-summary")
    mapping = NationalMapping(family.slug, "sac", {}, {}, {"concerns": {"column": "VALUE"}})
    assert any("more than one column" in one for one in cannot_map(mapping, family))
    assert (
        list(
            cannot_map(
                replace(mapping, family="assessment-factors", rows={"1a": {"column": "x"}}),
                get_family("assessment-factors"),
            )
        )
        == []
    )
