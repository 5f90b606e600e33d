"""Files that mean harm: each is answered within the limits, in the process that was made for it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from indicators.parsing.files import FileReading
from indicators.parsing.national import Places
from indicators.parsing.upload import National, read_upload
from partnership import children
from partnership.children import NotRead, in_child
from partnership.pdf_check import RejectedPdf, check_pdf
from tests.factories.hostile_pdfs import hostile_pdfs
from tests.factories.hostile_tables import hostile_others, hostile_workbooks
from tests.unit.indicators.parsing.books import GOOD
from tests.unit.indicators.parsing.forms import form

NOTHING_NATIONAL = National((), Places({}, ""), None)

# What any file may cost. The system ends a process at the first tick of its clock after the last second.
MOST_SECONDS, A_TICK = 20, 0.1
MOST_MEGABYTES = 300

# What is odd in them is not read.
HARMLESS = {"format-of-brackets.xlsx", "part-outside.xlsx", "spaces.csv"}


@dataclass(frozen=True)
class Cost:
    """What the process that read a file took: seconds of the processor, and the most memory that it had."""

    name: str
    seconds: float
    megabytes: float


class Costs:
    """What each file cost, in the order in which they were read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.all: list[Cost] = []

    def note(self, name: str) -> None:
        """Wait until the process that read the file is gone, and take down what it cost."""
        while len(lines := self._path.read_text().split("\n")[:-1]) <= len(self.all):
            time.sleep(0.001)
        seconds, megabytes = lines[-1].split()
        self.all.append(Cost(name, float(seconds), float(megabytes)))

    def told(self) -> str:
        """The worst of them, in words."""
        slowest = max(self.all, key=lambda cost: cost.seconds)
        largest = max(self.all, key=lambda cost: cost.megabytes)
        return (
            f"{len(self.all)} files; the slowest {slowest.name} with {slowest.seconds:.1f} s of the processor, "
            f"the largest {largest.name} with {largest.megabytes:.0f} MB"
        )

    def hold(self) -> None:
        """Fail where a file took more than any may."""
        assert [
            cost for cost in self.all if cost.seconds > MOST_SECONDS + A_TICK or cost.megabytes > MOST_MEGABYTES
        ] == []


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Costs]:
    """Have files read below a server that notes what each costs."""
    children.stop()
    path = tmp_path / "costs"
    path.touch()
    monkeypatch.setattr(children, "SERVER", ("-m", "tests.child_usage", str(path)))
    yield Costs(path)
    children.stop()


def _figures(name: str, content: bytes) -> FileReading:
    return in_child(read_upload, name, content, form(), NOTHING_NATIONAL)


def _corpus() -> dict[str, bytes]:
    return {f"{name}.pdf": data for name, data in hostile_pdfs().items()} | _tables()


@cache
def _tables() -> dict[str, bytes]:
    return hostile_workbooks(GOOD) | hostile_others(GOOD)


def test_there_are_enough_of_them() -> None:
    assert len(_corpus()) >= 120


@pytest.mark.asvs("1.5.1", "5.2.1", "15.2.2")
def test_no_table_ends_or_blocks_a_process(costs: Costs, record_property: Callable[[str, object], None]) -> None:
    stored, told = set(), []
    for name, content in _tables().items():
        try:
            reading = _figures(name, content)
        except NotRead as error:
            told.append(str(error))
        else:
            problems = reading.parsed.problems
            assert len(problems) <= 1_000, name
            if not problems:
                stored.add(name)
        costs.note(name)
    assert stored <= HARMLESS
    assert all("Remove anything you do not need" in sentence for sentence in told)
    costs.hold()
    record_property("printed", costs.told())


def test_no_report_ends_or_blocks_a_process(costs: Costs, record_property: Callable[[str, object], None]) -> None:
    for name, content in hostile_pdfs().items():
        with pytest.raises((RejectedPdf, NotRead)):
            in_child(check_pdf, content, raises=(RejectedPdf,))
        costs.note(name)
    costs.hold()
    record_property("printed", costs.told())


@pytest.mark.parametrize("name", ["a.png", "a.zip", "a.pdf"])
@pytest.mark.asvs("5.2.2")
def test_a_table_in_place_of_a_report_and_the_other_way_round(name: str) -> None:
    with pytest.raises(RejectedPdf):
        in_child(check_pdf, b"Code,Row\r\n", raises=(RejectedPdf,))
    assert _figures(name, b"%PDF-1.7 ...").parsed.problems
