"""Where a report's numbers and texts come from. Plain frozen data: see `reports.content.report`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A return behind a table: its period, who submitted and who approved it (roles and organisations, never names).

    Days are ISO dates; what the audit trail does not tell is empty.
    """

    period: str
    submitted: str
    submitted_on: str
    approved: str
    approved_on: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """Something that the report was made from, as it was approved: what it is, its title, the SHA-256 of its words."""

    kind: str
    title: str
    sha256: str
