"""The figures: recall for identifiers and for names, questions about clean sentences, and time."""

import re
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.anonymisation import Kind, find
from review.marks import find_details
from review.privacy_scan import Place
from tests.disclosure.words_said.clean import CLEAN as WITHOUT_FIGURES
from tests.identifying.identifiers import CIRCUMSTANCES, IDENTIFIERS, NOBODY
from tests.identifying.names import NAMES

CLEAN = (*WITHOUT_FIGURES, *NOBODY)
# These are enough to find somebody by: what is found is more than a word with a capital letter.
TOLD = (*IDENTIFIERS, *CIRCUMSTANCES)
EXAMPLE = Path(__file__).parents[2] / "data" / "example"
OWN_NAMES = frozenset(
    {
        *("Bath & North East Somerset Community Safety & Safeguarding Partnership", "BCSSP"),
        *("Bath & North East Somerset Council", "Bath and North East Somerset", "Avon and Somerset", "Avon & Somerset"),
    }
)


@dataclass(frozen=True)
class Measured:
    """One figure beside its goal, and the sentences that were answered wrongly."""

    what: str
    share: float
    goal: str
    is_kept: bool
    wrong: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As it is printed."""
        return f"{self.what}: {self.share:.3f} (goal: {self.goal}) {'kept' if self.is_kept else 'MISSED'}"


def measure() -> tuple[Measured, Measured, Measured]:
    """Identifiers, names, clean sentences."""
    missed = tuple(one for one in TOLD if not _real(one))
    nameless = tuple(one for one in NAMES if not any(found.kind is Kind.POSSIBLE_NAME for found in find(one)))
    asked = tuple(f"{one} {[found.excerpt for found in find(one)]}" for one in CLEAN if find(one))
    recall, of_names, alarms = _without(missed, TOLD), _without(nameless, NAMES), len(asked) / len(CLEAN)
    return (
        Measured("Recall of identifiers", recall, "at least 0.97", recall >= 0.97, missed),
        Measured("Recall of names", of_names, "at least 0.9", of_names >= 0.9, nameless),
        Measured("Clean sentences asked about", alarms, "below 0.05", alarms < 0.05, asked),
    )


def beside_stories() -> tuple[Measured, Measured, Measured, Measured]:
    """What is asked about in every other text: circumstances, names, clean sentences, the texts of the example."""
    untold = tuple(one for one in CIRCUMSTANCES if not _asked(one))
    of_circumstances = _without(untold, CIRCUMSTANCES)
    nameless = tuple(one for one in NAMES if not _asked(one))
    asked = tuple(f"{one} {_asked(one)}" for one in CLEAN if _asked(one))
    texts = tuple(_example())
    alarms = tuple(f"{one} {_asked(one)}" for one in texts if _asked(one))
    recall, share, of_example = _without(nameless, NAMES), len(asked) / len(CLEAN), len(alarms) / len(texts)
    return (
        Measured(
            "Recall of circumstances in other texts",
            of_circumstances,
            "at least 0.95",
            of_circumstances >= 0.95,
            untold,
        ),
        Measured("Recall of names in other texts", recall, "at least 0.9", recall >= 0.9, nameless),
        Measured("Clean sentences asked about in other texts", share, "below 0.02", share < 0.02, asked),
        Measured("Texts of the example asked about", of_example, "below 0.02", of_example < 0.02, alarms),
    )


def _asked(text: str) -> list[str]:
    """The details without a reason, where nothing but the partnership's own names is known."""
    return [one.detail.excerpt for one in find_details([Place("text", "Text", text)], OWN_NAMES, {})]


def _example() -> Iterator[str]:
    """Every sentence of the texts that the example submits, its stories apart: they have a check of their own."""
    for name in ("assessments", "events", "in_progress", "learning", "plain", "priorities"):
        content = tomllib.loads((EXAMPLE / f"{name}.toml").read_text(encoding="utf-8"))
        content.pop("case_studies", None)
        for text in _texts(content):
            if len(text.split()) > 2:
                yield from re.split(r"(?<=[.!?])\s+|\n+", text.strip())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def speed() -> Measured:
    """Milliseconds of one core for 1,000 words, the best of 30: what the machine does besides does not count."""
    words = " ".join(CLEAN).split()
    text = " ".join((words * (1000 // len(words) + 1))[:1000])
    best = min(_milliseconds(text) for _ in range(30))
    return Measured("Milliseconds for 1,000 words", best, "below 5", best < 5, ())


def _milliseconds(text: str) -> float:
    start = time.process_time()
    find(text)
    return (time.process_time() - start) * 1000


def _real(sentence: str) -> bool:
    return any(found.kind is not Kind.POSSIBLE_NAME for found in find(sentence))


def _without(wrong: Iterable[str], of: tuple[str, ...]) -> float:
    return 1 - len(tuple(wrong)) / len(of)
