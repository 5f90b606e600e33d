"""Checks of other rooms that every text is held against before people read it, such as what the figures keep back.

A room above registers its check when the portal starts (`register`), so that review need not know of it.
"""

from collections.abc import Callable, Sequence

from review.privacy_scan import Place
from review.problems import Problem

Check = Callable[[Sequence[Place]], list[Problem]]
_CHECKS: list[Check] = []


def register(check: Check) -> None:
    """Have every text held against this check, too."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def problems_of(places: Sequence[Place]) -> list[Problem]:
    """What the registered checks stop, each with the field of its text."""
    return [problem for check in _CHECKS for problem in check(places)] if places else []
