"""`make check`: what can be said about the code without running its tests.

Every check runs; one failure fails the whole.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "-W", "error::DeprecationWarning", "manage.py"]

# What a production machine would say, so that `check --deploy` speaks about production.
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "PARTNERSHIP_FILE": str(BASE_DIR / "data/partnership.toml"),
    "CACHE_URL": "rediscache://127.0.0.1:1/1",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
    "DATABASE_URL": "sqlite://:memory:",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
# D018: error pages and navigation spell addresses of the contract out, so that they stand when nothing else does.
# H047: buttons that scripts show are hidden until then. H023: the pagination's mark is GOV.UK's own.
NOT_ASKED = "D018,H047,H023"
ROOMS = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "root_packages"
]
CHECKS: list[tuple[str, list[str]]] = [
    ("ruff", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ("types", [str(BIN / "mypy")]),
    ("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet", "--ignore", NOT_ASKED]),
    ("imports", [str(BIN / "lint-imports"), "--no-cache"]),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    # What it finds of high severity; of the rest, ruff's rules of the same origin (S) are asked with reasons in place.
    ("attacks", [sys.executable, "-m", "bandit", "-q", "-lll", "-x", "*/migrations/*", "-r", *ROOMS]),
    ("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
]


def audit() -> str | None:
    """Ask for known vulnerabilities of what production installs; say what was found, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "audit.json"
        command = [
            *(str(BIN / "pip-audit"), "--requirement", "requirements/base.txt", "--require-hashes"),
            *("--disable-pip", "--progress-spinner", "off", "--format", "json", "--output", str(report)),
        ]
        try:
            done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, check=False, timeout=180)
        except subprocess.TimeoutExpired:
            done = None
        if done is None or not report.exists():
            sys.stdout.write("  the list of known vulnerabilities cannot be reached from here: not checked\n")
            return None
        found = [
            f"{package['name']} {package['version']}: {flaw['id']}, fixed in {flaw['fix_versions'] or 'no version yet'}"
            for package in json.loads(report.read_text(encoding="utf-8"))["dependencies"]
            for flaw in package.get("vulns", [])
        ]
    return "\n".join(found) or None


def run_checks(environment: dict[str, str]) -> list[str]:
    """Run every check and give the names of those that failed."""
    failed = []
    for name, command in CHECKS:
        started = time.monotonic()
        done = subprocess.run(
            command,
            cwd=BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        outcome = "ok" if done.returncode == 0 else "FAILED"
        sys.stdout.write(f"{name:<12} {outcome:<7} {time.monotonic() - started:5.1f} s\n")
        if done.returncode != 0:
            failed.append(name)
            sys.stdout.write(f"{done.stdout}{done.stderr}\n")
        sys.stdout.flush()
    return failed


def main() -> int:
    """Run every check; exit 1 if one failed."""
    with tempfile.TemporaryDirectory() as var:
        failed = run_checks(os.environ | PRODUCTION | {"VAR_DIR": var})
    sys.stdout.write("known vulnerabilities\n")
    sys.stdout.flush()
    if found := audit():
        failed.append("known vulnerabilities")
        sys.stdout.write(f"{found}\n")
    sys.stdout.write(f"Failed: {', '.join(failed)}\n" if failed else "All checks passed.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
