"""`python -m tests.mailing.worker`: starts a process that sends for each line that it reads, and prints its number.

It loads the portal once and forks, so that a process that was killed is replaced in milliseconds.
"""

import os
import signal
import sys

import django


def send_for_ever() -> None:
    """What a worker does, minute after minute, until it is killed or nothing is left."""
    from mailing.models import Mailing, MailingState  # noqa: PLC0415 (needs Django)
    from mailing.sending import send_some  # noqa: PLC0415

    while Mailing.objects.filter(state__in=[MailingState.SCHEDULED, MailingState.SENDING]).exists():
        send_some(seconds=5)


def main() -> int:
    """Fork for each line; end when there are no more."""
    django.setup()
    # Before any connection is opened: processes must not share one.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            try:
                send_for_ever()
            finally:
                os._exit(0)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
