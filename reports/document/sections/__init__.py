"""The sections of an annual report, in the order in which they are read unless an editor chooses another."""

from collections.abc import Callable
from dataclasses import dataclass

from partnership.models import ReportingYear
from reports.content import Section
from reports.document.sections.accounts import accounts
from reports.document.sections.assessments import assessments
from reports.document.sections.comparison import comparison
from reports.document.sections.completeness import completeness
from reports.document.sections.costs import costs
from reports.document.sections.figures import figures
from reports.document.sections.foreword import foreword
from reports.document.sections.forward import forward
from reports.document.sections.glance import glance
from reports.document.sections.glossary import glossary
from reports.document.sections.help import worried
from reports.document.sections.impact import impact
from reports.document.sections.inputs import Inputs
from reports.document.sections.learning import learning
from reports.document.sections.notes import notes
from reports.document.sections.priorities import priorities
from reports.document.sections.quality import quality
from reports.document.sections.reading import reading
from reports.document.sections.reviews import reviews
from reports.document.sections.statements import arms, scrutiny, voice
from reports.document.sections.structure import structure
from reports.document.sections.training import training

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
    SectionMaker("assessments", "Self-assessments of members", assessments),
    SectionMaker("reviews", "Reviews of cases", reviews),
    SectionMaker("reading", "How to read the figures", reading),
    SectionMaker("figures", "Figures", figures),
    SectionMaker("quality", "How good the figures are", quality),
    SectionMaker("learning", "Learning", learning),
    SectionMaker("training", "Training and its results", training),
    SectionMaker("voice", "Voice of children, adults and families", voice),
    SectionMaker("costs", "Costs", costs),
    SectionMaker("scrutiny", "Scrutiny: how well we worked", scrutiny),
    SectionMaker("comparison", "This year compared with last year", comparison),
    SectionMaker("forward", "What we will do next", forward),
    SectionMaker("completeness", "What the law asks of this report", completeness),
    SectionMaker("glossary", "Glossary", glossary),
    SectionMaker("notes", "Notes and sources", notes),
    SectionMaker("help", "Worried about someone?", worried),
)
