"""`python -m tests.identifying` prints recall, false alarms and time of the anonymisation check."""

import sys

from tests.identifying.measure import measure, speed

results = (*measure(), speed())
for one in results:
    sys.stdout.write(f"{one.sentence}\n")
    for sentence in one.wrong:
        sys.stdout.write(f"    {sentence}\n")
sys.exit(not all(one.is_kept for one in results))
