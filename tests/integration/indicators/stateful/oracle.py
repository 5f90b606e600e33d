"""What the machine knows by itself of two families, without a line of the portal's own checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

Cell = tuple[str, str]
PERIOD = "2022-23"
ANSWERS = ("reported", "nil", "unable_to_supply", "not_applicable")
NO_REASON = "No record is kept."
RECOUNTED = "Recounted."


@dataclass(frozen=True)
class Answer:
    """What one cell says: a number, or why there is none."""

    state: str
    number: Decimal | None = None
    reason: str = ""
    provisional: bool = False
    revised: bool = False

    @property
    def is_kept_back(self) -> bool:
        """Whether it is printed as a number that readers are not told: none of the four answers of a partner."""
        return self.number is None and self.state not in ANSWERS


@dataclass(frozen=True, eq=False, repr=False)
class Form:
    """One family: its cells, its writers, and the arithmetic that can never be broken.

    `chains` are pairs of a part and what it is at most; `sums` are parts that make a whole. `before` are the figures of
    a year ago that were approved, which the previous column repeats unless it says that they were revised.
    """

    slug: str
    theme: str
    title: str
    writers: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    chains: tuple[tuple[str, str], ...] = ()
    sums: tuple[tuple[tuple[str, ...], str], ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell that is typed."""
        return tuple((row, column) for row in self.rows for column in self.columns)

    @property
    def strangers(self) -> tuple[str, str]:
        """Partners who send other figures."""
        return (OUTCOMES if self is MISSING else MISSING).writers

    def __repr__(self) -> str:
        return self.slug


CHILDREN, REPORTS = "number-of-missing-children", "number-of-missing-children-reports"
REPEAT = "number-of-repeat-missing-children"
CARE, REPEAT_CARE = "number-of-children-missing-from-care", "number-of-repeat-children-missing-from-care"
MISSING = Form(
    slug="missing-children",
    theme="police",
    title="Missing children",
    writers=("partner_police", "colleague_police"),
    rows=(CHILDREN, REPORTS, REPEAT, CARE, REPEAT_CARE),
    columns=("current", "previous"),
    chains=((CHILDREN, REPORTS), (REPEAT, CHILDREN), (CARE, CHILDREN), (REPEAT_CARE, CARE), (REPEAT_CARE, REPEAT)),
    before={REPORTS: 9_654_321, CHILDREN: 8_765_432, REPEAT: 6_543_219, CARE: 5_432_198, REPEAT_CARE: 3_219_876},
)
ASKED = ("expressed", "none-expressed", "not-asked", "dont-know", "not-recorded")
ACHIEVED = ("fully-achieved", "partially-achieved", "not-achieved")
OUTCOMES = Form(
    slug="desired-outcomes",
    theme="adults",
    title="Desired outcomes of the adult at risk",
    writers=("partner_council", "colleague_council"),
    rows=("concluded", *ASKED, *ACHIEVED),
    columns=("count",),
    sums=((ASKED, "concluded"), (ACHIEVED, "expressed")),
)
FORMS = (MISSING, OUTCOMES)


def meaning(typed: str, *, in_file: bool = False) -> Answer | None:
    """What a cell means by itself; None for a blank. Raises `ValueError` for what nobody can read.

    A revision is typed in a file; the form declares it below its table.
    """
    text = typed.strip()
    if not text:
        return None
    if text == "nil":
        return Answer("nil", Decimal(0))
    if text == "[z]":
        return Answer("not_applicable")
    if text == f"[x] {NO_REASON}":
        return Answer("unable_to_supply", reason=NO_REASON)
    provisional, revised = text.endswith(" [p]"), text.endswith(f" [r]: {RECOUNTED}")
    if revised and not in_file:
        raise ValueError(typed)
    number = text.removesuffix(" [p]").removesuffix(f" [r]: {RECOUNTED}").replace(",", "")
    # Twelve digits hold any count; more is a slip of the keyboard.
    if not number.isdecimal() or not number.isascii() or len(number) > 12:
        raise ValueError(typed)
    return Answer(
        "reported" if Decimal(number) else "nil",
        Decimal(number),
        reason=RECOUNTED if revised else "",
        provisional=provisional,
        revised=revised,
    )


def broken_rules(form: Form, answers: Mapping[Cell, Answer]) -> list[str]:
    """What figures say that can never be: a blank, a number below zero, a part above its whole, parts that do not
    make their whole, a figure withheld or changed without a reason."""
    found = [f"blank: {cell}" for cell in form.cells if cell not in answers]
    for cell, answer in answers.items():
        if answer.number is not None and answer.number < 0:
            found.append(f"below zero: {cell}")
        if (answer.number is None) != (answer.state in ANSWERS[2:]) and not answer.is_kept_back:
            found.append(f"a number and none: {cell}")
        if (answer.state == "unable_to_supply" or answer.revised) and not answer.reason:
            found.append(f"without a reason: {cell}")
    for column in form.columns:
        numbers = {
            row: answer.number for (row, key), answer in answers.items() if key == column and answer.number is not None
        }
        for lower, upper in form.chains:
            if lower in numbers and upper in numbers and numbers[lower] > numbers[upper]:
                found.append(f"{column}: {lower} {numbers[lower]} above {upper} {numbers[upper]}")
        for parts, whole in form.sums:
            there = [numbers[part] for part in parts if part in numbers]
            if whole in numbers and len(there) == len(parts) and sum(there) != numbers[whole]:
                found.append(f"{column}: {parts} make {sum(there)}, not {numbers[whole]}")
            if whole in numbers and sum(there) > numbers[whole]:
                found.append(f"{column}: {parts} make {sum(there)} or more, above {numbers[whole]}")
            if numbers.get(whole) == 0 and any(there):
                found.append(f"{column}: {whole} is zero, its parts are not")
    for row, number in form.before.items():
        previous = answers.get((row, "previous"))
        if previous and previous.number is not None and previous.number != number and not previous.revised:
            found.append(f"{row}: {number} became {previous.number} without a word")
    return found


class Fields(HTMLParser):
    """The text of every input and text area of a page, by name, and the names of the boxes that are ticked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.ticked: set[str] = set()
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep name and value."""
        named = dict(attrs)
        name = named.get("name") or ""
        if tag == "select":
            self._inside = name
        elif tag == "option" and "selected" in named:
            self.values[self._inside] = named.get("value") or ""
        elif tag == "textarea":
            self._inside, self.values[name] = name, ""
        elif tag == "input" and name:
            self.values[name] = named.get("value") or ""
            if "checked" in named:
                self.ticked.add(name)

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self._inside in self.values and self.lasttag == "textarea":
            self.values[self._inside] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave the text area."""
        if tag in ("textarea", "select"):
            self._inside = ""
