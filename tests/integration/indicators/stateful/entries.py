"""What partners type: texts that keep every rule, texts that nearly do, and texts that nobody can read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tests.integration.indicators.stateful.oracle import (
    ACHIEVED,
    ASKED,
    CARE,
    CHILDREN,
    FORMS,
    MISSING,
    NO_REASON,
    OUTCOMES,
    RECOUNTED,
    REPEAT,
    REPEAT_CARE,
    REPORTS,
    Answer,
    Cell,
    Form,
    meaning,
)

NOTE = "Counted by hand."
# Seven digits stand on no page by chance: what is found there was typed.
LARGE, SMALL = range(1_000_000, 10_000_000), range(61)
REVISED = {"revised": "yes", "revision_note": RECOUNTED}
UNREADABLE = ("abc", "-3", "2.5", "1,1 16", "٣", "1e3", "=1+1", "999999999999999", "[c]", "*", "[x]")
MARKED = (f"[x] {NO_REASON}", "[z]", "nil", "48 [p]", "0 [p]", f"48 [r]: {RECOUNTED}")
PLAIN = ("0", "7", " 12 ", "1,048", "1048")


@dataclass(frozen=True)
class Entry:
    """One form as it is filled in: the text of each cell, and what is said below the table."""

    form: Form
    cells: Mapping[Cell, str]
    below: Mapping[str, str]

    def answers(self, *, in_file: bool = False) -> dict[Cell, Answer]:
        """What all of it means; blanks are left out. Raises `ValueError` where a cell cannot be read."""
        found = {}
        for cell, text in self.cells.items():
            # In the form the reason may stand below the table.
            is_said_below = text == "[x]" and not in_file and "whole_reason" in self.below
            answer = meaning(f"[x] {NO_REASON}" if is_said_below else text, in_file=in_file)
            if not in_file:
                answer = self._as_said_below(cell, answer)
            if answer is not None:
                found[cell] = answer
        return found

    def readable_answers(self, *, in_file: bool = False) -> dict[Cell, Answer] | None:
        """The same; None where a cell cannot be read."""
        try:
            return self.answers(in_file=in_file)
        except ValueError:
            return None

    def _as_said_below(self, cell: Cell, answer: Answer | None) -> Answer | None:
        """A blank means what is said of all blanks; numbers take the marks of the whole return."""
        row, column = cell
        if answer is None:
            state = self.below.get("whole_state", "")
            if not state:
                return None
            return Answer(state, Decimal(0) if state == "nil" else None, self.below.get("whole_reason", ""))
        if "provisional" in self.below and answer.number is not None:
            answer = replace(answer, provisional=True)
        if "revised" in self.below and column == "previous" and answer.number != self.form.before[row]:
            answer = replace(answer, revised=True, reason=answer.reason or self.below["revision_note"])
        return answer


def _below(form: Form, chance: Random) -> dict[str, str]:
    """What is said below the table of the form."""
    options: list[dict[str, str]] = [
        {},
        {},
        {"provisional": "yes"},
        {"whole_state": "nil"},
        {"whole_state": "not_applicable"},
        {"whole_state": "unable_to_supply", "whole_reason": NO_REASON},
    ]
    if form is MISSING:
        options += [REVISED] * 2
    return chance.choice(options)


def _missing(chance: Random, sizes: range) -> dict[Cell, int]:
    numbers: dict[Cell, int] = {}
    for column in MISSING.columns:
        if column == "previous" and chance.random() < 0.75:
            numbers |= {(row, column): number for row, number in MISSING.before.items()}
            continue
        falling = sorted((chance.choice(sizes) for _ in range(5)), reverse=True)
        for row, number in zip((REPORTS, CHILDREN, REPEAT, CARE, REPEAT_CARE), falling, strict=True):
            numbers[row, column] = number
    return numbers


def _outcomes(chance: Random, sizes: range) -> dict[Cell, int]:
    counts = {row: chance.choice(sizes) for row in (*ACHIEVED, *ASKED[1:])}
    counts["expressed"] = sum(counts[row] for row in ACHIEVED)
    counts["concluded"] = sum(counts[row] for row in ASKED)
    return {(row, "count"): counts[row] for row in OUTCOMES.rows}


def _fitting(form: Form, chance: Random) -> Entry:
    """Texts that keep every rule, so that many runs get as far as a release; or miss one by one."""
    sizes = chance.choice([LARGE, LARGE, LARGE, SMALL])
    numbers = _missing(chance, sizes) if form is MISSING else _outcomes(chance, sizes)
    if chance.random() < 0.2:
        cell = chance.choice(form.cells)
        numbers[cell] = max(0, numbers[cell] + chance.choice([1, -1]))
    pattern = chance.choice(["{}", "{}", "{:,}", " {} ", "{} [p]"])
    cells = {cell: pattern.format(number) for cell, number in numbers.items()}
    if chance.random() < 0.25:
        cells[chance.choice(form.rows), form.columns[0]] = chance.choice([f"[x] {NO_REASON}", "[z]"])
    is_revised = any(numbers[row, "previous"] != number for row, number in form.before.items())
    return Entry(form, cells, REVISED if is_revised else _below(form, chance))


def _anything(form: Form, chance: Random, texts: tuple[str, ...]) -> Entry:
    """Any of these texts, or a blank, in any cell."""
    return Entry(form, {cell: chance.choice(["", *texts]) for cell in form.cells}, _below(form, chance))


def entry_of(seed: int) -> Entry:
    """What may be typed into a form: mostly what fits, then what can be read, then whatever comes.

    One number stands for all of it, so that a run of many steps stays small enough for hypothesis to draw.
    """
    chance = Random(seed)
    form = chance.choice(FORMS)
    texts = chance.choice([None, None, None, None, PLAIN, PLAIN + MARKED, MARKED + UNREADABLE])
    return _fitting(form, chance) if texts is None else _anything(form, chance, texts)


entries = st.integers(0, 1_000_000).map(entry_of)
