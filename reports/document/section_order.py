"""From inputs to the sections of a report, ordered as the editor chose. Reads nothing and writes nothing."""

from dataclasses import replace

from partnership.models import ReportingYear
from reports.completeness.view import OWN
from reports.content import Section
from reports.document.plan import arrange
from reports.document.sections import SECTIONS
from reports.document.sections.inputs import Inputs


def sections_of(year: ReportingYear, inputs: Inputs) -> tuple[Section, ...]:
    """Make every section; the one on completeness last, for it looks at the others. Then each takes its place."""
    made = {maker.key: maker.make(year, inputs) for maker in SECTIONS if maker.key != OWN}
    seen = replace(inputs, others=arrange(made, inputs.choices))
    everything = {maker.key: maker.make(year, seen) if maker.key == OWN else made[maker.key] for maker in SECTIONS}
    return arrange(everything, inputs.choices)
