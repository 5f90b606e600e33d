"""What setting tests up costs, fixture by fixture, and which fixtures cost too much.

A plugin of pytest: `--setup-costs FILE` adds to a file what each fixture took and how many tests use it. The processes
of xdist report to the one that writes. Several runs may add to one file, since what one of them makes serves few of its
tests and many of the next one's: `tests/suite.py` reads it when all are done.

Seconds are those of the processor, in this process and in those that it started and that have ended: what a fixture
costs must not depend on what else the machine does meanwhile. What took long on a slow machine, or on one whose
processors share their caches with others, counts as long as it would have taken on the one the limit was set on.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.machine import slowness

OUTPUT = "setup_costs"
# From so many seconds on it is worth a third of one to know how slow the machine is at the moment.
LONG = 1.0


def processor_seconds() -> float:
    """What this process and its ended children have used so far, in user code and in the kernel."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def on_a_fast_machine(seconds: float) -> float:
    """What has taken so long just now would have taken where limits were set."""
    return seconds / slowness() if seconds > LONG else seconds


@dataclass
class Cost:
    """What one fixture took, without those that it uses itself."""

    seconds: float = 0.0
    tests: int = 0

    @property
    def per_test(self) -> float:
        """Seconds for each test that uses it; one that is made for no test counts as made for one."""
        return self.seconds / max(self.tests, 1)


@dataclass
class Costs:
    """What the fixtures of one or more runs took."""

    by_name: dict[str, Cost]

    def add(self, name: str, *, seconds: float = 0.0, tests: int = 0) -> None:
        """Add to what a fixture costs."""
        cost = self.by_name.setdefault(name, Cost())
        cost.seconds += seconds
        cost.tests += tests

    def add_all(self, written: dict[str, dict[str, Any]]) -> None:
        """Add what another process measured."""
        for name, cost in written.items():
            self.add(name, **cost)

    def as_written(self) -> dict[str, dict[str, Any]]:
        """The costs as another process reads them."""
        return {name: asdict(cost) for name, cost in self.by_name.items()}

    @property
    def slowest(self) -> list[tuple[str, Cost]]:
        """All fixtures, the slowest first."""
        return sorted(self.by_name.items(), key=lambda pair: -pair[1].seconds)

    def too_slow(self, most: float) -> list[str]:
        """The fixtures that took more than so many seconds for each test that uses them."""
        return [name for name, cost in self.slowest if cost.per_test > most]


def read_costs(file: Path) -> Costs:
    """What all the runs that were given this file wrote into it."""
    costs = Costs({})
    for line in file.read_text(encoding="utf-8").splitlines():
        costs.add_all(json.loads(line))
    return costs


def described(costs: Costs, *, shown: int, most: float) -> Iterable[str]:
    """The lines of a summary: the slowest, and what is too slow."""
    yield " seconds   tests  a test  fixture"
    for name, cost in costs.slowest[:shown]:
        yield f"{cost.seconds:8.1f}{cost.tests:8}{cost.per_test:8.2f}  {name}"
    for name in costs.too_slow(most):
        yield f"FAILED {name}: more than {most:g} s for each test that uses it"


class SetupCosts:
    """Measures the fixtures of this process, and adds what others measured."""

    def __init__(self, config: pytest.Config) -> None:
        self.file: Path = config.getoption("setup_costs")
        self.costs = Costs({})
        self.inner: list[float] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """Measure a fixture; one that it asks for while it is made is measured by itself."""
        self.inner.append(0.0)
        began = processor_seconds()
        try:
            return (yield)
        finally:
            took = processor_seconds() - began
            own = took - self.inner.pop()
            self.costs.add(_name(fixturedef), seconds=on_a_fast_machine(own))
            if self.inner:
                # With what measuring took: the outer fixture has done nothing for it.
                self.inner[-1] += processor_seconds() - began

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Count the tests that use a fixture."""
        info = getattr(item, "_fixtureinfo", None)
        for definitions in info.name2fixturedefs.values() if info else ():
            self.costs.add(_name(definitions[-1]), tests=1)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a process of xdist measured."""
        self.costs.add_all(getattr(node, "workeroutput", {}).get(OUTPUT, {}))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand the figures over, or write them if this is the process that the others hand them to."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = self.costs.as_written()
            return
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(self.costs.as_written())}\n")


def _name(fixturedef: pytest.FixtureDef[Any]) -> str:
    return f"{fixturedef.baseid}::{fixturedef.argname}" if fixturedef.baseid else fixturedef.argname


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("set-up costs")
    group.addoption("--setup-costs", type=Path, metavar="FILE", help="add to a file what each fixture took")


def pytest_configure(config: pytest.Config) -> None:
    """Measure only when asked to."""
    if config.getoption("setup_costs"):
        config.pluginmanager.register(SetupCosts(config), "setup-costs")
