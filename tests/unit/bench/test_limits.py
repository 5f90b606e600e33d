"""What the measurements have to keep: which figures keep a goal, what is printed, and how the command ends."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from bench.__main__ import printed, report
from bench.limits import AT_LEAST, AT_MOST, BELOW, GOALS, Goal, exit_code, judge_all, last_line

QUICK = Goal("quick", "load", "seconds", BELOW, 10, "s", {"file": "load.csv"})
FAST = Goal("fast", "load", "share", AT_LEAST, 0.25)
FLAT = Goal("flat", "series", "ratio", AT_MOST, 2, "x")


@pytest.mark.parametrize(
    ("goal", "figure", "kept"),
    [
        (QUICK, 9.99, True),
        (QUICK, 10, False),
        (QUICK, math.nan, False),
        (FAST, 0.25, True),
        (FAST, 0.2499, False),
        (FLAT, 2.0, True),
        (FLAT, 2.001, False),
    ],
)
def test_a_limit_is_kept_up_to_its_edge(goal: Goal, figure: float, kept: bool) -> None:
    measured = {goal.measurement: [{"file": "load.csv", goal.column: figure}]}
    assert goal.judge(measured).kept is kept


def test_a_goal_looks_at_its_own_rows_alone() -> None:
    rows = [{"file": "load.csv", "seconds": 3.0}, {"file": "load.xlsx", "seconds": 30.0}]
    verdict = QUICK.judge({"load": rows})
    assert (verdict.kept, verdict.figure) == (True, 3.0)


@pytest.mark.parametrize(
    ("goal", "figures", "worst", "kept"),
    [(FLAT, [1.0, 2.5, 1.5], 2.5, False), (FLAT, [1.0, 1.5], 1.5, True), (FAST, [0.5, 0.1, 0.3], 0.1, False)],
)
def test_of_several_rows_each_has_to_keep_it(goal: Goal, figures: list[float], worst: float, kept: bool) -> None:
    verdict = goal.judge({goal.measurement: [{goal.column: figure} for figure in figures]})
    assert (verdict.figure, verdict.kept) == (worst, kept)


@pytest.mark.parametrize("measured", [{}, {"series": []}, {"series": [{"ratio": None}]}, {"series": [{"other": 1}]}])
def test_what_was_not_measured_is_missed(measured: dict[str, Any]) -> None:
    verdict = FLAT.judge(measured)
    assert not verdict.kept
    assert verdict.row() == {"goal": "flat", "limit": "at most 2 x", "measured": "not measured", "": "MISSED"}


def test_one_figure_that_is_not_there_is_missed_whatever_the_others_say() -> None:
    assert not FLAT.judge({"series": [{"ratio": 1.0}, {"ratio": None}]}).kept


def test_the_end_names_what_was_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measured = {"load": [{"file": "load.csv", "seconds": 12.5, "share": 0.5}], "series": [{"ratio": 3.0}]}
    assert report(tmp_path, judge_all(measured, [QUICK, FAST, FLAT])) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Missed 2 of 3 goals: quick; flat."
    assert [line.split() for line in lines if line.startswith("quick")] == [
        ["quick", "below", "10", "s", "12.50", "s", "MISSED"]
    ]
    assert [line.split() for line in lines if line.startswith("fast")] == [
        ["fast", "at", "least", "0.25", "0.50", "kept"]
    ]
    assert json.loads((tmp_path / "goals.json").read_text())["rows"][0][""] == "MISSED"


def test_the_end_says_that_all_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = judge_all({"series": [{"ratio": 1.1}]}, [FLAT])
    assert report(tmp_path, verdicts) == exit_code(verdicts) == 0
    assert capsys.readouterr().out.splitlines()[-1] == last_line(verdicts) == "All 1 goals are kept."


def test_the_goals_are_those_that_were_set() -> None:
    def limits(measurement: str, column: str) -> set[tuple[str, float, str]]:
        return {
            (goal.compare[0], goal.limit, goal.where.get("database", ""))
            for goal in GOALS
            if (goal.measurement, goal.column) == (measurement, column)
        }

    both = ("sqlite", "postgresql")
    assert limits("figures", "parse and check, s") == {("below", 10, name) for name in both}
    assert limits("figures", "peak memory, MB") == {("below", 300, name) for name in both}
    assert limits("figures", "share of raw") == {("at least", 0.25, name) for name in both}
    assert limits("series", "ratio") == {("at most", 2, name) for name in both}
    assert limits("queries", "added") == {("at most", 0, "")}
    assert len({goal.name for goal in GOALS}) == len(GOALS)


@pytest.mark.parametrize(("value", "text"), [(1.234, "1.23"), (0.0123, "0.0123"), (0.0, "0.00"), (None, ""), (7, "7")])
def test_small_figures_are_not_rounded_away(value: object, text: str) -> None:
    assert printed(value) == text
