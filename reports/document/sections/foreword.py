"""What the chair says about the year."""

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection
from reports.content.prose import prose
from reports.contributions.statement_kinds import StatementKind
from reports.document.sections.inputs import Inputs


def foreword(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """The foreword that the chair approved; nothing where there is none."""
    parts = tuple(
        NarrativePart(
            anchor="statement-foreword",
            title=f"The year {content['year']}",
            byline=content["byline"],
            body=prose(content["text"]),
        )
        for content in inputs.written.of(StatementKind.FOREWORD)
    )
    return NarrativeSection("foreword", "Foreword", (), parts) if parts else None
