"""How much a fault test does, and what came of it."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Plan:
    """One run: on which database, how many builds, how many kills, and how often each named point."""

    database: str
    builds: int
    kills: int
    each_point: int
    years: int
    seconds: float
    seed: int
    # Which of the named points: every `parts`-th, from this one on.
    part: int = 0
    parts: int = 1

    def share_of(self, points: list[str]) -> list[str]:
        """The named points that this run looks after."""
        return points[self.part :: self.parts]

    @classmethod
    def read(cls, text: str) -> "Plan":
        """From the command line of the driver."""
        return cls(**json.loads(text))

    def text(self) -> str:
        """For the command line of the driver."""
        return json.dumps(asdict(self))


@dataclass
class Outcome:
    """What a run did, and everything that was wrong at its end."""

    builds: int = 0
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    swept: int = 0
    stalls: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def killed(self) -> int:
        """Every kill and restart."""
        return sum(self.kills.values())

    def write(self, path: Path) -> None:
        """For the test that started the driver."""
        # A Counter is no plain dict: `asdict` would take its pairs for keys.
        data = {**vars(self), "kills": dict(self.kills), "points": dict(self.points)}
        path.write_text(json.dumps(data, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Outcome":
        """What the driver wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**data, "kills": Counter(data["kills"]), "points": Counter(data["points"])})


def number(name: str, default: int, environment: Mapping[str, str] = os.environ) -> int:
    """A number from the environment."""
    return int(environment.get(name) or default)
