"""How slow the machine is on which the tests run: what a limit of seconds is multiplied by."""

import time

STEPS = 1_000_000
# What so many steps took on the machine on which the limits were set.
SECONDS = 0.1


def slowness() -> float:
    """How many times as long as there this machine takes now, 1 where it is as fast or faster."""
    took = []
    for _ in range(3):
        began = time.process_time()
        total = 0
        for number in range(STEPS):
            total += number
        took.append(time.process_time() - began)
    return max(1.0, min(took) / SECONDS)
