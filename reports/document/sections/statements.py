"""Each arm's work, the voice of people, and scrutiny: statements that were written, reviewed and approved."""

from typing import Any

from partnership.models import ReportingYear
from reports.content import NarrativePart, NarrativeSection
from reports.content.prose import plain, prose
from reports.contributions.statement_kinds import StatementKind
from reports.document.sections.inputs import Inputs
from ui.prose.blocks import Blocks, Subheading, Text


def asked(question: str, answer: str) -> Blocks:
    """A question that was put to the writer, and the answer; nothing where nothing was answered."""
    body = prose(answer)
    return (Subheading((Text(question),)), *body) if body else ()


def arms(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """What each arm did; says of which arms nothing was approved. None where nothing was written of any."""
    written = inputs.written.of(StatementKind.ARM)
    if not written:
        return None
    told = {content["arm"]["slug"] for content in written}
    silent = [arm.name for arm in inputs.profile.arms if arm.slug not in told]
    lines = ["What each statutory arm did in the year to carry out the strategy."]
    if silent:
        lines.append(f"No approved statement for this year: {'; '.join(silent)}.")
    parts = tuple(_part(content, f"arm-{content['arm']['slug']}", content["arm"]["title"]) for content in written)
    return NarrativeSection("arms", "The work of each arm", plain("\n\n".join(lines)), parts)


def voice(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """How the feedback of children, adults and families was sought and used."""
    parts = tuple(
        _part(content, "statement-voice", "How we listened") for content in inputs.written.of(StatementKind.VOICE)
    )
    introduction = "How we asked children, adults and families what they think, and what we did with what they said."
    return (
        NarrativeSection("voice", "Voice of children, adults and families", plain(introduction), parts)
        if parts
        else None
    )


def scrutiny(year: ReportingYear, inputs: Inputs) -> NarrativeSection | None:
    """How well the arrangements worked: the partnership's own view, then the independent scrutineer's."""
    own, independent = inputs.written.of(StatementKind.EFFECTIVENESS), inputs.written.of(StatementKind.SCRUTINY)
    parts = (
        *(_part(content, "statement-effectiveness", "How well our arrangements worked") for content in own),
        *(_part(content, "statement-scrutiny", "What independent scrutiny found") for content in independent),
    )
    return NarrativeSection("scrutiny", "Scrutiny: how well we worked", (), parts) if parts else None


def _part(content: dict[str, Any], anchor: str, title: str) -> NarrativePart:
    return NarrativePart(
        anchor=anchor,
        title=title,
        byline=content["byline"],
        body=(*prose(content["text"]), *asked(content["so_what_question"], content["so_what"])),
    )
