"""National open data read by a mapping: areas, periods, filters, symbols, and everything that is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.checks.context import Context
from indicators.checks.rules import check_return
from indicators.definitions.families import Row, get_family, library
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, ValueState, reported
from indicators.parsing.file_problems import Level
from indicators.parsing.files import read_file
from indicators.parsing.layout import FamilyForm, FileForm
from indicators.parsing.national import Places, Translated, layout_of, translate
from indicators.parsing.national_mapping import NationalMapping, cannot_map
from indicators.parsing.state_words import squeezed
from tests.unit.indicators.parsing.open_data import (
    EES_HEADINGS,
    OWN,
    SAC_HEADINGS,
    as_csv,
    ees_file,
    ees_line,
    sac_line,
)
from tests.unit.indicators.parsing.open_data import published as published_in

PLANS = get_family("child-protection-plans-rate")
AREAS = ("Bath and North East Somerset", "Devon", "Wiltshire", "England", "South West")
FORM = FamilyForm(PLANS, tuple(Row(area.lower().replace(" ", "-"), area) for area in AREAS))
PLACES = Places({squeezed(row.label): row.key for row in FORM.rows} | {"800": FORM.rows[0].key}, FORM.rows[0].key)
MAPPING = NationalMapping(
    PLANS.slug, "ees", {"count": "cpp_number", "rate": "cpp_rate_per_10000"}, {"category": "Total"}
)
OUTCOMES = get_family("enquiry-outcomes")
SAC = NationalMapping(
    OUTCOMES.slug,
    "sac",
    {"count": "VALUE"},
    {"TABLE_REFERENCE": "SG2e"},
    {key: {"CATEGORY": f"Risk {key}"} for key in ("remained", "reduced", "removed")},
)


def translated(
    content: bytes,
    *mappings: NationalMapping,
    form: FamilyForm = FORM,
    period: str = "2022-23",
    published: str | None = "26 October 2023",
) -> Translated:
    found = translate(
        content, [form], mappings or [MAPPING], period=parse_period(period), places=PLACES, published=published
    )
    assert found is not None
    return found


def answers(found: Translated, form: FamilyForm = FORM, period: str = "2022-23") -> Mapping[tuple[str, str], Value]:
    """What the reader of all files makes of it."""
    assert [one.sentence for one in found.problems] == []
    reading = read_file("open-data.csv", found.content, FileForm(parse_period(period), (form,)))
    assert [one.sentence for one in reading.parsed.problems] == []
    return reading.parsed.families[form.family.slug].cells


def sentences(found: Translated) -> list[str]:
    return [one.sentence for one in found.problems]


@pytest.mark.parametrize("year", range(2017, 2025))
def test_a_year_of_the_departments_file_gives_every_area_its_figures(year: int) -> None:
    period = f"{year - 1}-{year % 100}"
    cells = answers(translated(ees_file(*range(2016, 2025)), period=period), period=period)
    for row in FORM.rows:
        _number, count, rate = published_in(year)[row.label]
        assert cells[row.key, "count"].number == Decimal(count.replace(",", ""))
        assert cells[row.key, "rate"].number == Decimal(rate)


def test_the_vintage_stands_in_the_note() -> None:
    found = translated(ees_file(2023))
    reading = read_file("open-data.csv", found.content, FileForm(parse_period("2022-23"), (FORM,)))
    note = reading.parsed.families[PLANS.slug].note
    assert note == "Explore education statistics (Department for Education), as published on 26 October 2023."


def test_a_file_without_its_vintage_is_asked_back() -> None:
    assert sentences(translated(ees_file(2023), published="")) == [
        "Enter the day on which the file was published. It is printed with the figures as their vintage."
    ]
    assert not translated(ees_file(2023), published=None).problems


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("c", ValueState.UNABLE_TO_SUPPLY, "suppressed by the source"),
        ("[c]", ValueState.UNABLE_TO_SUPPLY, "suppressed by the source"),
        ("x", ValueState.UNABLE_TO_SUPPLY, "not available in the source"),
        ("z", ValueState.NOT_APPLICABLE, ""),
        ("low", ValueState.UNABLE_TO_SUPPLY, "rounds to zero in the source, but is not zero"),
        ("k", ValueState.UNABLE_TO_SUPPLY, "rounds to zero in the source, but is not zero"),
        ("", ValueState.UNABLE_TO_SUPPLY, "not in the published file"),
        ("0", ValueState.NIL, ""),
    ],
)
def test_each_symbol_is_an_answer_and_none_is_a_zero(text: str, state: ValueState, reason: str) -> None:
    cells = answers(translated(ees_file(2023, changes={"Devon": (text, text)})))
    assert (cells["devon", "count"].state, cells["devon", "count"].reason) == (state, reason)
    assert cells["devon", "rate"].state is state


def test_an_area_that_the_file_lacks_is_not_available() -> None:
    lines = [line for line in (ees_line(2023, area, published_in(2023)[area]) for area in AREAS) if "Devon" not in line]
    cells = answers(translated(as_csv([EES_HEADINGS, *lines])))
    assert cells["devon", "rate"] == Value(ValueState.UNABLE_TO_SUPPLY, reason="not in the published file")


def test_a_region_is_not_taken_for_its_authorities_nor_england_for_its_regions() -> None:
    """Every line names England, and those of authorities can name their region."""
    line = ees_line(2023, "Devon", ("878", "5", "1.0"))
    line[5:7] = ["E12000009", "South West"]
    others = [ees_line(2023, area, published_in(2023)[area]) for area in AREAS if area != "Devon"]
    cells = answers(translated(as_csv([EES_HEADINGS, *others, line])))
    assert cells["south-west", "count"].number == Decimal(published_in(2023)["South West"][1])


@pytest.mark.parametrize("above", [b"\r\n", b"sep=,\r\n", b"Children on plans, by area\r\n\r\n"])
def test_lines_above_the_headings_are_no_headings(above: bytes) -> None:
    assert answers(translated(above + ees_file(2023))) == answers(translated(ees_file(2023)))


@pytest.mark.parametrize("text", ["54.34", "5.43E1", "54.3%", "~", "s", "..", "n/a", "54.3r", "<10"])
def test_what_no_figure_can_hold_is_told_where_it_stands_in_the_file(text: str) -> None:
    values = dict.fromkeys(["Devon"], (published_in(2023)["Devon"][1], text))
    (problem,) = translated(ees_file(2023, changes=values)).problems
    lines = ees_file(2023, changes=values).decode().splitlines()
    assert "Devon" in lines[problem.line - 1]
    assert (problem.code, problem.column, problem.header, problem.value) == (
        "NATIONAL-6",
        "M",
        "cpp_rate_per_10000",
        text,
    )
    assert "Ask the coordinator" in problem.sentence
    assert "enter the figures in the form" in problem.sentence


def test_an_area_without_a_line_is_told() -> None:
    lines = [ees_line(2023, area, published_in(2023)[area]) for area in AREAS if area != "Devon"]
    (told,) = translated(as_csv([EES_HEADINGS, *lines])).warnings
    assert (told.code, told.level) == ("NATIONAL-5", Level.WARNING)
    assert "no line about “Devon” in Children on child protection plans" in told.sentence


def test_a_region_may_be_called_one() -> None:
    content = ees_file(2023).replace(b",Regional,", b",Region,").replace(b",National,", b",Country,")
    assert answers(translated(content)) == answers(translated(ees_file(2023)))


def test_lines_of_other_filters_are_told_apart() -> None:
    other = ees_line(2023, "Devon", ("878", "1", "0.1"), category="Aged under 1")
    assert answers(translated(ees_file(2023, more=[other])))["devon", "count"].number != 1
    found = translated(ees_file(2023, more=[other]), replace(MAPPING, filters={}))
    assert len(found.problems) == 1
    assert "are both about “Devon” in Children on child protection plans. Ask the coordinator to add a filter" in (
        found.problems[0].sentence
    )
    assert found.problems[0].line > 1


def test_a_file_without_the_period_says_which_it_has() -> None:
    found = translated(ees_file(2021, 2022))
    assert sentences(found) == [
        "The file has no line for 2022-23. It has Financial year 202021, Financial year 202122."
    ]


@pytest.mark.parametrize(
    ("identifier", "code", "period"),
    [
        ("Financial year", "202223", "2022-23"),
        ("Reporting year", "2023", "2022-23"),
        ("Financial year", "2022-23", "2022-23"),
        ("Financial year", "2022/23", "2022-23"),
        ("Financial year Q1-Q4", "202223", "2022-23"),
        ("Financial year Q1-Q2", "202223", "2022-23-h1"),
        ("Financial year Q1", "202223", "2022-23-q1"),
    ],
)
def test_a_period_is_known_by_its_identifier_and_its_code(identifier: str, code: str, period: str) -> None:
    lines = [ees_line(2023, area, published_in(2023)[area]) for area in AREAS]
    content = as_csv([EES_HEADINGS, *([code, identifier, *line[2:]] for line in lines)])
    assert len(answers(translated(content, period=period), period=period)) == 10


@pytest.mark.parametrize(
    ("identifier", "code"), [("Academic year", "202223"), ("Calendar year", "2023"), ("Financial year", "202324")]
)
def test_another_kind_of_year_is_not_taken_for_ours(identifier: str, code: str) -> None:
    lines = [[code, identifier, *ees_line(2023, area, published_in(2023)[area])[2:]] for area in AREAS]
    assert translated(as_csv([EES_HEADINGS, *lines])).problems[0].code == "NATIONAL-3"


def test_a_file_that_nobody_mapped_says_what_to_do() -> None:
    found = translated(ees_file(2023), replace(MAPPING, columns={"count": "other_number", "rate": "other_rate"}))
    assert len(found.problems) == 1
    assert "It has no column other_number, other_rate. Ask the coordinator to map them." in found.problems[0].sentence


TWICE = as_csv([[*EES_HEADINGS, "cpp_number"], ees_line(2023, "Devon", ("878", "1", "1.0"))])
SURPLUS = as_csv([EES_HEADINGS, [*ees_line(2023, "Devon", ("878", "1", "048")), "5"]])


@pytest.mark.parametrize(
    ("content", "says"), [(TWICE, "cpp_number appears twice"), (SURPLUS, "Line 2 has more cells than headings")]
)
def test_a_broken_file_is_refused(content: bytes, says: str) -> None:
    assert says in sentences(translated(content))[0]


def sac_file(lines: Sequence[Sequence[str]]) -> bytes:
    return as_csv([SAC_HEADINGS, *lines])


def test_the_adults_collection_gives_the_rows_of_our_own_area() -> None:
    form = FamilyForm(OUTCOMES, OUTCOMES.rows_on(parse_period("2022-23").ends_on))
    content = sac_file(
        [
            sac_line("SG2e", "Risk remained", "15"),
            sac_line("SG2e", "Risk reduced", "120"),
            sac_line("SG2e", "Risk removed", "[c]"),
            sac_line("SG2e", "Risk reduced", "9990", area="Devon"),
            sac_line("SG2c", "Risk reduced", "7"),
        ]
    )
    cells = answers(translated(content, SAC, form=form), form=form)
    assert {row: value.number for (row, _column), value in cells.items()} == {
        "remained": 15, "reduced": 120, "removed": None,
    }  # fmt: skip
    assert cells["removed", "count"].reason == "suppressed by the source"
    found = translated(content, SAC, form=form)
    assert b"The source rounds numbers to the nearest 5 and suppresses those below 5." in found.content


# Numbers as the collection prints them: each rounded to 5 on its own, so that parts do not come to their whole.
CONCERNS = {"concerns": 1240, "section-42-started": 425, "other-started": 35, "section-42-concluded": 420}
ROUNDED = {
    "adult-safeguarding-summary": CONCERNS | {"other-concluded": 30},
    "desired-outcomes": {
        "concluded": 420, "expressed": 255, "none-expressed": 60, "not-asked": 45, "dont-know": 35, "not-recorded": 20,
        "fully-achieved": 130, "partially-achieved": 85, "not-achieved": 45,
    },
    "enquiry-outcomes": {"remained": 15, "reduced": 120, "removed": 30},
    "section-42-outcomes": {}, "enquiries-by-location": {"concluded": 420},
    "enquiries-by-type-of-risk": {"concluded": 420},
    "enquiries-by-source-of-risk": {"concluded": 420},
    "enquiries-by-type-and-source": {"concluded": 420}, "enquiries-by-location-and-source": {"concluded": 420},
}  # fmt: skip


@pytest.mark.parametrize("slug", ROUNDED)
def test_each_table_of_the_adults_collection_is_read_and_may_be_rounded(slug: str) -> None:
    family = {**library(), slug: library().get(slug)}[slug] or get_family(slug)
    form = FamilyForm(family, family.rows_on(parse_period("2022-23").ends_on))
    numbers = {row.key: ROUNDED[slug].get(row.key, 70) for row in form.rows}
    rows = {key: {"CATEGORY": f"The words for {key}"} for key in numbers}
    column = family.input_columns[0].key
    mapping = NationalMapping(slug, "sac", {column: "VALUE"}, {"TABLE_REFERENCE": "SG"}, rows)
    assert list(cannot_map(mapping, family)) == []
    content = sac_file([sac_line("SG", f"The words for {key}", f"{number:,}") for key, number in numbers.items()])
    found = translated(content, mapping, form=form)
    cells = answers(found, form=form)
    assert {row: value.number for (row, _column), value in cells.items()} == numbers
    reading = read_file("open-data.csv", found.content, FileForm(parse_period("2022-23"), (form,)))
    note = reading.parsed.families[slug].note
    checked = check_return(
        family=family, rows=form.rows, figures=cells, note=note, context=Context(parse_period("2022-23"))
    )
    assert [one.sentence for one in checked if one.stops and one.code != "BLANK"] == []


def test_parts_that_rounding_does_not_explain_still_stop() -> None:
    family = get_family("desired-outcomes")
    rows = family.rows_on(parse_period("2022-23").ends_on)
    note = "The source rounds numbers to the nearest 5 and suppresses those below 5."

    def stops(note: str, **changes: int) -> list[str]:
        numbers = ROUNDED["desired-outcomes"] | {key.replace("_", "-"): number for key, number in changes.items()}
        figures = {(row, "count"): reported(number) for row, number in numbers.items()}
        found = check_return(family=family, rows=rows, figures=figures, note=note)
        return [one.code for one in found if one.stops]

    assert stops(note) == []
    assert stops("") == ["DESIRED-1", "DESIRED-2"]
    assert stops(note, not_asked=75) == ["DESIRED-1"]
    assert stops(note, not_asked=46) == ["DESIRED-1", "DESIRED-2"], "One number shows that none was rounded."


def test_the_layouts_are_known_by_their_headings() -> None:
    assert layout_of(EES_HEADINGS) == "ees"
    assert layout_of(SAC_HEADINGS) == "sac"
    assert layout_of(["Code", "Row", "Current 12 months"]) == ""
    assert (
        translate(b"Code,Row\n", [FORM], [MAPPING], period=parse_period("2022-23"), places=PLACES, published="") is None
    )
    assert (
        translate(b"PK\x03\x04", [FORM], [MAPPING], period=parse_period("2022-23"), places=PLACES, published="") is None
    )


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        (replace(MAPPING, layout="other"), "Select the layout"),
        (replace(MAPPING, columns=MAPPING.columns | {"current": "x"}), "has no column current"),
        (replace(MAPPING, rows={"devon": {"a": "b"}}), "are areas, which the file names itself"),
        (replace(SAC, rows={}), "which lines of the file are about them"),
        (replace(SAC, rows={"nobody": {"a": "b"}}), "has no row nobody"),
        (replace(SAC, columns={}), "at least one of count"),
    ],
)
def test_a_mapping_by_which_nothing_could_be_read_is_refused(mapping: NationalMapping, says: str) -> None:
    family = get_family(mapping.family)
    assert any(says in sentence for sentence in cannot_map(mapping, family))
    assert list(cannot_map(MAPPING, PLANS)) == list(cannot_map(SAC, OUTCOMES)) == []


def test_our_own_area_is_the_first() -> None:
    assert PLACES.own == OWN.lower().replace(" ", "-")
