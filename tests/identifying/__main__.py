"""`python -m tests.identifying` prints recall and false alarms of the anonymisation check."""

import sys

from tests.identifying.measure import measure

results = measure()
for one in results:
    sys.stdout.write(f"{one.sentence}\n")
    for sentence in one.wrong:
        sys.stdout.write(f"    {sentence}\n")
sys.exit(not all(one.is_kept for one in results))
