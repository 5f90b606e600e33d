"""The mappings of the adults' collection that come with the portal, held against files of its layout.

Headings, their order, and the spellings of tables, kinds and categories are those of the publisher's program, in
NHSDigital/ASC-Safeguarding-Adults, `publication_outputs/`: `data_tables_export_outputs.py` (headings, `[c]` and `[x]`,
words of the tables), `data_tables_produce_all_measures.py` (kinds of enquiry) and `pbi_risk_table.py` (CATEGORY is the
type or the place of a risk, SUBCATEGORY its source). No published file could be read. The figures are made up:
illustrative, each a multiple of 5.
"""

from decimal import Decimal

import pytest

from indicators.definitions.families import library
from indicators.definitions.periods import parse_period
from indicators.definitions.values import ValueState
from indicators.parsing.layout import FamilyForm
from indicators.parsing.national import Translated
from indicators.parsing.national_layouts import ready_layout
from tests.unit.indicators.parsing.open_data import SAC_HEADINGS, as_csv, sac_line
from tests.unit.indicators.parsing.test_national_layouts import figures, form_of, translated


def kind_of(table: str, kind: str, words: str, value: str, *, second: bool = False) -> list[str]:
    """A line of the adults' collection of one kind of enquiry, with its words in the first or the second column."""
    line = sac_line(table, "Total" if second else words, value, subcategory=words if second else "Total")
    line[SAC_HEADINGS.index("ENQUIRY_TYPE")] = kind
    return line


CONCLUDED = "Concluded Section 42 Enquiries"
ADULTS = {
    "adults": {
        "concerns": ("Safeguarding Concerns", "Total Number of Safeguarding Concerns", "1,240"),
        "section-42-started": ("Section 42 Enquiries", "Total Number of Section 42 Safeguarding Enquiries", "425"),
        "other-started": ("Other Enquiries", "Total Number of Other Safeguarding Enquiries", "[c]"),
    },
    "adults-risk": {
        "identified-action": (CONCLUDED, "Risk identified and action taken", "145"),
        "identified-no-action": (CONCLUDED, "Risk identified and no action taken", "20"),
        "inconclusive-action": (CONCLUDED, "Risk Assessment inconclusive and action taken", "30"),
        "inconclusive-no-action": (CONCLUDED, "Risk Assessment inconclusive and no action taken", "<5"),
        "none-action": (CONCLUDED, "No risk identified and action taken", "45"),
        "none-no-action": (CONCLUDED, "No risk identified and no action taken", "60"),
        "ceased": (CONCLUDED, "Enquiry ceased at individual's request and no action taken", "15"),
    },
    "adults-outcomes": {
        "remained": (CONCLUDED, "Risk remained", "15"),
        "reduced": (CONCLUDED, "Risk reduced", "120"),
        "removed": (CONCLUDED, "Risk removed", "*"),
    },
    "adults-wishes": {
        "expressed": (CONCLUDED, "Yes they were asked and outcomes were expressed", "255"),
        "none-expressed": (CONCLUDED, "Yes they were asked but no outcomes were expressed", "60"),
        "not-asked": (CONCLUDED, "No", "45"),
        "dont-know": (CONCLUDED, "Don't Know", "35"),
        "not-recorded": (CONCLUDED, "Not Recorded", "20"),
        "fully-achieved": (CONCLUDED, "Fully Achieved", "130"),
        "partially-achieved": (CONCLUDED, "Partially Achieved", "80"),
        "not-achieved": (CONCLUDED, "Not Achieved", "45"),
    },
}  # fmt: skip


def adults_file(key: str, *, second: bool = False) -> bytes:
    ready = ready_layout(key)
    assert ready is not None
    table = ready.mapping.filters["TABLE_REFERENCE"]
    lines = [kind_of(table, kind, words, value, second=second) for kind, words, value in ADULTS[key].values()]
    elsewhere = [replace_area(line) for line in lines]
    return as_csv([SAC_HEADINGS, *lines, *elsewhere, kind_of("SG9", CONCLUDED, "No", "5")])


def replace_area(line: list[str]) -> list[str]:
    found = list(line)
    found[SAC_HEADINGS.index("LA_NAME")], found[-1] = "Devon", "9,990"
    return found


@pytest.mark.parametrize("second", [False, True])
@pytest.mark.parametrize("key", ADULTS)
def test_the_adults_tables_are_found_by_kind_and_words(key: str, *, second: bool) -> None:
    ready = ready_layout(key)
    assert ready is not None
    form = form_of(ready.mapping.family, "2022-23")
    found = translated(adults_file(key, second=second), form, "2022-23", ready.mapping)
    cells = figures(found, form, "2022-23")
    column = form.family.input_columns[0].key
    for row, (_kind, _words, text) in ADULTS[key].items():
        value = cells[row, column]
        if text[0].isdigit():
            assert value.number == Decimal(text.replace(",", ""))
        else:
            assert value.state is ValueState.UNABLE_TO_SUPPLY
            assert "suppressed by the source" in value.reason
    assert "The source rounds numbers to the nearest 5" in found.content.decode()


SOURCES = ("Service Provider", "Other - Known to individual", "Other - Unknown to individual")
TYPES = (
    *("Physical Abuse", "Sexual Abuse", "Psychological Abuse", "Financial or Material Abuse", "Discriminatory Abuse"),
    *("Organisational Abuse", "Neglect and Acts of Omission", "Domestic Abuse", "Sexual Exploitation"),
    *("Modern Slavery", "Self-Neglect"),
)
PLACES_OF_RISK = (
    *("Own Home", "In the Community", "Community Service", "Care Home - Nursing", "Care Home - Residential"),
    *("Hospital - Acute", "Hospital - Mental Health", "Hospital - Community", "Other"),
)
# What a cell of the file can hold, in the order of the lines: rounded numbers, and both generations of symbols.
PRINTED = ("145", "1,205", "[c]", "<5", "*", ":", "[x]", "20")


def risks_file(table: str, things: tuple[str, ...]) -> tuple[bytes, dict[tuple[str, str], str]]:
    """Every line of our area, those of other kinds of enquiry, and those of another area; and what ours print."""
    pairs = [(thing, source) for thing in things for source in SOURCES]
    printed = {pair: PRINTED[place % len(PRINTED)] for place, pair in enumerate(pairs)}
    lines = [sac_line(table, thing, text, subcategory=source) for (thing, source), text in printed.items()]
    others = [[*line[:8], "Concluded Other Enquiries", *line[9:-1], "9,995"] for line in lines]
    # The same risks by another question, and another area.
    by_place = [sac_line("SG2a_b1", thing, "9,990", subcategory="Own Home") for thing in things]
    return as_csv([SAC_HEADINGS, *others, *lines, *by_place, *(replace_area(line) for line in lines)]), printed


@pytest.mark.parametrize(
    ("key", "table", "things"), [("adults-types", "SG2a", TYPES), ("adults-places", "SG2b", PLACES_OF_RISK)]
)
def test_type_and_place_of_risk_are_read_by_whom_the_risk_came_from(
    key: str, table: str, things: tuple[str, ...]
) -> None:
    ready = ready_layout(key)
    assert ready is not None
    family = library()[ready.mapping.family]
    form = FamilyForm(family, family.rows_on(parse_period("2022-23").ends_on))
    content, printed = risks_file(table, things)
    found = translated(content, form, "2022-23", ready.mapping)
    cells = figures(found, form, "2022-23")
    assert not found.warnings
    assert [row.key for row in form.rows if row.key != "concluded"] == list(ready.mapping.rows)
    for row, text in zip(ready.mapping.rows, printed.values(), strict=True):
        value = cells[row, "count"]
        if text[0].isdigit():
            assert value.number == Decimal(text.replace(",", "")), row
        else:
            assert value.state is ValueState.UNABLE_TO_SUPPLY, row
            assert value.reason == {
                "[c]": "suppressed by the source", "*": "suppressed by the source",
                "<5": "suppressed by the source, fewer than 5",
                ":": "not available in the source", "[x]": "not available in the source",
            }[text]  # fmt: skip
    # The file has no number of enquiries: it is left to whoever completes the return.
    assert ("concluded", "count") not in cells


def test_types_by_other_sources_are_not_taken_for_ours() -> None:
    """A file whose two columns are the wrong way round has no line for any row."""
    ready = ready_layout("adults-types")
    assert ready is not None
    family = library()[ready.mapping.family]
    form = FamilyForm(family, family.rows_on(parse_period("2022-23").ends_on))
    lines = [sac_line("SG2a", source, "15", subcategory=thing) for thing in TYPES for source in SOURCES]
    (problem,) = translated(as_csv([SAC_HEADINGS, *lines]), form, "2022-23", ready.mapping).problems
    assert problem.code == "NATIONAL-7"
    assert "CATEGORY, ENQUIRY_TYPE, SUBCATEGORY, TABLE_REFERENCE" in problem.sentence


def test_a_file_with_other_words_is_refused_instead_of_read_as_not_available() -> None:
    ready = ready_layout("adults-outcomes")
    assert ready is not None
    form = form_of("enquiry-outcomes", "2022-23")
    content = adults_file("adults-outcomes").replace(b"Risk re", b"The risk re")
    (problem,) = translated(content, form, "2022-23", ready.mapping).problems
    assert problem.code == "NATIONAL-7"
    assert "CATEGORY|SUBCATEGORY" in problem.sentence
    assert "ask the coordinator to map it again" in problem.sentence
    cut = adults_file("adults-outcomes").replace(b"Risk removed", b"Gone")
    assert [one.code for one in translated(cut, form, "2022-23", ready.mapping).warnings] == ["NATIONAL-5"]


def test_two_lines_for_one_row_are_asked_back() -> None:
    ready = ready_layout("adults-outcomes")
    assert ready is not None
    form = form_of("enquiry-outcomes", "2022-23")
    lines = [kind_of("SG2e", CONCLUDED, "Risk remained", value) for value in ("15", "20")]
    found = translated(as_csv([SAC_HEADINGS, *lines]), form, "2022-23", ready.mapping)
    assert "NATIONAL-4" in [one.code for one in found.problems]


def outcomes(*values: str, area: str = "Bath and North East Somerset") -> Translated:
    ready = ready_layout("adults-outcomes")
    assert ready is not None
    words = ("Risk remained", "Risk reduced", "Risk removed")
    lines = [kind_of("SG2e", CONCLUDED, one, value) for one, value in zip(words, values, strict=True)]
    for line in lines:
        line[SAC_HEADINGS.index("LA_NAME")] = area
    return translated(as_csv([SAC_HEADINGS, *lines]), form_of("enquiry-outcomes", "2022-23"), "2022-23", ready.mapping)


@pytest.mark.parametrize(("values", "is_so"), [(("15", "1,205", "[c]"), True), (("15", "12", "[c]"), False)])
def test_numbers_that_are_not_rounded_are_not_said_to_be(values: tuple[str, ...], *, is_so: bool) -> None:
    """The note is printed with the figures: it says nothing of an edition that does not round."""
    assert ("rounds numbers to the nearest 5" in outcomes(*values).content.decode()) is is_so


@pytest.mark.parametrize(
    "area", ["Bath & North East Somerset", "BATH AND NORTH EAST SOMERSET", "Bath  and North East Somerset "]
)
def test_our_area_is_known_in_its_other_spellings(area: str) -> None:
    assert outcomes("15", "120", "5", area=area).problems == ()


def test_a_file_without_our_area_says_where_we_looked() -> None:
    (problem,) = outcomes("15", "120", "5", area="Somerset").problems
    assert "on lines of our area" in problem.sentence


@pytest.mark.parametrize(
    "value", ["-", "15*", "NULL", "N/A", "nan", "..", "1.5", "1e3", "-5", "[r]", "#", "…", "15-20"]
)
def test_what_is_neither_a_number_nor_a_symbol_of_the_source_is_named_in_its_cell(value: str) -> None:
    (problem,) = outcomes(value, "120", "5").problems
    assert (problem.code, problem.line, problem.value) == ("NATIONAL-6", 2, value)
    assert "enter the figures in the form" in problem.sentence
