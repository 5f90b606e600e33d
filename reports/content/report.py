"""What an annual report holds as a whole, as plain frozen data.

Nothing in this package knows Django or a database. Its dataclasses are what is frozen to JSON, so a field that
is added, renamed or removed changes the bytes of every later edition: raise ``FORMAT`` when that happens.
"""

from dataclasses import dataclass

from reports.content.entries import EntriesSection
from reports.content.figures import FiguresSection
from reports.content.glance import GlanceSection
from reports.content.learning import LearningSection
from reports.content.narrative import NarrativeSection
from reports.content.priorities import PrioritiesSection
from reports.content.structure import StructureSection

FORMAT = "annual-report/5"
LANGUAGE = "en-GB"

Section = (
    GlanceSection
    | StructureSection
    | PrioritiesSection
    | FiguresSection
    | LearningSection
    | EntriesSection
    | NarrativeSection
)


@dataclass(frozen=True, slots=True)
class Colours:
    """The partnership's colours as ``#rrggbb``."""

    brand: str
    accent: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who reports: what the cover and the running headers need."""

    name: str
    short_name: str
    area: str
    arms: tuple[str, ...]
    colours: Colours


@dataclass(frozen=True, slots=True)
class Trail:
    """The newest line of the audit trail when the report was put together; 0 means that nothing stood in it.

    Its hash is not here, and is kept with the edition: it depends on figures that the report suppresses, and whoever
    knows the rest of the trail could try every small number.
    """

    line: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What this edition corrects: the number of the public one whose place it takes, the day that one came out on, and
    what changed, in people's words.
    """

    replaces: int
    published_on: str  # ISO date
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole annual report. Holds nothing of the moment or the machine that built it."""

    year: str
    title: str
    subtitle: str
    description: str
    approved_to: str  # ISO date: the day on which the latest part of the report was written
    partnership: Partnership
    sections: tuple[Section, ...]
    trail: Trail = Trail()
    correction: Correction | None = None
    format: str = FORMAT
    language: str = LANGUAGE
