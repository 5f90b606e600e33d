"""The steps of the example, in their order."""

from collections.abc import Callable

from bcssp.example.completeness import load_overrides
from bcssp.example.events import load_events
from bcssp.example.figures import load_figures, load_history
from bcssp.example.learning import load_learning
from bcssp.example.plain import load_plain
from bcssp.example.priorities import load_priorities
from bcssp.example.returns import load_returns
from bcssp.example.stage import Example
from bcssp.example.structure import load_structure
from bcssp.example.subscribers import load_subscribers
from partnership.exceptions import DomainError
from partnership.models import User

STEPS: tuple[tuple[str, Callable[[Example], None]], ...] = (
    ("structure, people and years", load_structure),
    ("priorities and progress", load_priorities),
    ("figures of earlier years", load_history),
    ("returns due for the open year", load_returns),
    ("figures and their release", load_figures),
    ("case study, briefings and newsletter", load_learning),
    ("events and training", load_events),
    ("subscribers", load_subscribers),
    ("plain summary of the report", load_plain),
    ("missing requirements, and why the report is published without them", load_overrides),
)


def load(example: Example) -> None:
    """Load everything, saying how far it is. Raises `DomainError` in a database that is not empty."""
    if User.objects.exists():
        raise DomainError("This database is in use. You can only load the example into an empty database.")
    for number, (label, step) in enumerate(STEPS, start=1):
        example.say(f"Example {number} of {len(STEPS)}: {label}")
        step(example)
