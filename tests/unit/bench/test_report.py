"""The measurement of the report: what stands beside what, how growth is worked out, and how long the goals are."""

import json
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bench import report, venvs
from bench.limits import GOALS, judge_all


def measured(pdf: float, typst: float, whole: float, pages: int) -> report.Measured:
    """Rounds of one edition: the second round of each has the figures that count twice."""
    plain = {"memory": 100.0}
    return {
        "charts": [{"seconds": 1.0, "process": 2.0} | plain],
        "pdf": [{"seconds": pdf, "process": pdf + 1, "pages": pages} | plain] * 3,
        "typst alone": [{"seconds": typst, "process": typst + 1} | plain] * 3,
        "whole": [{"seconds": whole, "process": whole + 1} | plain] * 3,
        report.WEASYPRINT: [{"seconds": 30.0, "process": 31.0, "memory": 500.0, "pages": 40}],
        report.CHROMIUM: [{"process": 12.0, "pages": 38}],
    }


def kept(few: report.Measured, many: report.Measured) -> dict[str, bool]:
    rows = [*report.rows_of("about 30 pages", few), *report.rows_of("about 120 pages", many)]
    ratios = [report.ratios_of(name, rows) for name, _ in report.EDITIONS]
    found = {"report": rows, "report-ratios": ratios, "report-growth": [report.growth_of(*ratios)]}
    goals = [goal for goal in GOALS if goal.measurement in found]
    return {verdict.goal.name: verdict.kept for verdict in judge_all(found, goals)}


def test_every_goal_of_the_report_is_kept_by_quick_steps() -> None:
    verdicts = kept(measured(1.1, 1.0, 3.0, 30), measured(2.9, 2.8, 7.0, 120))

    assert len(verdicts) == 8
    assert set(verdicts.values()) == {True}


def test_each_goal_of_the_report_is_missed_by_slow_ones() -> None:
    slow = measured(11.5, 2.0, 6.1, 30) | {"html": [{"seconds": 1.0, "process": 2.0, "memory": 301.0}]}
    verdicts = kept(slow, measured(11.5, 2.0, 25.0, 120))

    assert set(verdicts.values()) == {False}


def test_the_pdf_stands_beside_the_faster_of_the_others_by_whole_processes() -> None:
    rows = report.rows_of("about 30 pages", measured(2.0, 1.0, 3.0, 30))
    ratios = report.ratios_of("about 30 pages", rows)

    assert ratios["PDF beside the faster other"] == 3.0 / 12.0
    assert ratios["PDF beside Typst alone"] == 2.0
    assert ratios["whole beside charts and Typst"] == 1.5
    assert {row["step"]: row["ours"] for row in rows}[report.WEASYPRINT] == "no"


def test_growth_is_told_for_exactly_four_times_the_pages() -> None:
    few: dict[str, Any] = {"pages": 30, "whole, s": 2.0}

    assert report.growth_of(few, {"pages": 120, "whole, s": 6.0})["for 4 times the pages"] == 3.0
    assert report.growth_of(few, {"pages": 60, "whole, s": 6.0})["for 4 times the pages"] == 6.0


def test_pages_are_counted_where_the_file_is_packed(tmp_path: Path) -> None:
    path = tmp_path / "packed.pdf"
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert report.pages_in(path) == 3


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        venvs.run([sys.executable, "-c", "raise SystemExit('no such thing')"])
    assert json.loads(venvs.run([sys.executable, "-c", "print(input())"], "[1]")) == [1]


def test_an_environment_that_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def noted(command: list[str], given: str = "") -> str:
        asked.append(command)
        if "venv" in command:
            (Path(command[-1]) / "bin").mkdir(parents=True)
        return ""

    monkeypatch.setattr(venvs, "run", noted)
    first = venvs.environment_of(tmp_path, "weasyprint", "bench-pdf.txt")
    again = venvs.environment_of(tmp_path, "weasyprint", "bench-pdf.txt")

    assert first == again
    assert [Path(command[0]).name for command in asked] == [Path(sys.executable).name, "install-lock"]
    assert asked[1][1:] == [str(first), str(venvs.BASE_DIR / "requirements" / "bench-pdf.txt")]
