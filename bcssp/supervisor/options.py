"""What the supervisor was asked for: the command's words and the environment."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bcssp.supervisor.places import SetupError

MODES = ("run", "example", "found")
BASE_DIR = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Options:
    """One start of the portal."""

    mode: str
    var: Path
    port: int
    password: str
    env: Mapping[str, str]

    @property
    def serves(self) -> bool:
        """Whether the portal goes on until it is stopped."""
        return self.mode == "run"

    @property
    def address(self) -> str:
        """Where a browser finds the portal."""
        return f"http://127.0.0.1:{self.port}/"


def read_options(arguments: list[str], environment: Mapping[str, str]) -> Options:
    """Read what the supervisor was asked for, or say what is wrong with it."""
    if len(arguments) != 1 or arguments[0] not in MODES:
        raise SetupError("Usage: python -m bcssp.supervisor run|example|found")
    text = environment.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SetupError(f"PORT must be a number from 1 to 65535, not “{text}”.")
    var = Path(environment.get("VAR_DIR") or "var")
    return Options(
        mode=arguments[0],
        var=var if var.is_absolute() else BASE_DIR / var,
        port=int(text),
        password=environment.get("EXAMPLE_PASSWORD") or secrets.token_urlsafe(9),
        env=environment,
    )
