"""Returns that look right: each slip is stopped or asked about, and what is right raises no question."""

import pytest

from indicators.checks.rules import check_return
from tests.unit.indicators.checks.plausible import ASK, CLEAN, STOP, Return, returns

RETURNS = list(returns())


def test_there_are_many_and_each_has_its_name() -> None:
    assert len(RETURNS) >= 80
    assert len({one.name for one in RETURNS}) == len(RETURNS)
    assert sum(one.must == CLEAN for one in RETURNS) >= 15


@pytest.mark.parametrize("one", RETURNS, ids=lambda one: one.name)
def test_a_return_is_stopped_asked_about_or_clean(one: Return) -> None:
    found = check_return(family=one.family, rows=one.rows, figures=one.figures, note=one.note, context=one.context)
    found = [problem for problem in found if problem.code != "BLANK"]
    answer = STOP if any(each.stops for each in found) else ASK if any(each.confirm for each in found) else CLEAN
    assert answer == one.must, [f"{each.code} {each.sentence}" for each in found]
