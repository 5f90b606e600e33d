"""Builds and publishes many reports, and kills whoever does it, all the time.

It runs with the portal's own settings, beside a real worker, a real Redis and a real database, all of which it kills
and starts again. `python -m tests.fault` calls it.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from reports import tasks
from reports.build.services import request_build
from reports.build.steps import STEPS
from reports.editions import failpoints
from reports.models import Edition, EditionState, Step, StepState
from reports.publishing import preconditions
from reports.publishing.services import publish_edition
from tests.fault.judge import judge
from tests.fault.plan import Outcome, Plan
from tests.fault.servers import Servers
from tests.fault.stage import Stage

TICK = 0.1
SWEEP_EVERY = 1.5
# Messages are lost all the time here, so nobody waits long for one.
PATIENCE = timedelta(seconds=4)
RANDOM_PAUSE = 0.4
STALLED_AFTER = 20.0
ONCE = (*failpoints.ASK_POINTS, *failpoints.PUBLISH_POINTS)
# Named by what is left out: a check that is new, or goes by another name, is asked.
NOT_ASKED = ("requirements", "signatures")
# What dies at a random moment: mostly a process of the pool.
KILLERS = (*["pool"] * 12, "worker", "redis", "database", "database")


class Driver:
    """One run."""

    def __init__(self, plan: Plan, folder: Path, servers: Servers) -> None:
        self.plan, self.folder, self.servers = plan, folder, servers
        self.outcome = Outcome()
        self.chance = random.Random(plan.seed)
        self.points = plan.share_of(failpoints.all_points([step.key for step in STEPS]))
        self.seen_hits = 0
        self.stage = Stage()
        self.open: dict[int, ReportingYear] = {}
        self.askers: dict[int, int] = {}
        self.sweeper: int | None = None
        self.ready: list[int] = []
        self.publisher: int | None = None
        self.swept_at = self.killed_at = self.moved_at = 0.0
        self.progress = -1
        self.random_kills = 0

    def run(self) -> Outcome:
        """Set the stage, build everything, judge it."""
        started = self.moved_at = time.monotonic()
        while self.open or self.ready or self.lacks():
            if time.monotonic() - started > self.plan.seconds:
                self.outcome.wrong.append(f"Not done within {self.plan.seconds:.0f} s: {self.where()}")
                break
            self.tick()
            time.sleep(TICK)
        self.count_hits()
        self.disarm()
        self.reap(wait=True)
        self.servers.kill_worker()
        self.outcome.seconds = round(time.monotonic() - started, 1)
        judge(self.outcome, [year for year in self.stage.years if year.pk not in self.open])
        return self.outcome

    def lacks(self) -> bool:
        """Whether the plan asks for more reports, or for more kills, which more reports give occasion for."""
        return (
            len(self.stage.years) < self.plan.builds
            or self.random_kills < self.plan.kills
            or any(self.outcome.points[name] < self.plan.each_point for name in self.points)
        )

    def tick(self) -> None:
        """Look at everything once."""
        self.servers.keep_running()
        self.count_hits()
        self.arm()
        self.reap()
        self.ask()
        self.sweep()
        self.publish()
        self.kill_by_chance()
        self.look()

    # Named points

    def count_hits(self) -> None:
        """Who died at a named point since the last look."""
        hits = self.folder / "hits"
        lines = hits.read_text(encoding="ascii").splitlines() if hits.exists() else []
        for name in lines[self.seen_hits :]:
            self.outcome.points[name] += 1
            self.outcome.kills["named point"] += 1
        self.seen_hits = len(lines)

    def arm(self) -> None:
        """Arm the points that were hit least, no more of them than the builds so far account for."""
        wanted = len(self.points) * self.plan.each_point
        begun = len(self.stage.years)
        allowed = -(-wanted * begun // self.plan.builds) - self.outcome.kills["named point"]
        armed = [name for name in self.points if (self.folder / name).exists()]
        lacking = [
            name for name in self.points if self.outcome.points[name] < self.plan.each_point and name not in armed
        ]
        self.chance.shuffle(lacking)
        # Who asks or publishes is there for a moment only, and comes to these once.
        lacking.sort(key=lambda name: (name not in ONCE, self.outcome.points[name]))
        most = max(3, -(-wanted // self.plan.builds))
        for name in lacking[: max(0, min(most, allowed) - len(armed))]:
            new = self.folder / f"{name}.new"
            new.write_text(str(self.chance.choice((1, 1, 1, 2))), encoding="ascii")
            new.rename(self.folder / name)

    def disarm(self) -> None:
        """Nobody dies any more."""
        for name in self.points:
            (self.folder / name).unlink(missing_ok=True)

    # Processes of ours that do what people and the clock do

    def fork(self, work: Callable[[], int]) -> int:
        """Do something in a process that may be killed."""
        connections.close_all()
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            code = work()
        except DomainError:
            code = 3
        finally:
            os._exit(code)

    def reap(self, *, wait: bool = False) -> None:
        """Take leave of those that ended."""
        alone = [pid for pid in (self.sweeper, self.publisher) if pid]
        for pid in [*self.askers, *alone]:
            ended, _ = os.waitpid(pid, 0 if wait else os.WNOHANG)
            if ended and pid == self.sweeper:
                self.sweeper = None
            elif ended and pid == self.publisher:
                self.publisher = None
            elif ended:
                del self.askers[pid]

    def ask(self) -> None:
        """Ask for a report in each free place, as the web does; ask again where the one who asked was killed."""
        while len(self.open) < self.plan.years and self.lacks():
            year = self.stage.make_year()
            self.open[year.pk] = year
        asked = set(self.askers.values())
        known = set(Edition.objects.filter(year__in=self.open).values_list("year_id", flat=True))
        for pk, year in self.open.items():
            if pk not in asked | known:
                self.askers[self.fork(lambda year=year: self._ask(year))] = pk

    def _ask(self, year: ReportingYear) -> int:
        request_build(year=year, by=self.stage.cast.coordinator)
        return 0

    def sweep(self) -> None:
        """What beat does every half minute, every half second."""
        if self.sweeper is None and time.monotonic() - self.swept_at > SWEEP_EVERY:
            self.swept_at = time.monotonic()
            self.sweeper = self.fork(self._sweep)

    def _sweep(self) -> int:
        tasks.PATIENCE = PATIENCE
        tasks.sweep_editions()
        return 0

    def publish(self) -> None:
        """Publish what is ready, as the chair does, one after another; again where the one who did it was killed."""
        if self.publisher is not None or not self.ready:
            return
        first = self.ready[0]
        if Edition.objects.get(pk=first).state == EditionState.PUBLISHED:
            self.ready.pop(0)
        else:
            self.publisher = self.fork(partial(self._publish, first))

    def _publish(self, pk: int) -> int:
        # Who has to sign, and what the law asks, is not the matter here.
        preconditions.PRECONDITIONS = tuple(
            check for check in preconditions.PRECONDITIONS if check.key not in NOT_ASKED
        )
        publish_edition(edition=Edition.objects.get(pk=pk), by=self.stage.cast.chair)
        return 0

    # Kills at random moments

    def kill_by_chance(self) -> None:
        """As many as are due by now, one at a time."""
        share = min(1.0, (len(self.stage.years) - len(self.open) / 2) / self.plan.builds)
        if self.random_kills >= self.plan.kills * share or time.monotonic() - self.killed_at < RANDOM_PAUSE:
            return
        self.killed_at = time.monotonic()
        what = self.chance.choice(KILLERS)
        if what == "database" and self.servers.database is None:
            what = "pool"
        if self._kill(what):
            self.random_kills += 1
            self.outcome.kills[what] += 1

    def _kill(self, what: str) -> bool:
        if what == "worker":
            if not self.servers.worker_is_ready():
                return False
            self.servers.kill_worker()
        elif what == "redis":
            self.servers.kill_redis()
        elif what == "database" and self.servers.database is not None:
            connections.close_all()
            self.servers.database.restart()
        else:
            pool = self.servers.worker_children()
            if not pool or not self.servers.worker_is_ready():
                return False
            try:
                os.kill(self.chance.choice(pool), signal.SIGKILL)
            except ProcessLookupError:
                return False
        return True

    # How far it is

    def look(self) -> None:
        """Which reports are done; whether anything moves at all."""
        ended = dict(
            Edition.objects.filter(year__in=self.open)
            .exclude(state__in=[EditionState.QUEUED, EditionState.BUILDING])
            .values_list("year_id", "state")
        )
        for pk, state in ended.items():
            del self.open[pk]
            self.outcome.builds += 1
            edition = Edition.objects.get(year_id=pk)
            if state == EditionState.READY:
                self.ready.append(edition.pk)
            else:
                self.outcome.wrong.append(f"{edition} is {state}")
        progress = Step.objects.filter(state=StepState.DONE).count() + self.seen_hits
        if progress != self.progress or not self.servers.worker_is_ready():
            self.progress, self.moved_at = progress, time.monotonic()
        elif time.monotonic() - self.moved_at > STALLED_AFTER:
            # A pool whose processes were killed in an unlucky moment may hang: a service manager would do the same.
            self.moved_at = time.monotonic()
            self.outcome.stalls += 1
            self.servers.kill_worker()

    def where(self) -> str:
        """How far it got."""
        steps = Step.objects.filter(edition__year__in=self.open).exclude(state=StepState.DONE)
        rows = steps.values_list("edition__year__slug", "key", "state", "attempts")
        return f"{self.outcome.builds} built, {len(self.stage.years)} begun; {sorted(rows)}; to publish: {self.ready}"


def run(plan: Plan, folder: Path, servers: Servers) -> Outcome:
    """One run, from an empty database to its judgement."""
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    return Driver(plan, folder, servers).run()
