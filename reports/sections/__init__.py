"""The sections of an annual report, in the order in which they are read."""

from collections.abc import Callable

from partnership.models import ReportingYear
from reports.content import Section
from reports.sections.figures import figures
from reports.sections.glance import glance
from reports.sections.help import worried
from reports.sections.inputs import Inputs
from reports.sections.learning import learning
from reports.sections.notes import notes
from reports.sections.priorities import priorities
from reports.sections.reading import reading
from reports.sections.structure import structure

SectionMaker = Callable[[ReportingYear, Inputs], Section | None]

SECTIONS: tuple[SectionMaker, ...] = (
    glance,
    structure,
    priorities,
    reading,
    figures,
    learning,
    notes,
    worried,
)
