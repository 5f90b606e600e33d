"""What was read from a file: answers, where each stood, and what is wrong. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.definitions.values import Value
from indicators.parsing.file_problems import FileProblem, Level

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column or a line stands."""

    index: int
    header: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A text beside the figures that names a period: where it stands, and whether it is the return's.

    `line` is 0 and `index` None for the name of a sheet. `is_close` says that it is about these very figures (over
    their column, or a quarter of the year that is named elsewhere), so that the right period beside it does not undo
    it; `is_year` that it names no more than a year.
    """

    sheet: str
    line: int
    index: int | None
    text: str
    is_right: bool
    is_close: bool = False
    is_year: bool = False


@dataclass
class ParsedFamily:
    """The answers of one family. A row that the file does not have is in neither `lines` nor `cells`.

    `misnamed` are the texts beside its figures where all of them name other periods than the return's, and
    `other_period` the sentence that says so; both are empty where all is well.
    """

    sheet: str = ""
    cells: dict[Cell, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    columns: dict[str, Place] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    # Whether a line is dated, and as it has to be.
    is_dated: bool = False
    misnamed: list["Saying"] = field(default_factory=list)
    other_period: str = ""

    @property
    def note(self) -> str:
        """What the file says beside the figures; empty where it says nothing."""
        return "\n".join(dict.fromkeys(self.notes))


@dataclass
class ParsedFile:
    """Every family that the file holds, by slug, and every finding.

    `sayings` are the texts that name a period, by sheet of figures; `covers` those of the sheets without figures.
    """

    families: dict[str, ParsedFamily] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    lines: int = 0
    sayings: dict[str, list[Saying]] = field(default_factory=dict)
    covers: list[Saying] = field(default_factory=list)
    # The sheets with contents that hold no table of figures.
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """How many lines were accepted, accepted with warnings, and rejected."""

    accepted: int
    warned: int
    rejected: int

    def in_words(self) -> list[tuple[str, int]]:
        """Each count with what it counts."""
        return [
            ("Lines accepted", self.accepted),
            ("Lines accepted with warnings", self.warned),
            ("Lines rejected", self.rejected),
        ]

    @classmethod
    def of(cls, lines: int, problems: list[FileProblem]) -> "Counts":
        """Count each line once, by the worst that was found in it."""
        worst: dict[tuple[str, int], Level] = {}
        for problem in problems:
            if problem.line and not problem.is_about_headings:
                place = (problem.sheet, problem.line)
                worst[place] = max(worst.get(place, Level.NOTE), problem.level)
        levels = list(worst.values())
        warned, rejected = levels.count(Level.WARNING), levels.count(Level.REJECTED)
        return cls(max(lines - warned - rejected, 0), warned, rejected)


def by_place(problems: list[FileProblem]) -> Mapping[tuple[str, int], list[FileProblem]]:
    """The findings of each line."""
    found: dict[tuple[str, int], list[FileProblem]] = {}
    for problem in problems:
        found.setdefault((problem.sheet, problem.line), []).append(problem)
    return found
