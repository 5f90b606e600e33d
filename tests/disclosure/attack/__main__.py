"""`python -m tests.disclosure.attack`: see `run`."""

import sys

from tests.disclosure.attack.run import main

if __name__ == "__main__":
    sys.exit(main())
