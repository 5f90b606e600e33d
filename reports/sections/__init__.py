"""The sections of an annual report, in the order in which they are read unless an editor chooses another."""

from collections.abc import Callable
from dataclasses import dataclass

from partnership.models import ReportingYear
from reports.content import Section
from reports.sections.accounts import accounts
from reports.sections.comparison import comparison
from reports.sections.completeness import completeness
from reports.sections.costs import costs
from reports.sections.figures import figures
from reports.sections.foreword import foreword
from reports.sections.forward import forward
from reports.sections.glance import glance
from reports.sections.glossary import glossary
from reports.sections.help import worried
from reports.sections.impact import impact
from reports.sections.inputs import Inputs
from reports.sections.learning import learning
from reports.sections.notes import notes
from reports.sections.priorities import priorities
from reports.sections.quality import quality
from reports.sections.reading import reading
from reports.sections.reviews import reviews
from reports.sections.statements import arms, scrutiny, voice
from reports.sections.structure import structure
from reports.sections.training import training

MakeSection = Callable[[ReportingYear, Inputs], Section | None]


@dataclass(frozen=True)
class SectionMaker:
    """One place in the report. `make` answers None where the year has nothing for it.

    `key` never changes: editors' choices and requirements are stored under it. `title` is what editors are shown.
    """

    key: str
    title: str
    make: MakeSection


SECTIONS: tuple[SectionMaker, ...] = (
    SectionMaker("foreword", "Foreword", foreword),
    SectionMaker("glance", "The year at a glance", glance),
    SectionMaker("structure", "Our partnership", structure),
    SectionMaker("priorities", "What we said and what we did", priorities),
    SectionMaker("impact", "So what? What difference it made", impact),
    SectionMaker("arms", "The work of each arm", arms),
    SectionMaker("accounts", "What each member did", accounts),
    SectionMaker("reviews", "Reviews of cases", reviews),
    SectionMaker("reading", "How to read the figures", reading),
    SectionMaker("figures", "Figures", figures),
    SectionMaker("quality", "How good the figures are", quality),
    SectionMaker("learning", "Learning", learning),
    SectionMaker("training", "Training and what came of it", training),
    SectionMaker("voice", "Voice of children, adults and families", voice),
    SectionMaker("costs", "Costs", costs),
    SectionMaker("scrutiny", "Scrutiny: how well we worked", scrutiny),
    SectionMaker("comparison", "This year beside last year", comparison),
    SectionMaker("forward", "What we will do next", forward),
    SectionMaker("completeness", "What the law asks of this report", completeness),
    SectionMaker("glossary", "Glossary", glossary),
    SectionMaker("notes", "Notes and sources", notes),
    SectionMaker("help", "Worried about someone?", worried),
)
