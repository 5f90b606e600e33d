"""`python -m tests.disclosure.words_said` prints how many give-aways are found, and how many clean sentences stop."""

import sys

from tests.disclosure.words_said.measure import measure


def main() -> int:
    """Print the three figures; 1 where one of them misses its goal."""
    results = measure()
    for one in results:
        sys.stdout.write(f"{one.sentence}\n")
        for sentence in one.wrong:
            sys.stdout.write(f"    {sentence}\n")
    return 0 if all(one.is_kept for one in results) else 1


sys.exit(main())
