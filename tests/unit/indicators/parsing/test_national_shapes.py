"""One table of the Department in the shapes in which such files are published: each gives the same figures."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from indicators.definitions.values import ValueState
from tests.unit.indicators.parsing.open_data import EES_HEADINGS, OWN, as_csv, ees_file, published
from tests.unit.indicators.parsing.test_national import FORM, PLACES, answers, sentences, translated

OWN_CODE, OLD_CODE = "E06000022", "E10000099"
Lines = list[list[str]]
AT = {name: index for index, name in enumerate(EES_HEADINGS)}
_, NUMBER, RATE = published(2023)[OWN]


def lines() -> Lines:
    """Two years of the table, headings first."""
    return list(csv.reader(io.StringIO(ees_file(2022, 2023).decode())))


def own(table: Lines) -> list[str]:
    """The line of our own area in 2022-23."""
    return next(line for line in table if OWN in line and line[0] == "202223")


def with_cells(**texts: Callable[[str], str]) -> Lines:
    """The table with the texts of some columns written another way."""
    head, *rest = lines()
    return [head, *([texts.get(name, str)(line[AT[name]]) for name in EES_HEADINGS] for line in rest)]


def more_columns() -> Lines:
    head, *rest = lines()
    return [
        ["version", *head[:4], "sex", *head[4:], "cpp_rate_lower_ci"],
        *(["1.0", *line[:4], "Total", *line[4:], "c"] for line in rest),
    ]


def written(table: Sequence[Sequence[str]], **how: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=how.get("delimiter", ","), lineterminator=how.get("end", "\r\n")).writerows(table)
    return out.getvalue().encode(how.get("encoding", "utf-8"))


SHAPES = {
    "columns in another order": written([line[::-1] for line in lines()]),
    "more columns": written(more_columns()),
    "headings in capitals": written([[name.upper() for name in EES_HEADINGS], *lines()[1:]]),
    "spaces about every cell": written([[f" {cell} " for cell in line] for line in lines()]),
    "every cell in quotation marks": "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines()).encode(),
    "a mark in front": b"\xef\xbb\xbf" + written(lines()),
    "line feeds alone": written(lines(), end="\n"),
    "semicolons": written(lines(), delimiter=";"),
    "tabs in UTF-16": written(lines(), delimiter="\t", encoding="utf-16"),
    "2022/23": written(with_cells(time_period=lambda text: f"{text[:4]}/{text[4:]}")),
    "2022-2023": written(with_cells(time_period=lambda text: f"{text[:4]}-20{text[4:]}")),
    "the year that ends in March": written(
        with_cells(time_period=lambda text: f"20{text[4:]}", time_identifier=lambda _: "Reporting year")
    ),
    "numbers with a decimal": written(with_cells(cpp_number=lambda text: f"{text}.0" if text.isdigit() else text)),
    "quarters of the year beside it": written([*lines(), [*own(lines())[:1], "Financial year Q1", *own(lines())[2:]]]),
    "schools and districts beside it": written(
        [*lines(), *([*own(lines())[:2], level, *own(lines())[3:]] for level in ("School", "Local authority district"))]
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_figures(shape: str) -> None:
    cells = answers(translated(SHAPES[shape]))
    assert {key: str(cells[FORM.rows[0].key, key].number) for key in ("count", "rate")} == {
        "count": NUMBER, "rate": RATE,
    }  # fmt: skip
    assert len(cells) == 2 * len(FORM.rows)
    assert all(value.state is ValueState.REPORTED for value in cells.values())


@pytest.mark.parametrize("is_first", [True, False])
def test_an_authority_that_replaced_another_is_read_by_the_code_that_we_know(
    monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    """Old and new authority have lines of one name; only one code is ours."""
    monkeypatch.setitem(PLACES.by_name, OWN_CODE.lower(), FORM.rows[0].key)
    table = lines()
    place = table.index(own(table))
    table[place] = [
        OWN_CODE if name == "new_la_code" else cell for name, cell in zip(EES_HEADINGS, table[place], strict=True)
    ]
    former = {"new_la_code": OLD_CODE, "old_la_code": "999", "cpp_number": "7", "cpp_rate_per_10000": "1.0"}
    table.insert(
        place if is_first else place + 1,
        [former.get(name, cell) for name, cell in zip(EES_HEADINGS, table[place], strict=True)],
    )
    assert str(answers(translated(as_csv(table)))[FORM.rows[0].key, "count"].number) == NUMBER


def test_the_same_line_twice_is_asked_back() -> None:
    table = lines()
    found = translated(as_csv([*table, own(table)]))
    assert f"are both about “{OWN}”" in sentences(found)[0]
    assert (found.problems[0].line, found.problems[0].header) == (len(table) + 1, "old_la_code")


@pytest.mark.parametrize("text", ["..", "~", "-", "<10", "n/a", "NULL", "12 [e]", "1-4", ">95", "no data"])
def test_a_symbol_that_we_do_not_know_is_never_taken_for_a_number(text: str) -> None:
    found = translated(ees_file(2023, changes={OWN: (text, RATE)}))
    assert f"we cannot read “{text}”" in sentences(found)[0]


@pytest.mark.parametrize(("text", "reason"), [("< 5", "fewer than 5"), ("[u]", "unreliable"), (" C ", "suppressed")])
def test_a_known_symbol_may_stand_with_spaces_and_brackets(text: str, reason: str) -> None:
    value = answers(translated(ees_file(2023, changes={OWN: (text, RATE)})))[FORM.rows[0].key, "count"]
    assert value.state is ValueState.UNABLE_TO_SUPPLY
    assert reason in value.reason
