"""The mappings of the adults' collection that come with the portal: their words stand in either of two columns."""

from decimal import Decimal

import pytest

from indicators.definitions.values import ValueState
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
