"""Returns that look right, each with its right answer: what stops, what is asked about, and what is clean.

The figures are made up. Each stands for a kind of slip: lines of other areas, last year's table, factors of ten,
numbers that were filled down, quarters beside their year, notes that say otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from indicators.checks.context import Context, PastReturn
from indicators.definitions.families import Family, Row, parse_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, reported
from tests.unit.indicators.checks.cases import YEAR
from tests.unit.indicators.shapes.generated import COLUMNS, definition

STOP, ASK, CLEAN = "stop", "ask", "clean"
Line = tuple[float | str | None, ...]
Lines = Mapping[str, Line]
Figures = Mapping[tuple[str, str], Value]

COUNT, RATE = {"key": "count", "label": "Number"}, {"key": "rate", "label": "Rate", "unit": "rate", "decimals": 1}
PERCENTAGE = {"key": "rate", "label": "Percentage", "unit": "percent", "decimals": 1}
BASE, NET = {"key": "people", "label": "Out of"}, {"key": "rate", "label": "Net", "unit": "change", "below_zero": True}
ENGLAND = {"key": "england", "label": "England", "unit": "percent", "decimals": 1}
AREAS = tuple(Row(key, name) for key, name in zip("abcde", ("Own", "City", "Shire", "Region", "England"), strict=True))


def _family(shape: str, *columns: Mapping[str, Any], letters: str = "", **more: Any) -> Family:
    rows = [{"key": key, "label": f"Row {key.upper()}"} for key in letters]
    if shape == "categories":
        rows = [row | {"base": "total"} for row in rows]
    return parse_family(definition(shape, columns, **(more | ({"rows": rows} if rows else {}))), "generated.toml")


WINDOWS, SIX = (_family("windows", *COLUMNS[3:7], letters=letters) for letters in ("abc", "abcdef"))
PARTS = _family("categories", COUNT, COLUMNS[7], letters="abcde")
BOTH, ALONE = _family("area_rates", COUNT, RATE), _family("area_rates", RATE)
PER_1000, PER_100000 = (_family("area_rates", COUNT, RATE, per=per) for per in (1_000, 100_000))
SHARES, SHARES_ALONE = (_family("area_rates", *columns, PERCENTAGE, per=100) for columns in ((COUNT,), ()))
MEASURES = _family("measures", COUNT, PERCENTAGE, BASE, ENGLAND, letters="abc", per=100)
CHANGES = _family("measures", NET, letters="abc")


@dataclass(frozen=True)
class Return:
    """One return, and what is known beside it."""

    name: str
    must: str
    family: Family
    figures: Figures
    note: str = ""
    context: Context = field(default_factory=lambda: Context(YEAR))

    @property
    def rows(self) -> Sequence[Row]:
        """The lines of its form."""
        return AREAS if self.family.is_area_rates else self.family.rows_on(YEAR.ends_on)


def _figures(family: Family, lines: Lines) -> Figures:
    keys = [column.key for column in family.input_columns]
    return {
        (row, key): reported(Decimal(str(number)))
        for row, line in lines.items()
        for key, number in zip(keys, line, strict=True)
        if number is not None
    }


def _made(
    name: str, must: str, family: Family, lines: Lines, before: Lines | None = None, note: str = "", **known: Any
) -> Return:
    """The return, with that of the year before where there is one."""
    earlier = None if before is None else _figures(family, before)
    history = () if earlier is None else (PastReturn(YEAR.year_before(), earlier),)
    context = Context(**({"period": YEAR, "earlier": earlier, "history": history} | known))
    return Return(name, must, family, _figures(family, lines), note, context)


OLD: Lines = {"a": (396, 110), "b": (900, 93.2), "c": (1500, 101.4), "d": (12500, 112), "e": (640000, 52.3)}
NEW: Lines = {"a": (402, 111.5), "b": (931, 96.2), "c": (1466, 98.9), "d": (12801, 114.2), "e": (650270, 53.1)}


def _areas() -> Iterator[Return]:
    changed: dict[str, tuple[str, Lines]] = {
        "as it was": (CLEAN, {}),
        "a rate of 0 beside a number": (STOP, {"b": (931, 0)}),
        "a number of 0 beside a rate": (STOP, {"b": (0, 96.2)}),
        "an area whose data were withdrawn": (ASK, {"b": (0, 0)}),
        "a number ten times as high": (ASK, {"a": (4020, 111.5)}),
        "a rate ten times as high": (ASK, {"a": (402, 1115)}),
        "both ten times as high": (ASK, {"a": (4020, 1115)}),
        "the line of another area": (ASK, {"b": NEW["c"]}),
        "England for the region": (ASK, {"d": NEW["e"]}),
        "every line one further down": (ASK, dict(zip("bcdea", NEW.values(), strict=True))),
        "number and rate swapped": (ASK, {"a": (112, 402)}),
        "last year's table": (ASK, OLD),
        "last year's line": (ASK, {"b": OLD["b"]}),
        "a rate that was filled down": (ASK, {key: (line[0], 111.5) for key, line in NEW.items()}),
        "England in thousands": (ASK, {"e": (650, 53.1)}),
    }
    for name, (must, lines) in changed.items():
        yield _made(f"areas: {name}", must, BOTH, {**NEW, **lines}, OLD)
    swapped = {**NEW, "a": NEW["b"], "b": NEW["a"]}
    people = {"a": [36050], "b": [96700]}
    yield _made("areas: swapped, of which people are known", STOP, BOTH, swapped, populations=people)
    nothing: Lines = dict.fromkeys("abcde", (0, 0))
    yield _made("areas: zeros alone, nothing known", ASK, BOTH, nothing)
    yield _made("areas: the same line everywhere, nothing known", ASK, BOTH, dict.fromkeys("abcde", (402, 111.5)))
    own: Lines = {"a": (402, 111.5)}
    yield _made("per 1,000: the rate per 10,000", ASK, PER_1000, own, {"a": (396, 11)})
    yield _made("per 100,000: the rate per 10,000", STOP, PER_100000, own, populations={"a": [36050]})
    alone, before = ({key: (line[1],) for key, line in lines.items()} for lines in (NEW, OLD))
    for name, must, lines in (
        ("as it was", CLEAN, {}),
        ("a zero", ASK, {"a": (0,)}),
        ("a point lost", ASK, {"a": (1115,)}),
        ("last year's table", ASK, before),
        ("two areas swapped", ASK, {"a": (53.1,), "e": (111.5,)}),
    ):
        yield _made(f"rates alone: {name}", must, ALONE, {**alone, **lines}, before)
    yield _made("rates alone: zeros, nothing known", ASK, ALONE, dict.fromkeys("abcde", (0,)))


def _percentages() -> Iterator[Return]:
    now: Lines = {"a": (423, 84.3), "b": (800, 80), "c": (90, 75.6), "d": (9000, 81.1), "e": (90000, 82.5)}
    for name, must, lines in (
        ("as it was", CLEAN, {}),
        ("more than all", ASK, {"a": (423, 843)}),
        ("all parts of 1", ASK, {key: (line[0], 0.8) for key, line in now.items()}),
        ("one part of 1", ASK, {"a": (423, 0.8)}),
        ("0 beside a number", ASK, {"a": (423, 0)}),
    ):
        yield _made(f"percentages: {name}", must, SHARES, {**now, **lines})
    yield _made("percentages: those who did not", ASK, SHARES, {**now, "a": (423, 15.7)}, now)
    alone: Lines = {key: line[1:] for key, line in now.items()}
    before: Lines = {"a": (83.9,), "b": (79.1,), "c": (74,), "d": (81,), "e": (82,)}
    for name, lines in (("those who did not", {"a": (15.7,)}), ("a point moved", {"a": (8.4,)})):
        yield _made(f"percentages alone: {name}", ASK, SHARES_ALONE, {**alone, **lines}, before)
    yield _made("percentages alone: 100 in each area", ASK, SHARES_ALONE, dict.fromkeys("abcde", (100,)), before)
    measures: Lines = {"a": (423, 84.3, 502, 70), "b": (50, 50, 100, 50), "c": (9, 30, 30, 28.1)}
    for name, must, lines in (
        ("as it was", CLEAN, {}),
        ("digits turned round", STOP, {"a": (423, 48.3, 502, 70)}),
        ("a number above its base", ASK, {"a": (602, 119.9, 502, 70)}),
        ("a base of 0", STOP, {"a": (423, 84.3, 0, 70)}),
        ("0 beside a number", STOP, {"a": (423, 0, 502, 70)}),
        ("a benchmark without its point", ASK, {"a": (423, 84.3, 502, 700)}),
        ("benchmarks as parts of 1", ASK, {key: (*line[:3], 0.5) for key, line in measures.items()}),
    ):
        yield _made(f"measures: {name}", must, MEASURES, {**measures, **lines})
    yield _made("measures: a benchmark of 0", ASK, MEASURES, {**measures, "a": (423, 84.3, 502, 0)}, measures)
    was: Lines = {"a": (10,), "b": (-6,), "c": (3,)}
    yield _made("below zero: as it was", CLEAN, CHANGES, {"a": (-12,), "b": (5,), "c": (0,)}, was)
    yield _made("below zero: ten times as far", ASK, CHANGES, {"a": (-120,), "b": (5,), "c": (0,)}, was)


def _windows() -> Iterator[Return]:
    now: Lines = {"a": (75, 61), "b": (110, 92), "c": (48, 39)}
    before: Lines = {"a": (61, 70), "b": (92, 100), "c": (39, 30)}
    for name, must, lines in (
        ("as it was", CLEAN, {}),
        ("none after six", ASK, {"c": (0, 6)}),
        ("none after five", CLEAN, {"c": (0, 5)}),
        ("none before many", ASK, {"c": (48, 0)}),
        ("none in any line", ASK, {key: (0, line[1]) for key, line in now.items()}),
        ("ten times as many", ASK, {"a": (610, 61)}),
        ("a digit lost", ASK, {"b": (11, 92)}),
        ("a digit twice", ASK, {"b": (1100, 92)}),
        ("the window before, again", ASK, {key: (line[1], line[1]) for key, line in now.items()}),
    ):
        yield _made(f"windows: {name}", must, WINDOWS, {**now, **lines})
    yield _made("windows: as it was, after a year", CLEAN, WINDOWS, now, before)
    yield _made("windows: columns swapped", STOP, WINDOWS, {key: (b, a) for key, (a, b) in now.items()}, before)
    yield _made("windows: the window before changed", STOP, WINDOWS, {**now, "a": (75, 16)}, before)
    yield _made("windows: last year's table", STOP, WINDOWS, before, before)
    swapped: Lines = {"a": (500, 52), "b": (55, 480), "c": (100, 95), "d": (210, 205), "e": (33, 30), "f": (17, 20)}
    yield _made("windows: two lines swapped", ASK, SIX, swapped)


def _parts() -> Iterator[Return]:
    now, before = (
        dict(zip("abcde", ((n,) for n in ns), strict=True)) for ns in ((120, 60, 33, 20, 8), (115, 66, 30, 25, 7))
    )
    numbers = list(now.values())
    for name, must, lines in (
        ("as it was", CLEAN, {}),
        ("none after seven", ASK, {"e": (0,)}),
        ("none in any line", ASK, dict.fromkeys("abcde", (0,))),
        ("one line further up", ASK, dict(zip("abcde", [*numbers[1:], numbers[0]], strict=True))),
        ("the other way round", ASK, dict(zip("abcde", numbers[::-1], strict=True))),
        ("last year's table", ASK, before),
        ("ten times as many", ASK, {"b": (600,)}),
    ):
        yield _made(f"parts: {name}", must, PARTS, {**now, **lines}, before)
    quarters = [
        PastReturn(
            parse_period(f"2022-23-q{place}"), _figures(PARTS, dict(zip("abcde", ((n,) for n in ns), strict=True)))
        )
        for place, ns in enumerate(((30, 15, 9, 5, 2), (31, 14, 8, 5, 2), (29, 16, 8, 5, 2), (29, 16, 8, 5, 2)), 1)
    ]
    for name, must, ns in (
        ("as many as its quarters", CLEAN, (119, 61, 33, 20, 8)),
        ("a few more than its quarters", CLEAN, (123, 63, 34, 21, 9)),
        ("people who were counted once", CLEAN, (95, 48, 27, 16, 7)),
        ("less than one of its quarters", ASK, (30, 20, 11, 7, 3)),
        ("far less than its quarters", ASK, (40, 20, 11, 7, 3)),
        ("digits turned round", ASK, (191, 61, 33, 20, 8)),
        ("twice its quarters", ASK, (240, 120, 70, 44, 16)),
    ):
        yield _made(f"year: {name}", must, PARTS, dict(zip("abcde", ((n,) for n in ns), strict=True)), within=quarters)
    year = [PastReturn(YEAR, _figures(PARTS, now))]
    more: Lines = {**now, "a": (121,)}
    yield _made("quarter: more than its year", ASK, PARTS, more, period=quarters[-1].period, within=year)


NOTES = {
    "Row A decreased further to 16.": ASK,
    "Row B fell by half.": ASK,
    "Row A fell to sixteen.": ASK,
    "Row A rose to twelve.": ASK,
    "Row A rose from 10 to 16.": CLEAN,
    "Row A rose from ten to sixteen.": CLEAN,
    "Row B doubled.": ASK,
    "Row A halved.": ASK,
    "Row B stayed the same.": ASK,
    "The figures are unchanged.": ASK,
    "The rules of recording are unchanged.": CLEAN,
    "Row A went up by 16%.": ASK,
    "Row A went up by 60%.": CLEAN,
    "There were fewer in Row A than last year.": ASK,
    "Row A increased due to two new teams.": CLEAN,
    "Row A increased due to 2 new teams.": CLEAN,
    "A new recording system started on 1 May 2022.": CLEAN,
}


def returns() -> Iterator[Return]:
    """All of them."""
    yield from _areas()
    yield from _percentages()
    yield from _windows()
    yield from _parts()
    lines: Lines = {"a": (16, 10), "b": (110, 92), "c": (48, 39)}
    for note, must in NOTES.items():
        yield _made(f"note: {note}", must, WINDOWS, lines, note=note)
    yield _made("note: Row A trebled.", CLEAN, WINDOWS, {**lines, "a": (31, 10)}, note="Row A trebled.")
