#!/usr/bin/env python
"""Django's command line. What is missing in the settings is said in a sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from bcssp.version import described
from partnership.profile import ProfileError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcssp.settings")
    # Django answers `manage.py version` with its own, before it looks for commands.
    if sys.argv[1:] == ["version"]:
        sys.stdout.write(f"{described()}\n")
        sys.exit(0)
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ProfileError) as error:
        sys.exit(f"{error}")
