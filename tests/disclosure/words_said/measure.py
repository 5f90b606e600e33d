"""The figures: of planted give-aways how many are found, of clean sentences how many are stopped."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators.disclosure.given_away import Kept
from tests.disclosure.words_said.clean import CLEAN
from tests.disclosure.words_said.kept_back import KEPT
from tests.disclosure.words_said.planted import PLANTED

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "example"
TEXTS = ("learning.toml", "plain.toml", "priorities.toml", "structure.toml")


@dataclass(frozen=True)
class Measured:
    """One figure beside its goal, and the sentences that were answered wrongly."""

    what: str
    right: int
    of: int
    goal: str
    is_kept: bool
    wrong: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As it is printed."""
        return f"{self.what}: {self.right} of {self.of} (goal: {self.goal}) {'kept' if self.is_kept else 'MISSED'}"


def measure() -> tuple[Measured, Measured, Measured]:
    """Planted, clean, and the example's texts."""
    kept = Kept(KEPT)
    missed = tuple(one for one in PLANTED if not kept.given_away_in(one))
    found = len(PLANTED) - len(missed)
    return (
        Measured("Give-aways found", found, len(PLANTED), "at least 95%", found >= 0.95 * len(PLANTED), missed),
        _clean("Clean sentences stopped", CLEAN, kept),
        _clean("Sentences of the example stopped", tuple(example_sentences()), kept),
    )


def _clean(what: str, sentences: tuple[str, ...], kept: Kept) -> Measured:
    stopped = tuple(one for one in sentences if kept.given_away_in(one))
    return Measured(what, len(stopped), len(sentences), "below 1%", len(stopped) < 0.01 * len(sentences), stopped)


def example_sentences() -> Iterator[str]:
    """Every sentence that the example's files have."""
    for name in TEXTS:
        for text in _texts(tomllib.loads((EXAMPLE / name).read_text("utf-8"))):
            yield from filter(None, (one.strip() for one in re.split(r"(?<=[.!?])\s+|\n+", text)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
