"""What keeps an installation from working, and what to do about it: looked at from the machine on which it runs.

`readiness` is asked every few seconds and looks at the portal's work. This looks once, slowly, at what the work stands
on: settings, packages, versions, clocks, rights and disks.
"""

import os
import re
import shutil
import smtplib
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import WARNING, Tags, run_checks
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from bcssp.health.checks import OK, SECONDS, TITLES, UNKNOWN, readiness

LOCK = settings.BASE_DIR / "requirements" / "base.txt"
OLDEST_POSTGRESQL, OLDEST_REDIS = 150000, (6, 2)
# How far the clocks of two machines may be apart: seconds. One-time codes live for thirty.
CLOCKS_APART = 5.0
LEAST_FREE, LEAST_SHARE = 2 * 1024**3, 0.1
# Rights are looked at for so many files: a sample of a large folder tells as much.
MOST_FILES = 50_000

Faults = Iterator[str]


def settings_made() -> Faults:
    """What `check --deploy` says of the settings."""
    if settings.DEBUG:
        yield "DEBUG is on, which is for a developer’s own computer. Set DEBUG=false."
    try:
        found = run_checks(include_deployment_checks=True)
    except DatabaseError:
        # Models ask the database which indicators there are. That it is away is said of the database itself.
        found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    for one in found:
        # What Django says of cookies and redirects follows from DEBUG.
        if (
            one.level >= WARNING
            and not one.is_silenced()
            and not (settings.DEBUG and str(one.id).startswith("security."))
        ):
            yield f"{one.msg} {one.hint or ''}".strip()


def packages() -> Faults:
    """Whether what is installed is what the lock says. pip knows which lines are for this Python; it asks no index."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--dry-run", "--quiet", "--no-index"]
    done = subprocess.run(  # noqa: S603 (our own command, no shell)
        [*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        missing = re.findall(r"requirement ([\w.\-\[\]]+==[\w.]+)", done.stderr)
        which = missing[0] if missing else "a package"
        yield f"The lock needs {which}, which is not installed. Run: .ci/install-lock {sys.executable} {LOCK}"


def database() -> Faults:
    """Whether it is a PostgreSQL that is new enough, has all tables and agrees on the time."""
    if connection.vendor != "postgresql":
        yield "This is SQLite, which is for one person on one computer. Set DATABASE_URL to a PostgreSQL database."
    try:
        waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('server_version_num')::int, clock_timestamp()")
                version, now = cursor.fetchone()
            if version < OLDEST_POSTGRESQL:
                yield f"PostgreSQL is version {version // 10000}. Upgrade it to 15 or newer."
            if (apart := abs((timezone.now() - now).total_seconds())) > CLOCKS_APART:
                yield f"Its clock differs from this machine’s by {apart:.0f} seconds. Run a time service on both."
    except DatabaseError:
        yield "It is not responding. Check DATABASE_URL, the server, and the role’s password."
        return
    if waiting:
        number = f"{len(waiting)} migration{'' if len(waiting) == 1 else 's'}"
        yield f"{number} not applied. Back up, then run: manage.py migrate"


def broker() -> Faults:
    """Whether Redis is new enough, and keeps what it was given."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            about: dict[str, object] = client.info("server")
            version = str(about["redis_version"])
            try:
                policy, appends = (client.config_get(one) for one in ("maxmemory-policy", "appendonly"))
            except redis.ResponseError:
                policy = appends = {}
    except (redis.RedisError, OSError, ValueError):
        yield "It is not responding. Check REDIS_URL and the server."
        return
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        yield f"Redis is version {version}. Upgrade it to 6.2 or newer."
    if policy.get("maxmemory-policy", "noeviction") != "noeviction":
        yield "It drops tasks when its memory is full. Set “maxmemory-policy noeviction” in redis.conf."
    if appends.get("appendonly", "yes") != "yes":
        yield "It loses the queue when it restarts. Set “appendonly yes” in redis.conf."


def mail() -> Faults:
    """Whether the mail server lets us in. Nothing is sent."""
    with_server = get_connection()
    if not isinstance(with_server, EmailBackend):
        yield "Emails are written to a folder and not sent. Set EMAIL_URL to a mail server."
        return
    try:
        with_server.open()
    except (smtplib.SMTPException, OSError) as error:
        yield f"The mail server refuses us ({type(error).__name__}). Check EMAIL_URL: name, port, user, password."
    finally:
        with_server.close()


def static_files() -> Faults:
    """Whether the files for browsers and nginx's pages of errors were written since they last changed."""
    stored = getattr(staticfiles_storage, "hashed_files", {})
    wanted = {path for finder in get_finders() for path, _ in finder.list([])}
    if missing := wanted - set(stored):
        yield f"{len(missing)} of {len(wanted)} static files are not collected. Run: manage.py collectstatic --noinput"
    if not (settings.VAR_DIR / "error-pages" / "503.html").exists():
        yield "nginx has no pages for errors. Run: manage.py write_error_pages"


def rights() -> Faults:
    """Whether the service alone can read what people sent, and can write all of it."""
    if os.geteuid() == 0:
        yield "You run this as root: files that you make so are closed to the service. Use the service’s account."
    own = os.geteuid()
    strange = [path for path in islice(_below(settings.VAR_DIR), MOST_FILES) if path.lstat().st_uid != own]
    if strange:
        number = "1 file belongs" if len(strange) == 1 else f"{len(strange)} files belong"
        yield f"{number} to another account, {strange[0]} for example. Run: chown -R {own} {settings.VAR_DIR}"
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and media.stat().st_mode & 0o007:
        yield f"Every account of this machine can read uploads and reports. Run: chmod o-rwx {media}"


def _below(folder: Path) -> Iterator[Path]:
    yield from (folder, *folder.rglob("*")) if folder.exists() else ()


def disk() -> Faults:
    """Whether there is room for a year's files."""
    space = shutil.disk_usage(settings.VAR_DIR)
    if space.free < LEAST_FREE or space.free < space.total * LEAST_SHARE:
        yield f"{space.free / 1024**3:.1f} GB of {space.total / 1024**3:.0f} GB are free. Make room, or a larger disk."


LOOKED_AT: dict[str, Callable[[], Faults]] = {
    "Settings": settings_made,
    "Packages": packages,
    "Database": database,
    "Queue (Redis)": broker,
    "Mail server": mail,
    "Static files": static_files,
    "Rights of files": rights,
    "Disk": disk,
}


def look() -> Iterator[tuple[str, list[str]]]:
    """Each part of the installation with a sentence for each fault, then each part of the portal's work."""
    for title, part in LOOKED_AT.items():
        yield title, list(part())
    for name, answer in readiness()[1].items():
        # What was said above in more words is not said again.
        if TITLES[name] not in LOOKED_AT and answer != UNKNOWN:
            yield TITLES[name], [] if answer == OK else [answer]
