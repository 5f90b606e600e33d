"""The locks in `requirements/`, and an index of tiny made-up packages with the names and relations of the real ones."""

import base64
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

BASE_DIR = Path(__file__).resolve().parents[2]
LOCK_LINE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)
NO_FILE = "0" * 64


@dataclass(frozen=True)
class Pin:
    """One version of one package, on the machines that its marker names."""

    name: str
    version: str
    marker: str = ""

    @property
    def is_for_this_machine(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def pins_of(lock: str) -> list[Pin]:
    """The pins of a lock, such as `base`."""
    text = (BASE_DIR / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return [Pin(one["name"], one["version"], one["marker"] or "") for one in LOCK_LINE.finditer(text)]


def needs_of(name: str) -> list[Requirement]:
    """What an installed package asks for."""
    return [Requirement(text) for text in distribution(name).requires or []]


def asked_for_with_extras(pins: Iterable[Pin]) -> set[str]:
    """The packages of a lock that another one of them asks for with extras."""
    needs = [need for pin in pins if pin.is_for_this_machine for need in needs_of(pin.name)]
    return {canonicalize_name(need.name) for need in needs if need.extras} & {pin.name for pin in pins}


def write_wheel(folder: Path, name: str, version: str, metadata: Iterable[str], files: Mapping[str, bytes]) -> str:
    """Write a wheel; its SHA-256. `metadata` are further lines of METADATA."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata]
    wheel = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    packed = {**files, f"{info}/METADATA": "\n".join(lines).encode() + b"\n", f"{info}/WHEEL": wheel.encode()}
    record = io.StringIO()
    for path, content in packed.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        csv.writer(record).writerow([path, f"sha256={digest}", len(content)])
    csv.writer(record).writerow([f"{info}/RECORD", "", ""])
    made = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in {**packed, f"{info}/RECORD": record.getvalue().encode()}.items():
            archive.writestr(path, content)
    return hashlib.sha256(made.read_bytes()).hexdigest()


def _files_of(installed: Distribution) -> dict[str, bytes]:
    """The modules of an installed package, without its programs and what Python made of them."""
    paths = [path for path in installed.files or [] if not {"..", "__pycache__"} & set(path.parts)]
    return {str(path): path.read_binary() for path in paths if not path.parts[0].endswith(".dist-info")}


def _wheel_like(pin: Pin, folder: Path) -> str:
    """Write a wheel that asks for what the real package asks for, and holds nothing; pip alone is whole."""
    real = distribution(pin.name)
    relations = [
        *(f"Provides-Extra: {extra}" for extra in real.metadata.get_all("Provides-Extra") or []),
        *(f"Requires-Dist: {text}" for text in real.requires or []),
    ]
    # Installing the lock may replace the pip that installs it: the new one must work.
    files = _files_of(real) if pin.name == "pip" else {}
    return write_wheel(folder, pin.name, pin.version, relations, files)


def make_index(pins: Iterable[Pin], folder: Path, newer: Iterable[str]) -> str:
    """Fill a folder with wheels of what is pinned, and of a newer version of some; the lock with their hashes."""
    hashes = {pin: _wheel_like(pin, folder) if pin.is_for_this_machine else NO_FILE for pin in pins}
    for name in newer:
        version = next(pin.version for pin in hashes if pin.name == name and pin.is_for_this_machine)
        _wheel_like(Pin(name, f"{Version(version).base_version}.1"), folder)
    return "".join(
        f"{pin.name}=={pin.version}{f' ; {pin.marker}' if pin.marker else ''} \\\n    --hash=sha256:{digest}\n"
        for pin, digest in hashes.items()
    )
