"""How to read the figures: symbols, windows, comparisons, what is not real."""

from partnership.models import ReportingYear
from reports.content import EntriesGroup, EntriesSection, Entry
from reports.content.prose import plain
from reports.document.sections.inputs import Inputs

SYMBOLS = (
    Entry("[x]", "Not available: no figure was supplied, or it cannot be worked out from those that were."),
    Entry("[z]", "Not applicable: the figure has no meaning here, such as a percentage of nothing."),
    Entry("[p]", "Provisional: the figure may still change."),
    Entry("[r]", "Revised since it was first published."),
    Entry("[p] and [r]", "What is worked out from figures that are marked carries their marks."),
    Entry("+ and -", "A change: more or fewer than in the window before. Neither sign means better or worse."),
)
ILLUSTRATIVE = (
    "Made up to show how the report works, because the real values are lost or were never supplied. "
    "They are not real and must not be quoted. Each headline, chart and table that holds one says so."
)


def reading(year: ReportingYear, inputs: Inputs) -> EntriesSection | None:
    """Reading aids; a report without figures needs none."""
    if not inputs.tables:
        return None
    groups = [
        EntriesGroup("Signs in the tables", "reading-signs", SYMBOLS),
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
            "Every figure was supplied by a partner, approved by the board, and frozen in a release. "
            "The report prints the release as it is: changes and percentages are computed, never typed."
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
                "Two windows",
                "The latest 12 months stand beside the 12 months before. The head of each column gives the dates; "
                "where they had to be assumed, a note under the table says so.",
            )
        )
        entries.append(
            Entry("Small numbers", "A few more or fewer can look large as a percentage. Read the counts first.")
        )
    if any(content["shape"] == "area_rates" for content in contents):
        entries.append(
            Entry(
                "Rates and areas",
                "A rate makes areas of different size comparable. The line of the nearest neighbours is the mean of "
                "areas that are statistically alike; the notes name them and those left out for want of data.",
            )
        )
    if any(column["unit"] == "percent" for content in contents for column in content["columns"]):
        entries.append(
            Entry("Shares", "Each share names its base. Because shares are rounded, they need not add up to 100%.")
        )
    return tuple(entries)
