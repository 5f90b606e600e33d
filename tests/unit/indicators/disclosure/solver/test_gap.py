"""How near to the optimum the choice of cells has to be, as the caller asks."""

import pytest

from indicators.disclosure.solver import protect as module
from indicators.disclosure.solver.audit import audit
from indicators.disclosure.solver.protect import protect
from tests.unit.indicators.disclosure.solver.tables import grid

TABLE = [[1, 20, 30, 40], [25, 3, 45, 60], [70, 33, 2, 90], [17, 81, 36, 64]]


def test_without_a_gap_the_loss_is_the_least_that_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = grid(TABLE)
    expected = protect(problem)
    monkeypatch.setattr(module, "SMALL", 0)

    found = protect(problem, gap=0)

    assert found.lost == found.least == expected.lost == expected.least
    assert audit(problem, found.hidden).passed


@pytest.mark.parametrize("quick", [0, 1, 100])
def test_the_optimum_is_the_same_with_few_quick_rounds(monkeypatch: pytest.MonkeyPatch, quick: int) -> None:
    problem = grid(TABLE)
    best = protect(problem).lost
    monkeypatch.setattr(module, "QUICK_ROUNDS", quick)

    found = protect(problem)

    assert (found.lost, found.least) == (best, best)
    assert audit(problem, found.hidden).passed


def test_a_wider_gap_ends_sooner_and_is_kept() -> None:
    problem = grid(TABLE)

    found = protect(problem, gap=0.5)

    assert found.rounds <= protect(problem, gap=0).rounds
    assert found.lost <= 1.5 * found.least
    assert audit(problem, found.hidden).passed
