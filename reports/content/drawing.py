"""Pictures of a report. Plain frozen data, frozen to JSON: see `reports.content.report`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG text, with the sentence that says the same."""

    title: str
    alt: str
    svg: str
    note: str = ""
