"""What came of a campaign."""

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What came of a campaign. `leaks` and `faults` must be empty."""

    name: str
    releases: int = 0
    refused: int = 0
    proven: int = 0
    artefacts: int = 0
    cells: int = 0
    counts: int = 0
    relations: int = 0
    sensitive: int = 0
    exposed: int = 0
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
