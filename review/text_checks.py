"""Checks of other rooms that every text is held against before people read it, such as what the figures keep back.

A room above registers its check when the portal starts (`register`), so that review need not know of it.
"""

from collections.abc import Callable, Sequence

from review.privacy_scan import Place
from review.problems import Problem

# The texts, and the organisation that they belong to; None where nobody knows.
Check = Callable[[Sequence[Place], int | None], list[Problem]]
_CHECKS: list[Check] = []


def register(check: Check) -> None:
    """Have every text held against this check, too."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def problems_of(places: Sequence[Place], owner: int | None = None) -> list[Problem]:
    """What the registered checks stop, each with the field of its text. `owner` is the organisation that wrote them."""
    return [problem for check in _CHECKS for problem in check(places, owner)] if places else []
