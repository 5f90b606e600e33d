"""The made-up tables, what each method prints of them, and how the comparison counts what is found out."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench import disclosure, disclosure_acro, disclosure_table
from bench.disclosure import OUR_METHOD, by_size, fastest, guarded, loss, made, optimum_row, time_row
from bench.disclosure_acro import answer_of
from bench.disclosure_methods import Outcome, Says, attacked, mean, naive, of_other, percent, rounding, together
from bench.disclosure_methods import with_hidden as hiding
from bench.disclosure_table import BEGIN, END, markdown, placed, seeds
from bench.disclosure_tables import Counts, Made, places, problem_of
from bench.limits import GOALS, judge_all
from indicators.disclosure.solver.problem import information

# The 3 stands alone among small counts in its row and its column: hidden by itself, the totals give it back.
COUNTS: Counts = np.array([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
# Four small counts in a ring: each row and column hides two.
RING: Counts = np.array([[2, 1, 30], [1, 5, 60], [70, 80, 90]])


def test_a_table_is_the_same_each_time_and_another_with_another_seed() -> None:
    assert (Made(4, 3, 30, 1).counts() == Made(4, 3, 30, 1).counts()).all()
    assert (Made(4, 3, 30, 1).counts() != Made(4, 3, 30, 2).counts()).any()
    assert Made(4, 3, 30, 1).counts().shape == (4, 3)
    assert Made(4, 3, 30, 1).size == "4 x 3"


def test_totals_are_sums_of_their_cells() -> None:
    found = {one.key: (one.value, one.level) for one in places(COUNTS)}
    assert (found["0,T"], found["T,1"], found["T,T"]) == ((53, 1), (150, 1), (443, 2))
    assert len(found) == len(problem_of(COUNTS).cells) == 16
    assert [one.key for one in problem_of(COUNTS).sensitive] == ["0,0"]


def test_a_small_count_hidden_alone_is_found_exactly() -> None:
    found = attacked(COUNTS, naive(COUNTS))
    assert (found.sensitive, found.narrowed, found.exact) == (1, 1, 1)
    assert (found.totals, found.true_totals, found.false) == (7, 7, 0)


def test_our_choice_keeps_it_and_loses_more() -> None:
    found = attacked(COUNTS, hiding(COUNTS, guarded(COUNTS).hidden))
    assert (found.narrowed, found.exact, found.true_totals) == (0, 0, 7)
    assert found.lost > attacked(COUNTS, naive(COUNTS)).lost > 0


def test_hidden_counts_that_protect_each_other_can_still_be_narrowed() -> None:
    # 2 and 1 are known to add up to 3, so that neither can be 5; what is 5 is then 3 at least.
    found = attacked(RING, naive(RING))
    assert found.sensitive == found.narrowed == 4
    assert found.exact == 0


def test_rounding_narrows_every_small_count_and_loses_three_digits_a_level() -> None:
    says = rounding(COUNTS)
    assert (says["0,0"].printed, says["0,0"].lost, says["0,T"].lost, says["T,T"].lost) == (5, 3, 60, 1200)
    assert attacked(COUNTS, says).narrowed == 1


def test_a_false_number_tells_nothing_and_is_counted() -> None:
    printed = {one.key: one.value for one in places(COUNTS)} | {"0,0": None, "0,T": 50, "T,0": 110, "T,T": 440}
    found = attacked(COUNTS, of_other(COUNTS, printed))
    assert (found.narrowed, found.false, found.true_totals) == (0, 3, 4)
    known = attacked(COUNTS, of_other(COUNTS, printed, true_totals=True))
    assert (known.exact, known.false, known.true_totals) == (1, 0, 7)


def test_what_another_program_leaves_out_is_hidden() -> None:
    assert of_other(COUNTS, {})["1,1"] == Says(None, None, 8)


def test_outcomes_are_added_up_over_tables() -> None:
    row = together("naive", "3 x 3", [Outcome(4, 3, 1, 0.1, 7, 7, 0), Outcome(0, 0, 0, 0.3, 7, 0, 2)])
    assert row == {
        "table": "3 x 3",
        "method": "naive",
        "tables": 2,
        "small counts": 4,
        "narrowed, %": 75.0,
        "found exactly, %": 25.0,
        "information lost, %": pytest.approx(20.0),
        "totals true, %": 50.0,
        "false numbers": 2,
    }
    assert percent(0, 0) == 0.0
    assert mean([1, 2]) == 1.5


def test_every_size_mean_and_seed_is_made() -> None:
    tables = made([(2, 3, (10, 20), (1, 2)), (4, 4, (5,), (9,))])
    assert {size: len(found) for size, found in by_size(tables).items()} == {"2 x 3": 4, "4 x 4": 1}
    assert seeds([(2, 3, (10, 20), (1, 2))]) == "2 x 3 with means 10, 20 and seeds 1, 2"


def test_each_table_is_timed_in_every_round() -> None:
    calls: list[int] = []
    wall, cpu = fastest(lambda: calls.append(1), rounds=4)
    assert len(calls) == 4
    assert cpu >= 0
    assert 0 < wall < 1


def test_the_portals_own_choice_is_measured_by_its_information() -> None:
    """Where all counts below 100 cost the same, other ones are hidden than where the least information is lost."""
    chosen = Made(10, 10, 30, 2)
    ours, best, least = loss(chosen)
    assert ours == problem_of(chosen.counts(), information).lost(guarded(chosen.counts()).hidden)
    assert ours > best == least


def test_the_worst_time_and_the_worst_ratio_are_told() -> None:
    row = time_row("10 x 10", [(0.5, 0.4), (2.0, 0.3), (1.0, 0.2)])
    assert (row["worst, s"], row["median, s"], row["worst processor, s"], row["median processor, s"]) == (
        2,
        1,
        0.4,
        0.3,
    )
    row = optimum_row("10 x 10", [(110, 100, 100), (100, 100, 80)])
    assert (row["proven optimal"], row["worst ratio"], row["mean ratio"]) == (1, 1.25, pytest.approx(1.175))


def test_a_table_that_does_not_withstand_the_attack_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "protect", lambda problem: type("Nothing", (), {"hidden": frozenset()}))
    with pytest.raises(RuntimeError, match="did not withstand"):
        guarded(COUNTS)


def test_every_goal_of_disclosure_control_can_be_missed() -> None:
    goals = [goal for goal in GOALS if goal.measurement.startswith("disclosure")]
    kept = {
        "disclosure": [time_row(name, [(1.0, 1.0)]) for name in ("10 x 10", "30 x 30", "100 x 40", "release 2022-23")],
        "disclosure-optimum": [optimum_row(name, [(115, 100, 100)]) for name in ("10 x 10", "30 x 30")],
        "disclosure-methods": [together(OUR_METHOD, "10 x 10", [Outcome(4, 0, 0, 0.1, 7, 7, 0)]) | {"ours": "yes"}],
    }
    missed = {
        "disclosure": [row | {"worst, s": 31.0} for row in kept["disclosure"]],
        "disclosure-optimum": [row | {"worst ratio": 1.16} for row in kept["disclosure-optimum"]],
        "disclosure-methods": [
            together(OUR_METHOD, "10 x 10", [Outcome(4, 1, 1, 0.1, 7, 7, 0)]) | {"ours": "yes"},
        ],
    }
    assert [verdict.kept for verdict in judge_all(kept, goals)] == [True] * 8
    assert [verdict.kept for verdict in judge_all(missed, goals)] == [False] * 8


def test_the_last_line_is_what_acro_printed() -> None:
    answer = {"version": "1.0.2", "printed": {"default": [{"0,0": None}], "portal": [{"0,0": 0}]}}
    found = answer_of(f"a warning of a library\n{json.dumps(answer)}\n")
    assert (found.version, found.as_it_comes, found.our_threshold) == ("1.0.2", [{"0,0": None}], [{"0,0": 0}])


def test_acro_is_asked_as_a_program_that_must_end_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    monkeypatch.setattr(disclosure_acro, "environment_of", lambda *asked: python)
    python.write_text("#!/bin/sh\necho no such package >&2\nexit 3\n", encoding="utf-8")
    python.chmod(0o755)
    with pytest.raises(RuntimeError, match="no such package"):
        disclosure_acro.run(tmp_path, [COUNTS])
    answer = {"version": "9", "printed": {"default": [], "portal": []}}
    python.write_text(f"#!/bin/sh\ncat >'{tmp_path}/asked'\necho '{json.dumps(answer)}'\n", encoding="utf-8")
    assert disclosure_acro.run(tmp_path, [COUNTS]).version == "9"
    assert json.loads((tmp_path / "asked").read_text(encoding="utf-8")) == {"tables": [COUNTS.tolist()]}


def test_the_section_is_added_once_and_replaced_afterwards() -> None:
    first = placed("# Title\n\nWords.\n", "one")
    assert first == f"# Title\n\nWords.\n\n## Measured\n\n{BEGIN}\none\n{END}\n"
    assert placed(f"{first}\nMore.\n", "two") == f"# Title\n\nWords.\n\n## Measured\n\n{BEGIN}\ntwo\n{END}\n\nMore.\n"
    assert placed("", "one").startswith("## Measured")


def test_rows_become_a_table_without_what_only_goals_read() -> None:
    assert markdown([{"a": 1, "b": 0.5, "ours": "yes"}]) == "| a | b |\n| --- | --- |\n| 1 | 0.50 |"


WHERE = {"machine": "x86_64", "cores": 2, "python": "3.11", "date": "2026-11-22", "load": 1.25}


def test_the_machine_the_day_and_the_load_are_told() -> None:
    kept = {"disclosure": {"rows": [{"a": 1}], "measured_on": WHERE}}
    found = disclosure_table.section(kept, "disclosure")
    assert found.startswith("| a |\n| --- |\n| 1 |\n\nMeasured on 22 November 2026 on 2 cores (x86_64, Python 3.11)")
    assert found.endswith("load average 1.2.")
    assert disclosure_table.section(kept, "disclosure-optimum") == "Not measured yet."


def test_what_was_kept_is_written_and_what_is_missing_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(disclosure_table, "DOCUMENT", tmp_path / "disclosure.md")
    (tmp_path / "disclosure.md").write_text("# Title\n", encoding="utf-8")
    (tmp_path / "bench").mkdir()
    kept = {"rows": [optimum_row("10 x 10", [(100, 100, 100)])], "measured_on": WHERE}
    (tmp_path / "bench" / "disclosure-optimum.json").write_text(json.dumps(kept), encoding="utf-8")

    assert disclosure_table.main(["kept"]) == 1

    text = (tmp_path / "disclosure.md").read_text(encoding="utf-8")
    assert text.startswith("# Title\n\n## Measured\n")
    assert "| 10 x 10 | 1 | 1 | 1.00 | 1.00 |" in text
    assert text.count("not measured | MISSED") == 7
