"""Checks of other rooms that every text is held against before people read it, such as what the figures keep back.

A room above registers its check when the portal starts (`register`), so that review need not know of it.
"""

from collections.abc import Callable, Mapping, Sequence

from review.privacy_scan import Place
from review.problems import Problem

# The texts, and the organisation that they belong to; None where nobody knows.
Check = Callable[[Sequence[Place], int | None], list[Problem]]
_CHECKS: list[Check] = []
# Texts by their fields, and whose they are: by field, what was let pass in them, as `marks.kept_key` names it.
Passing = Callable[[Mapping[str, str], int | None], Mapping[str, frozenset[str]]]
_PASSING: list[Passing] = []


def register(check: Check) -> None:
    """Have every text held against this check, too."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def register_passing(passing: Passing) -> None:
    """Have this asked what people let pass in a text."""
    if passing not in _PASSING:
        _PASSING.append(passing)


def passed_in(texts: Mapping[str, str], owner: int | None = None) -> dict[str, frozenset[str]]:
    """What was let pass in each text, by its field."""
    found = [passing(texts, owner) for passing in _PASSING]
    return {field: frozenset().union(*(one.get(field, frozenset()) for one in found)) for field in texts}


def problems_of(places: Sequence[Place], owner: int | None = None) -> list[Problem]:
    """What the registered checks stop, each with the field of its text. `owner` is the organisation that wrote them."""
    return [problem for check in _CHECKS for problem in check(places, owner)] if places else []
