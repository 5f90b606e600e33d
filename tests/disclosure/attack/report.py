"""What came of all campaigns, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.disclosure.attack.outcome import Outcome


@dataclass
class Report:
    """The sums over all campaigns."""

    campaigns: int = 0
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> Iterator[str]:
        """Count a campaign; gives a line for each thing that is wrong."""
        self.campaigns += 1
        self.outcomes.append(outcome)
        yield from (f"LEAK {line}" for line in outcome.leaks)
        yield from (f"FAULT {line}" for line in outcome.faults)

    @property
    def has_failed(self) -> bool:
        """Whether anything was wrong."""
        return any(one.leaks or one.faults for one in self.outcomes)

    def _sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.outcomes)

    def lines(self, seconds: float) -> Iterator[str]:
        """The outcome, a line each."""
        yield f"{self.campaigns} campaigns in {seconds / 60:.1f} minutes, {self._sum('releases')} releases public."
        yield (
            f"{self._sum('artefacts'):,} artefacts read, {self._sum('cells'):,} printed numbers and symbols; "
            f"{self._sum('counts'):,} counts, {self._sum('relations'):,} relations."
        )
        yield (
            f"{self._sum('sensitive'):,} small counts were promised, of which {self._sum('exposed'):,} had been given "
            "away by what was public before under the policy of its day."
        )
        refused, proven = self._sum("refused"), self._sum("proven")
        yield f"{refused} releases were refused or lack a table, {proven} of them proven to be beyond help."
        leaks = sum(len(one.leaks) for one in self.outcomes)
        yield f"Small counts narrowed inside the promised range: {leaks}."
