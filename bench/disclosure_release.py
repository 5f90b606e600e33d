"""The whole release of the example's year: made, protected and attacked, inside Django."""

import json
import sys
import time

from bench.build import YEAR
from indicators.releases.tables import make_draft
from partnership.models import ReportingYear

ROUNDS = 5


def measure() -> None:
    """Make the draft several times over; prints one line of JSON, the times of each round."""
    year = ReportingYear.objects.get(slug=YEAR)
    rounds = []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        draft = make_draft(year)
        rounds.append({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu})
        if draft.outcome is None or not draft.outcome.passed:
            raise RuntimeError("the example's release cannot be published")
    sys.stdout.write(f"\n{json.dumps({'tables': len(draft.tables), 'rounds': rounds})}\n")
