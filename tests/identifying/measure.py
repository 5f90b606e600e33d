"""The figures: recall for identifiers and for names, questions about clean sentences, and time."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from review.anonymisation import Kind, find
from tests.disclosure.words_said.clean import CLEAN
from tests.identifying.identifiers import IDENTIFIERS, NAMES


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
    missed = tuple(one for one in IDENTIFIERS if not _real(one))
    nameless = tuple(one for one in NAMES if not any(found.kind is Kind.POSSIBLE_NAME for found in find(one)))
    asked = tuple(f"{one} {[found.excerpt for found in find(one)]}" for one in CLEAN if find(one))
    recall, of_names, alarms = _without(missed, IDENTIFIERS), _without(nameless, NAMES), len(asked) / len(CLEAN)
    return (
        Measured("Recall of identifiers", recall, "at least 0.97", recall >= 0.97, missed),
        Measured("Recall of names", of_names, "at least 0.9", of_names >= 0.9, nameless),
        Measured("Clean sentences asked about", alarms, "below 0.05", alarms < 0.05, asked),
    )


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
