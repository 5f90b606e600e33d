"""Every variable of the environment that the portal reads: one table, checked when the portal starts.

`python -m bcssp.variables` writes `.env.example` and docs/settings.md from it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
YES, NO = ("true", "yes", "on", "1", "y", "ok"), ("false", "no", "off", "0", "n")


@dataclass(frozen=True)
class Kind:
    """What a value has to look like: whether one is right, and how to say what is wanted."""

    is_right: Callable[[str], bool]
    wanted: str
    # An address may hold a password, which no log shall have.
    is_hidden: bool = False


def _is_time(value: str) -> bool:
    try:
        time.fromisoformat(value)
    except ValueError:
        return False
    return True


def _number(least: int) -> Kind:
    def is_right(value: str) -> bool:
        return re.fullmatch(r"\d{1,9}", value) is not None and int(value) >= least

    return Kind(is_right, f"a whole number, {least} or more")


def _address(*schemes: str) -> Kind:
    def is_right(value: str) -> bool:
        return urlsplit(value).scheme in schemes

    return Kind(is_right, f"an address that begins with {' or '.join(f'{one}://' for one in schemes)}", is_hidden=True)


def _one_of(*values: str) -> Kind:
    return Kind(lambda value: value in values, f"one of {', '.join(values)}")


TEXT = Kind(lambda value: True, "a text")
YES_OR_NO = Kind(lambda value: value.lower() in (*YES, *NO), "true or false")
TIME = Kind(_is_time, "a time of the day such as 18:00")
MAIL = ("smtp", "smtp+tls", "smtps", "smtp+ssl", "filemail", "memorymail", "consolemail", "dummymail")
DATABASE = ("postgres", "postgresql", "sqlite")
CACHE = ("dbcache", "rediscache", "redis", "rediss", "locmemcache", "dummycache")


@dataclass(frozen=True)
class Variable:
    """One variable. `default` is what holds where it is not set, in the words of the table; empty where it must be."""

    name: str
    meaning: str
    default: str
    example: str
    kind: Kind = TEXT

    def fault(self, value: str) -> str:
        """What is wrong with a value, and what to give instead; empty where nothing is."""
        if self.kind.is_right(value):
            return ""
        given = "empty" if not value else "not an address that we know" if self.kind.is_hidden else f"“{value}”"
        return f"{self.name} is {given}. Give {self.kind.wanted}, for example {self.example}, or remove it."


NEEDED = (
    Variable("SECRET_KEY", "A long random text, of this portal only.", "", "(50 random characters)"),
    Variable("ALLOWED_HOSTS", "The site’s host names, separated by commas.", "", "portal.example.org"),
    Variable(
        "SITE_URL",
        "The address that links in emails begin with.",
        "https:// and the first host name",
        "https://portal.example.org",
        _address("http", "https"),
    ),
    Variable(
        "DATABASE_URL",
        "The PostgreSQL database.",
        "an SQLite file in VAR_DIR",
        "postgres://portal:password@127.0.0.1:5432/portal",
        _address(*DATABASE),
    ),
    Variable(
        "REDIS_URL",
        "The Redis that holds the queue of tasks.",
        "redis://127.0.0.1:6379/0",
        "redis://127.0.0.1:6379/0",
        _address("redis", "rediss", "unix"),
    ),
    Variable(
        "EMAIL_URL",
        "The mail server.",
        "files in VAR_DIR/mail",
        "smtp+tls://user:password@mail.example.org:587",
        _address(*MAIL),
    ),
    Variable(
        "PARTNERSHIP_FILE",
        "The partnership’s own name, areas, contacts and colours.",
        "data/partnership.toml, the example’s",
        "/etc/portal/partnership.toml",
    ),
)
OPTIONAL = (
    Variable(
        "DEBUG",
        "Shows what went wrong to everyone. For your own computer only.",
        "false",
        "true",
        YES_OR_NO,
    ),
    Variable(
        "VAR_DIR",
        "The folder for built reports, uploads, static files and the development database.",
        "var",
        "/srv/portal/var",
    ),
    Variable("REQUIRE_MFA", "A second factor for everyone who signs in.", "true, unless DEBUG is", "true", YES_OR_NO),
    Variable("SECURE_SSL_REDIRECT", "Send plain http to https.", "true, unless DEBUG is", "true", YES_OR_NO),
    Variable(
        "TRUSTED_PROXIES",
        "How many of your own proxies are before the portal. Each adds to X-Forwarded-For.",
        "1, with DEBUG 0",
        "1",
        _number(0),
    ),
    Variable(
        "CACHE_URL",
        "A cache that all processes share. A Redis must not be the database of the queue.",
        "dbcache://portal_cache",
        "rediscache://127.0.0.1:6379/1",
        _address(*CACHE),
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "Former values of SECRET_KEY, separated by commas, until you have run manage.py encrypt_secrets.",
        "none",
        "(the former key)",
    ),
    Variable(
        "DEFAULT_FROM_EMAIL",
        "The sender of the portal’s emails.",
        "the partnership’s name and email address",
        "Partnership <partnership@example.org>",
    ),
    Variable(
        "REMINDERS_ESCALATE_AFTER",
        "How many days after its due date coordinators hear of a return that was not sent.",
        "7",
        "7",
        _number(0),
    ),
    Variable("REMINDERS_QUIET_FROM", "No reminders are sent from this time of the day …", "18:00", "18:00", TIME),
    Variable("REMINDERS_QUIET_UNTIL", "… to this time of the next day, or at weekends.", "08:00", "08:00", TIME),
    Variable(
        "BUILD_LEASE_SECONDS",
        "How long a worker has for a step of a report or release, before another may take over.",
        "180",
        "180",
        _number(1),
    ),
    Variable("BUILD_MOST_ATTEMPTS", "How often a step is begun before it fails.", "5", "5", _number(1)),
    Variable(
        "REPORT_FAULTS",
        "For tests: a folder with the points at which a build is killed. Ignored without DEBUG.",
        "none",
        "var/faults",
    ),
    Variable(
        "METRICS_TOKEN",
        "What Prometheus sends as “Authorization: Bearer …” to read /metrics. Without it the page is closed.",
        "none",
        "(30 random characters)",
    ),
    Variable(
        "WEB_THREADS",
        "How many requests a web process handles at the same time. It has as many connections to the database.",
        "8",
        "8",
        _number(1),
    ),
    Variable("WEB_BODY_SECONDS", "How long a request may send nothing before it ends.", "10", "10", _number(1)),
    Variable(
        "LOG_LEVEL",
        "How much is logged.",
        "INFO",
        "INFO",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"),
    ),
    Variable("LOG_FORMAT", "Lines of text, or of JSON.", "text", "json", _one_of("text", "json")),
    Variable(
        "HSTS_SUBDOMAINS",
        "Have browsers use https for every subdomain too, and put the domain on their preload lists.",
        "false",
        "true",
        YES_OR_NO,
    ),
    Variable("EMAILS_A_MINUTE", "How many emails to subscribers are sent in a minute.", "300", "300", _number(1)),
    Variable(
        "BOUNCE_ADDRESS",
        "Where emails that cannot be delivered are returned to.",
        "the sender",
        "bounces@example.org",
    ),
    Variable("SEARCHES_PER_MINUTE", "How many searches one network may make in a minute.", "60", "60", _number(1)),
)
SUPERVISOR = (
    Variable("PORT", "The port of the development server.", "8000", "8000", _number(1)),
    Variable("EXAMPLE_PASSWORD", "The example accounts’ password.", "random, and printed once", "(a password)"),
)
PARTS = {
    "Needed in production": NEEDED,
    "Optional": OPTIONAL,
    "Read by make run and make example only": SUPERVISOR,
}
VARIABLES = (*NEEDED, *OPTIONAL)


def faults(environment: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each value that cannot be meant: “REQUIRE_MFA=ture” would otherwise switch it off in silence."""
    for variable in VARIABLES:
        value = environment.get(variable.name)
        if value is not None and (fault := variable.fault(value.strip())):
            yield fault


def env_example() -> str:
    """What `.env.example` holds: what production needs as an example, the rest commented out with its default."""
    lines = [
        "# Every variable that the portal reads; docs/settings.md is the same as a table. Copy this to .env, or set",
        "# them in the service manager. The environment wins over .env. Written by `python -m bcssp.variables`.",
    ]
    for title, variables in PARTS.items():
        lines += ["", f"# --- {title}"]
        for one in variables:
            lines.append(f"# {one.meaning}" + (f" Default: {one.default}." if one.default else ""))
            is_secret = one.example.startswith("(")
            lines.append(f"{'' if variables is NEEDED else '#'}{one.name}={'' if is_secret else one.example}")
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """What docs/settings.md holds: the same as a table for people."""
    lines = [
        "# Settings",
        "",
        "The portal reads these variables from its environment, or from `.env`. It checks them when it starts: a value",
        "that cannot be right stops it, with a sentence that says what to set. `manage.py check --deploy` refuses more",
        "in production: a cache that processes do not share, the example’s partnership, links without https, and no",
        "mail server.",
        "",
        "Do not edit this page: `python -m bcssp.variables` writes it from `bcssp/variables.py`.",
    ]
    for title, variables in PARTS.items():
        lines += ["", f"## {title}", "", "| name | meaning | default | example |", "|---|---|---|---|"]
        lines += [
            f"| `{one.name}` | {one.meaning} | {one.default or 'you must set it'} | {_shown(one.example)} |"
            for one in variables
        ]
    return "\n".join(lines) + "\n"


def _shown(example: str) -> str:
    return example if example.startswith("(") else f"`{example}`"


PAGES: dict[Path, Callable[[], str]] = {
    BASE_DIR / ".env.example": env_example,
    BASE_DIR / "docs" / "settings.md": settings_page,
}

if __name__ == "__main__":
    for path, written in PAGES.items():
        path.write_text(written(), encoding="utf-8")
