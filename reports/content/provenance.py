"""Where a report's numbers come from. Plain frozen data: see `reports.content.report`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A return behind a table: its period, who submitted and who approved it (roles and organisations, never names).

    Days are ISO dates; what the audit trail does not tell is empty. The hash of a return is not here: whoever has it
    could try out which small count a table keeps back.
    """

    period: str
    submitted: str
    submitted_on: str
    approved: str
    approved_on: str
