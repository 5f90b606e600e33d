"""`python -m bcssp.supervisor run` serves the portal; `example` builds its report and ends.

`python -m bcssp.supervisor found` asks for what it takes to begin a partnership of one's own.
"""

import os
import signal
import sys

import environ

from bcssp.supervisor.options import BASE_DIR, read_options
from bcssp.supervisor.places import Places, SetupError
from bcssp.supervisor.portal import Ended, Portal, end_on_signal, only_one, say

STOPPED = 128 + signal.SIGINT


def main(arguments: list[str]) -> int:
    """Run the portal; give the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_on_signal)
    try:
        # As the settings do: what stands in the environment wins.
        environ.Env.read_env(BASE_DIR / ".env")
        options = read_options(arguments, os.environ)
        places = Places.make(options.var)
        with only_one(places):
            portal = Portal(options, places)
            if options.mode == "found":
                return portal.found()
            portal.run()
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except Ended:
        say("\nStopped before the portal was ready. The next start continues from here.")
        return STOPPED
    if options.serves:
        say("\nThe portal and its processes have stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
