"""A plugin of pytest that says what setting tests up costs, fixture by fixture, and refuses one that costs too much.

`--slowest-setups 10` prints the ten fixtures that took the longest in all; `--most-setup-seconds 5` fails the run where
one took more than five seconds per test that uses it. The processes of xdist report to the one that prints.

Seconds are those of the processor, in this process and in those that it started and that have ended: what a fixture
costs must not depend on what else the machine does meanwhile. On a slow machine a fixture may take longer, by as much
as that machine is slower.
"""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pytest

from tests.machine import slowness

OUTPUT = "setup_times"


def processor_seconds() -> float:
    """What this process and its ended children have used so far, in user code and in the kernel."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@dataclass
class Cost:
    """What one fixture took, without those that it uses itself."""

    seconds: float = 0.0
    tests: int = 0

    @property
    def per_test(self) -> float:
        """Seconds for each test that uses it; one that is made for no test counts as made for one."""
        return self.seconds / max(self.tests, 1)


class SetupTimes:
    """Measures the fixtures of this process, and adds what others measured."""

    def __init__(self, config: pytest.Config) -> None:
        self.shown: int = config.getoption("slowest_setups")
        self.most: float | None = config.getoption("most_setup_seconds")
        self.costs: dict[str, Cost] = {}
        self.inner: list[float] = []
        self.slowness = slowness() if self.most is not None else 1.0

    def add(self, name: str, *, seconds: float = 0.0, tests: int = 0) -> None:
        """Add to what a fixture costs."""
        cost = self.costs.setdefault(name, Cost())
        cost.seconds += seconds
        cost.tests += tests

    @property
    def slowest(self) -> list[tuple[str, Cost]]:
        """All fixtures, the slowest first."""
        return sorted(self.costs.items(), key=lambda pair: -pair[1].seconds)

    @property
    def too_slow(self) -> list[str]:
        """The fixtures that cost more than they may."""
        if self.most is None:
            return []
        return [name for name, cost in self.slowest if cost.per_test > self.most * self.slowness]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """Measure a fixture; one that it asks for while it is made is measured by itself."""
        self.inner.append(0.0)
        began = processor_seconds()
        try:
            return (yield)
        finally:
            took = processor_seconds() - began
            self.add(_name(fixturedef), seconds=took - self.inner.pop())
            if self.inner:
                self.inner[-1] += took

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Count the tests that use a fixture."""
        info = getattr(item, "_fixtureinfo", None)
        for definitions in info.name2fixturedefs.values() if info else ():
            self.add(_name(definitions[-1]), tests=1)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a process of xdist measured."""
        for name, cost in getattr(node, "workeroutput", {}).get(OUTPUT, {}).items():
            self.add(name, **cost)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand the figures over, or judge them if this is the process that prints."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = {name: asdict(cost) for name, cost in self.costs.items()}
            return
        if self.most is not None:
            self.slowness = max(self.slowness, slowness())
        if self.too_slow and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the slowest, and what is too slow."""
        if self.shown:
            terminalreporter.section(f"slowest {self.shown} set-ups")
            terminalreporter.write_line(" seconds   tests  a test  fixture")
        for name, cost in self.slowest[: self.shown]:
            terminalreporter.write_line(f"{cost.seconds:8.1f}{cost.tests:8}{cost.per_test:8.2f}  {name}")
        for name in self.too_slow:
            limit = f"more than {self.most:g} s for each test that uses it"
            terminalreporter.write_line(f"FAILED {name}: {limit} (× {self.slowness:.1f} on this machine)", red=True)


def _name(fixturedef: pytest.FixtureDef[Any]) -> str:
    return f"{fixturedef.baseid}::{fixturedef.argname}" if fixturedef.baseid else fixturedef.argname


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    group = parser.getgroup("set-up times")
    group.addoption("--slowest-setups", type=int, default=0, metavar="N", help="print the N slowest fixtures")
    group.addoption("--most-setup-seconds", type=float, metavar="S", help="fail if a fixture takes more than S a test")


def pytest_configure(config: pytest.Config) -> None:
    """Measure only when asked to."""
    if config.getoption("slowest_setups") or config.getoption("most_setup_seconds") is not None:
        config.pluginmanager.register(SetupTimes(config), "setup-times")
