"""The year on one page: what was done, what the real figures say, what was learned."""

from partnership.models import ReportingYear
from reports.content import EntriesGroup, EntriesSection, Entry
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs
from reports.document.sections.words import counted


def glance(year: ReportingYear, inputs: Inputs) -> EntriesSection:
    """Counts and headlines, each taken from the sections that follow."""
    groups = (
        EntriesGroup("What we did", "glance-did", _did(inputs)),
        EntriesGroup("What the figures say", "glance-figures", _figures(inputs)),
        EntriesGroup("What we learned", "glance-learned", _learned(inputs)),
    )
    return EntriesSection(
        anchor="glance",
        title="The year at a glance",
        introduction=plain("Each line comes from the pages that follow, which give its source and limits."),
        groups=tuple(group for group in groups if group.entries),
    )


def _did(inputs: Inputs) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            priority.title,
            f"{len(priority.actions)} of {counted(priority.planned, 'action', 'actions')} reported, "
            f"{sum(action.status == 'done' for action in priority.actions)} done, "
            f"{sum(action.shows_impact for action in priority.actions)} with evidence of impact.",
        )
        for priority in inputs.progress.priorities
    )


def _figures(inputs: Inputs) -> tuple[Entry, ...]:
    """The headlines of real figures; illustrative ones are counted, so that no reader carries one away."""
    real = [table.content for table in inputs.tables if not table.content["illustrative"]]
    entries = [Entry(content["title"], content["headline"]) for content in real]
    made_up = len(inputs.tables) - len(real)
    if made_up:
        words = counted(made_up, "table is illustrative and is", "tables are illustrative and are")
        entries.append(Entry("Not included here", f"{words} not summarised: their figures are not real."))
    return tuple(entries)


def _learned(inputs: Inputs) -> tuple[Entry, ...]:
    pieces = [
        *(("Spotlight", content["spotlight"]["title"]) for content in inputs.newsletters),
        *(("Briefing", content["title"]) for content in inputs.briefings),
        *(("Case study", content["title"]) for content in inputs.case_studies),
    ]
    return tuple(Entry(kind, title) for kind, title in pieces)
