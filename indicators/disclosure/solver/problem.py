"""Everything that a reader of a set of tables can use: quantities, relations, and what each printed cell says. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indicators.disclosure.solver.facts import Fact, exactly

# The information in a zero.
ZERO = 8
# Counts of so many digits, and all with fewer, cost the same to hide.
ALIKE = 2


class ProblemError(ValueError):
    """The numbers contradict what is said of them, or a name is unknown: it must be mended before anything else."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count behind the tables, printed or not.

    `floor` is the least that every reader knows it to be (0 for a count; 1 where zeros are always printed, so that what
    is hidden is none); `before` is what they knew before these tables, where that is less.
    `stays` is what must remain possible for a reader, least and most, where the count is sensitive.
    """

    key: str
    value: int
    floor: int = 0
    stays: tuple[int, int] | None = None
    before: int | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether a reader must not find it out."""
        return self.stays is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that would be printed, and what it tells.

    `weight` is the information that is lost when it is hidden. A `fixed` cell cannot be hidden: it is public already,
    or the policy prints it always. A cell with `needs` is worked out from other cells: it is hidden with any of them,
    and tells nothing beyond them where all are printed.
    """

    key: str
    facts: tuple[Fact, ...]
    weight: int = 1
    fixed: bool = False
    needs: tuple[str, ...] = ()


def count_cell(quantity: Quantity, *, weight: int | None = None, fixed: bool = False) -> Cell:
    """The cell that prints a quantity as it is, under the quantity's own key."""
    return Cell(
        quantity.key,
        (exactly(quantity.key, quantity.value),),
        information(quantity.value) if weight is None else weight,
        fixed,
    )


def information(value: int, *, levels: int = 0) -> int:
    """How much is lost with a count: about the length of the number, and far more for each level of totals.

    A table without its totals says little, so a total is worth twenty plain cells a level; among plain cells a large
    count is worth more than a small one, which chance rules anyway. That there was none is worth as much as a count
    of two digits.
    """
    return (ZERO if value == 0 else 2 + abs(value).bit_length()) * 20**levels


def worth(value: int, *, levels: int = 0) -> int:
    """What it costs to hide a count: the information in the largest count of as many digits, two digits at least.

    So the choice of cells depends less on counts that are hidden, and tells less of them to who has this program: a
    count that could as well be small, or none, costs what one costs that could not.
    """
    return information(10 ** max(len(str(abs(value))), ALIKE) - 1, levels=levels)


@dataclass(frozen=True)
class Problem:
    """A set of tables to protect, or to attack. `relations` are known to every reader, whatever is hidden.

    `known` are facts from what was published before: they cannot be taken back.
    Raises `ProblemError` where the values contradict a relation, a known fact, or a cell.
    """

    quantities: tuple[Quantity, ...]
    cells: tuple[Cell, ...]
    relations: tuple[Fact, ...] = ()
    known: tuple[Fact, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._check_names()
        for label, facts in (
            ("A relation", self.relations),
            ("Something published before", self.known),
            *((f"The cell {cell.key}", cell.facts) for cell in self.cells),
        ):
            for fact in facts:
                if not fact.holds(self.values):
                    terms = " ".join(f"{number:+d} x {key}" for key, number in fact.terms)
                    raise ProblemError(f"{label} does not agree with the figures: {terms}.")

    def _check_names(self) -> None:
        if len(self.values) != len(self.quantities):
            raise ProblemError("Two quantities have the same name.")
        if len(self.by_key) != len(self.cells):
            raise ProblemError("Two cells have the same name.")
        used = {key for fact in self.facts() for key, _ in fact.terms}
        unknown = sorted(used - set(self.values)) + sorted(
            {need for cell in self.cells for need in cell.needs} - set(self.by_key)
        )
        if unknown:
            raise ProblemError(f"Unknown: {', '.join(unknown[:5])}.")
        below = [one.key for one in self.quantities if one.value < one.floor]
        if below:
            raise ProblemError(f"Less than every reader knows it to be: {', '.join(below[:5])}.")

    def facts(self) -> Iterable[Fact]:
        """Every fact that is stated anywhere."""
        yield from self.relations
        yield from self.known
        for cell in self.cells:
            yield from cell.facts

    @cached_property
    def values(self) -> dict[str, int]:
        """The true counts. What is printed is made from the hidden set, never from here."""
        return {one.key: one.value for one in self.quantities}

    @cached_property
    def by_key(self) -> dict[str, Cell]:
        """The cells by their keys."""
        return {cell.key: cell for cell in self.cells}

    @cached_property
    def sensitive(self) -> tuple[Quantity, ...]:
        """The counts that a reader must not find out."""
        return tuple(one for one in self.quantities if one.is_sensitive)

    def with_needed(self, hidden: Iterable[str]) -> frozenset[str]:
        """These cells, and every one that is worked out from a hidden one."""
        found = set(hidden)
        waiting = [cell for cell in self.cells if cell.needs and not cell.fixed]
        while True:
            more = [cell.key for cell in waiting if cell.key not in found and not found.isdisjoint(cell.needs)]
            if not more:
                return frozenset(found)
            found.update(more)

    def lost(self, hidden: Iterable[str]) -> int:
        """The information that is lost when these cells are hidden."""
        return sum(self.by_key[key].weight for key in hidden)

    def says(self, cell: Cell) -> Sequence[Fact]:
        """What a printed cell adds to the other printed ones: nothing where it is worked out from them."""
        return () if cell.needs and not cell.fixed else cell.facts
