"""Relations between the rows of one column, as the families' definitions name them. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from indicators.checks.context import Figures
from indicators.checks.problems import Problem, Severity
from indicators.checks.registry import finding
from indicators.checks.rounding import EXACT, is_within
from indicators.definitions.calculations import total
from indicators.definitions.families import TOTAL, Column, Family, Row, Rule
from indicators.definitions.values import with_commas

Labels = Mapping[str, str]
WITH_PARTS = ("sums_to", "at_least_whole")


def check_relations(family: Family, rows: Sequence[Row], figures: Figures, base: Decimal = EXACT) -> Iterator[Problem]:
    """What breaks a rule of the family. Where a whole or its parts are a false zero, that is said, and nothing more.

    `base` is what the counts were rounded to, if they were: nobody can make rounded parts add up.
    """
    labels = {row.key: row.label for row in rows}
    for column in family.input_columns:
        numbers = {row: value.number for (row, key), value in figures.items() if key == column.key}
        known = {row: number for row, number in numbers.items() if number is not None}
        of_column = _Relations(column, labels, known, base)
        wholes = [(rule.whole, rule.parts) for rule in family.rules if rule.kind in WITH_PARTS]
        false_zeros = {whole: found for whole, parts in wholes for found in of_column.false_zero(whole, parts)}
        false_zeros |= {
            base: found
            for base, parts in parts_of_bases(rows).items()
            for found in of_column.zero_with_parts(base, parts)
        }
        yield from false_zeros.values()
        for rule in family.rules:
            if not false_zeros.keys() & {rule.whole, rule.upper}:
                yield from of_column.check(rule)


def parts_of_bases(rows: Sequence[Row]) -> dict[str, list[str]]:
    """The rows that others are shares of, with those. The parts need not cover their base."""
    bases = dict.fromkeys(row.base for row in rows if row.base and row.base != TOTAL)
    return {base: [row.key for row in rows if row.base == base] for base in bases}


class _Relations:
    """The rules held against the numbers of one column."""

    def __init__(self, column: Column, labels: Labels, numbers: Mapping[str, Decimal], base: Decimal) -> None:
        self.column = column
        self.base = base
        self.labels = labels
        self.numbers = numbers

    def check(self, rule: Rule) -> Iterator[Problem]:
        """What breaks the rule; silent where a figure that it needs is not there."""
        kinds: Mapping[str, Callable[[Rule], Iterator[Problem]]] = {
            "at_most": self._at_most,
            "behind": self._behind,
            "each_at_most": self._each_at_most,
            "sums_to": self._sums_to,
            "sum_at_most": self._sum_at_most,
            "at_least_whole": self._at_least_whole,
            "stands_alone": self._stands_alone,
            "counted_again": self._counted_again,
        }
        # Between families: see `between`.
        return iter(()) if rule.other else kinds[rule.kind](rule)

    def false_zero(self, key: str, named: Sequence[str]) -> Iterator[Problem]:
        """A whole whose parts are all zero, or a zero that has parts. Without names every other row is a part."""
        whole = self.numbers.get(key)
        if whole is None:
            return
        parts = self._parts(key, named)
        label = self.labels[key]
        if whole and self._sum(parts) == 0:
            yield finding(
                "ZERO-1",
                f"{self.column.label}: “{label}” is {with_commas(whole)}, but all its parts are 0. Enter the "
                "parts, or say that they cannot be supplied. A zero means there were none.",
                key,
                self.column.key,
            )
        yield from self.zero_with_parts(key, parts)

    def zero_with_parts(self, key: str, parts: Sequence[str]) -> Iterator[Problem]:
        """A zero of which something is a part."""
        first = next((part for part in parts if self.numbers.get(part)), None)
        if self.numbers.get(key) == 0 and first is not None:
            yield finding(
                "ZERO-2",
                f"{self.column.label}: “{self.labels[key]}” is 0, but “{self.labels[first]}” is "
                f"{with_commas(self.numbers[first])}. Enter the total, or say that it cannot be supplied.",
                key,
                self.column.key,
            )

    def _parts(self, whole: str, named: Sequence[str]) -> list[str]:
        """The parts that are named, or every row but the whole."""
        return [key for key in self.labels if key != whole and (not named or key in named)]

    def _sum(self, parts: Iterable[str]) -> Decimal | None:
        return total(self.numbers.get(key) for key in parts)

    def _names(self, keys: Iterable[str]) -> str:
        return ", ".join(f"“{self.labels[key]}”" for key in keys) or "the parts"

    def _known(self, rule: Rule) -> tuple[list[str], Decimal]:
        """The parts that have a number, and what those come to: less than a part nothing can be."""
        known = [key for key in rule.parts if key in self.numbers]
        return known, sum((self.numbers[key] for key in known), Decimal(0))

    def _found(self, rule: Rule, sentence: str, row: str) -> Problem:
        return Severity(rule.severity).problem(rule.code, f"{self.column.label}: {sentence}", row, self.column.key)

    def _advice(self, rule: Rule, hard: str = "correct one of the two") -> str:
        return f"{rule.because}: {hard}." if rule.severity == Severity.HARD else f"{rule.because}: check both."

    def _at_most(self, rule: Rule) -> Iterator[Problem]:
        yield from self._part_at_most(rule, rule.lower)

    def _behind(self, rule: Rule) -> Iterator[Problem]:
        """Those behind what is counted: as many at most, and somebody where there is anything."""
        yield from self._at_most(rule)
        lower, upper = self.numbers.get(rule.lower), self.numbers.get(rule.upper)
        if lower == 0 and upper:
            yield self._found(
                rule,
                f"“{self.labels[rule.upper]}” is {with_commas(upper)}, but “{self.labels[rule.lower]}” is 0. "
                f"{self._advice(rule)}",
                rule.lower,
            )

    def _each_at_most(self, rule: Rule) -> Iterator[Problem]:
        for key in self.labels:
            if key != rule.upper:
                yield from self._part_at_most(rule, key)

    def _part_at_most(self, rule: Rule, lower: str) -> Iterator[Problem]:
        part, whole = self.numbers.get(lower), self.numbers.get(rule.upper)
        if part is not None and whole is not None and part > whole and not is_within(part - whole, self.base, 2):
            yield self._found(
                rule,
                f"“{self.labels[lower]}” is {with_commas(part)}, which is more than "
                f"“{self.labels[rule.upper]}” at {with_commas(whole)}. {self._advice(rule)}",
                lower,
            )

    def _sums_to(self, rule: Rule) -> Iterator[Problem]:
        parts, whole = self._sum(rule.parts), self.numbers.get(rule.whole)
        if parts is None:
            # Where a part has no number the others can still be too many.
            yield from self._sum_at_most(rule)
        elif whole is not None and parts != whole and not is_within(parts - whole, self.base, len(rule.parts) + 1):
            yield self._found(
                rule,
                f"{self._names(rule.parts)} add up to {with_commas(parts)}, but “{self.labels[rule.whole]}” is "
                f"{with_commas(whole)}. {self._advice(rule, 'correct the parts or the whole')}",
                rule.whole,
            )

    def _sum_at_most(self, rule: Rule) -> Iterator[Problem]:
        (known, parts), whole = self._known(rule), self.numbers.get(rule.whole)
        if whole is not None and parts > whole and not is_within(parts - whole, self.base, len(known) + 1):
            yield self._found(
                rule,
                f"{self._names(known)} add up to {with_commas(parts)}, which is more than "
                f"“{self.labels[rule.whole]}” at {with_commas(whole)}. "
                f"{self._advice(rule, 'correct the parts or the whole')}",
                rule.whole,
            )

    def _at_least_whole(self, rule: Rule) -> Iterator[Problem]:
        named = self._parts(rule.whole, rule.parts)
        parts, whole = self._sum(named), self.numbers.get(rule.whole)
        if parts is None or whole is None or is_within(whole - parts, self.base, len(named) + 1):
            return
        if parts < whole:
            yield self._found(
                rule,
                f"together the parts add up to {with_commas(parts)}, which is less than "
                f"“{self.labels[rule.whole]}” at {with_commas(whole)}. "
                f"{self._advice(rule, 'correct the parts or the whole')}",
                rule.whole,
            )

    def _stands_alone(self, rule: Rule) -> Iterator[Problem]:
        """What is counted under a code that excludes all others leaves so much less room for each of them."""
        alone, whole = self.numbers.get(rule.lower), self.numbers.get(rule.upper)
        if alone is None or whole is None:
            return
        for key in self.labels:
            part = self.numbers.get(key)
            if key in (rule.lower, rule.upper) or part is None or is_within(part + alone - whole, self.base, 3):
                continue
            if part <= whole < part + alone:
                yield self._found(
                    rule,
                    f"“{self.labels[key]}” at {with_commas(part)} and “{self.labels[rule.lower]}” at "
                    f"{with_commas(alone)} together are more than “{self.labels[rule.upper]}” at "
                    f"{with_commas(whole)}. {self._advice(rule)}",
                    key,
                )

    def _counted_again(self, rule: Rule) -> Iterator[Problem]:
        """Events of which each person has one, and some persons more: those, and nobody else, make the difference."""
        people, events, again = self.numbers.get(rule.lower), self.numbers.get(rule.whole), self._sum(rule.parts)
        if people is None or events is None or again is None or people > events:
            return
        if self.base and is_within(people + again - events, self.base, len(rule.parts) + 2):
            return
        if people + again > events:
            yield self._found(
                rule,
                f"{self._names([rule.lower, *rule.parts])} add up to {with_commas(people + again)}, which is more than "
                f"“{self.labels[rule.whole]}” at {with_commas(events)}. {self._advice(rule)}",
                rule.whole,
            )
        elif events > people and not again:
            yield self._found(
                rule,
                f"“{self.labels[rule.whole]}” at {with_commas(events)} is more than “{self.labels[rule.lower]}” at "
                f"{with_commas(people)}, but {self._names(rule.parts)} is 0. {self._advice(rule)}",
                rule.parts[0],
            )
