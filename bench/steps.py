"""What every measurement starts from: an environment like production's, and a folder with the example in it."""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def environment(var: Path) -> dict[str, str]:
    """Give production's settings for a server that only this machine reaches."""
    ours = {"DATABASE_URL", "CACHE_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE"}
    env = {name: value for name, value in os.environ.items() if name not in ours}
    return env | {
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "SITE_URL": "http://127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "REQUIRE_MFA": "false",
        # Nothing listens there: what is measured needs no broker.
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "VAR_DIR": str(var),
        "EXAMPLE_PASSWORD": secrets.token_urlsafe(12),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(BASE_DIR),
    }


def manage(env: Mapping[str, str], *arguments: str) -> str:
    """Run a management command to its end; give what it printed."""
    done = subprocess.run(  # noqa: S603 (our own commands, no shell)
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{arguments} failed: {done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout
