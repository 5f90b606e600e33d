"""The locks go in with the pip of Debian 12 and with the newest, whatever else the package index has come to offer.

The packages are made up, of the same names, versions and relations, but empty. A folder takes the index's place.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from packaging.version import Version

from tests.architecture.locks import BASE_DIR, asked_for_with_extras, make_index, pins_of, write_wheel

INSTALL = BASE_DIR / ".ci" / "install-lock"
OLDEST_PIP = "23.0.1"
OLDEST_PIP_SHA256 = "236bcb61156d76c4b8a05821b988c7b8c35bf0da28a4b614e8d6ab5212c25c6f"
# The one that the lock for development brings: it grows with every upgrade of the locks.
NEWEST_PIP = version("pip")


@pytest.fixture(scope="module")
def locks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both locks with the hashes of the made-up packages, each in a folder beside those packages and newer ones."""
    made = {}
    for name in ("base", "dev"):
        folder = tmp_path_factory.mktemp(name)
        pins = pins_of(name)
        newer = asked_for_with_extras(pins)
        assert {"kombu"} <= newer if name == "base" else {"kombu", "coverage"} <= newer
        made[name] = folder / f"{name}.txt"
        made[name].write_text(make_index(pins, folder, newer), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def pips(pytestconfig: pytest.Config, locks: dict[str, Path]) -> dict[str, Path]:
    """The wheels of both pips. The old one is fetched once and kept in pytest's cache."""
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("pip")
    old = kept / f"pip-{OLDEST_PIP}-py3-none-any.whl"
    if not old.exists() or hashlib.sha256(old.read_bytes()).hexdigest() != OLDEST_PIP_SHA256:
        wanted = kept / "wanted.txt"
        wanted.write_text(f"pip=={OLDEST_PIP} --hash=sha256:{OLDEST_PIP_SHA256}\n", encoding="utf-8")
        asked = ["download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(wanted)]
        subprocess.run([sys.executable, "-m", "pip", *asked, "--dest", str(kept)], check=True, capture_output=True)
    return {"oldest": old, "newest": locks["dev"].parent / f"pip-{NEWEST_PIP}-py3-none-any.whl"}


def environment(folder: Path, pip: Path) -> Path:
    """An empty environment with one pip in it; its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    with zipfile.ZipFile(pip) as archive:
        archive.extractall(packages_in(folder))
    return folder / "bin" / "python"


def packages_in(folder: Path) -> Path:
    return next(folder.glob("lib/python*/site-packages"))


def installed_in(folder: Path) -> dict[str, str]:
    return {one.name: one.version for one in distributions(path=[str(packages_in(folder))])}


def run(command: list[object], index: Path, folder: Path = BASE_DIR) -> subprocess.CompletedProcess[str]:
    """Run a command whose pip knows no index but a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    own = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_NO_COMPILE": "1"}
    return subprocess.run(
        [str(part) for part in command], cwd=folder, env=kept | own, capture_output=True, text=True, check=False
    )


def test_the_newest_pip_is_newer() -> None:
    assert Version(NEWEST_PIP) > Version("25")


@pytest.mark.parametrize("pip", ["oldest", "newest"])
@pytest.mark.parametrize("lock", ["base", "dev"])
def test_lock_is_installed_whole(
    lock: str, pip: str, locks: dict[str, Path], pips: dict[str, Path], tmp_path: Path
) -> None:
    python = environment(tmp_path / "venv", pips[pip])

    done = run([INSTALL, python, locks[lock]], locks[lock].parent)

    assert done.returncode == 0, done.stdout + done.stderr
    own = {"pip": OLDEST_PIP if pip == "oldest" else NEWEST_PIP}
    assert installed_in(tmp_path / "venv") == own | {
        pin.name: pin.version for pin in pins_of(lock) if pin.is_for_this_machine
    }


def test_lock_is_refused_where_pip_may_choose_versions(
    locks: dict[str, Path], pips: dict[str, Path], tmp_path: Path
) -> None:
    """In the lock for production nothing is asked for with extras at present; any upgrade may change that."""
    python = environment(tmp_path / "venv", pips["oldest"])
    text = INSTALL.read_text(encoding="utf-8")
    resolving = tmp_path / "install-lock"
    resolving.write_text(text.replace(" --no-deps", ""), encoding="utf-8")

    done = run(["bash", resolving, python, locks["dev"]], locks["dev"].parent)

    assert "--no-deps" in text
    assert done.returncode == 1
    assert "all requirements must have their versions pinned with ==" in done.stderr


def lock_of_two(folder: Path, first: str, second: str, needed: str) -> str:
    """A lock of two packages, the first of which asks for a version of the second."""
    one = write_wheel(folder, "made-up-first", first, [f"Requires-Dist: made-up-second{needed}"], {})
    other = write_wheel(folder, "made-up-second", second, [], {})
    return f"made-up-first=={first} --hash=sha256:{one}\nmade-up-second=={second} --hash=sha256:{other}\n"


def test_packages_that_do_not_fit_together_are_told(pips: dict[str, Path], tmp_path: Path) -> None:
    python = environment(tmp_path / "venv", pips["newest"])
    lock = tmp_path / "lock.txt"
    lock.write_text(lock_of_two(tmp_path, "1.0", "1.0", ">=2"), encoding="utf-8")

    done = run([INSTALL, python, lock], tmp_path)

    assert done.returncode == 3
    assert "made-up-second" in done.stdout


def test_set_up_installs_once_and_again_when_the_lock_changes(pips: dict[str, Path], tmp_path: Path) -> None:
    tree, index = tmp_path / "tree", tmp_path / "index"
    environment(tree / ".venv", pips["newest"])
    shutil.copytree(BASE_DIR / ".ci", tree / ".ci")
    index.mkdir()
    lock = tree / "requirements" / "base.txt"
    lock.parent.mkdir()
    lock.write_text(lock_of_two(index, "1.0", "1.0", "==1.0"), encoding="utf-8")
    set_up: list[object] = [tree / ".ci" / "setup", "base"]

    first = run(set_up, index, tree)
    second = run(set_up, index, tree)
    # The first package is in the lock no longer; left where it is, it would want the old version of the second.
    lock.write_text(lock_of_two(index, "2.0", "2.0", "==2.0").splitlines()[1], encoding="utf-8")
    third = run(set_up, index, tree)

    assert [done.returncode for done in (first, second, third)] == [0, 0, 0], first.stderr + third.stderr
    assert "Installing the 2 Python packages of requirements/base.txt" in first.stdout
    assert second.stdout == second.stderr == ""
    assert "does not fit" in third.stdout
    assert installed_in(tree / ".venv").items() >= {("made-up-second", "2.0")}
    assert "made-up-first" not in installed_in(tree / ".venv")
