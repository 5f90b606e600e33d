"""`python -m tests.identifying` prints recall, false alarms and time of the anonymisation check."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcssp.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()
from tests.identifying.measure import beside_stories, measure, speed  # noqa: E402 (models need Django)

results = (*measure(), *beside_stories(), speed())
for one in results:
    sys.stdout.write(f"{one.sentence}\n")
    for sentence in one.wrong:
        sys.stdout.write(f"    {sentence}\n")
sys.exit(not all(one.is_kept for one in results))
