"""How to read the figures: symbols, windows, comparisons, what is not real."""

from partnership.models import ReportingYear
from reports.content import EntriesGroup, EntriesSection, Entry
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs

SYMBOLS = (
    Entry("[x]", "Not available: no figure was supplied, or it cannot be calculated from those supplied."),
    Entry("[z]", "Not applicable: the figure has no meaning here, such as a percentage of nothing."),
    Entry("[p]", "Provisional: the figure may still change."),
    Entry("[r]", "Revised: the figure has changed since it was first published."),
    Entry("[p] and [r]", "Calculated figures carry the same symbols as the figures they are based on."),
    Entry("+ and -", "More or fewer than in the previous period. Neither sign means better or worse."),
)
ILLUSTRATIVE = (
    "Made up to show how the report works, because the real values are lost or were never supplied. Do not quote "
    "them. Each headline, chart and table with illustrative figures is labelled."
)


def reading(year: ReportingYear, inputs: Inputs) -> EntriesSection | None:
    """Reading aids; a report without figures needs none."""
    if not inputs.tables:
        return None
    groups = [
        EntriesGroup("Symbols in the tables", "reading-signs", SYMBOLS),
        EntriesGroup("Words", "reading-words", _words(inputs)),
    ]
    made_up = [table.content["title"] for table in inputs.tables if table.content["illustrative"]]
    if made_up:
        entries = (Entry("Illustrative figures", ILLUSTRATIVE), Entry("In this report", f"{'; '.join(made_up)}."))
        groups.append(EntriesGroup("Illustrative figures", "reading-illustrative", entries))
    return EntriesSection(
        anchor="reading",
        title="How to read the figures",
        introduction=plain(
            "Every figure was supplied by a partner, approved by the board and published in a release. The report "
            "shows the release unchanged. Changes and percentages are calculated automatically."
        ),
        groups=tuple(groups),
    )


def _words(inputs: Inputs) -> tuple[Entry, ...]:
    """Only the words that the tables of this year use."""
    contents = [table.content for table in inputs.tables]
    columns = {column["key"] for content in contents for column in content["columns"]}
    entries = []
    if "current" in columns:
        entries.append(
            Entry(
                "Two periods",
                "The latest 12 months are shown next to the 12 months before. Column headings give the dates; if "
                "we had to assume them, a note under the table says so.",
            )
        )
        entries.append(
            Entry("Small numbers", "A small change in numbers can look large as a percentage. Read the counts first.")
        )
    if any(content["shape"] == "area_rates" for content in contents):
        entries.append(
            Entry(
                "Rates and areas",
                "A rate lets you compare areas of different sizes. The nearest neighbours' line is the mean of "
                "statistically similar areas; the notes list them, and any left out because of missing data.",
            )
        )
    if "share" in columns:
        entries.append(
            Entry("Shares", "Each share names its base. Shares are rounded, so they may not add up to 100%.")
        )
    return tuple(entries)
