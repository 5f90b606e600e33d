"""`make sbom`: a list of all that a production installs, as CycloneDX, for programs that look for known faults.

Packages come from the lock, with the licence and the needs that their metadata say; beside them what the tree carries
itself. Two runs over the same tree give the same bytes.
"""

import json
import re
import sys
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from packaging.utils import canonicalize_name

from tests.architecture.locks import BASE_DIR, Pin, needs_of, pins_of

# What is in the tree and no package: name, version, licence, where it is from.
CARRIED = (
    (
        "govuk-frontend",
        "",
        "MIT",
        "https://github.com/alphagov/govuk-frontend",
        "static/ui/vendor/govuk-frontend.min.css",
    ),
    (
        "Atkinson Hyperlegible Next",
        "",
        "OFL-1.1",
        "https://www.brailleinstitute.org/freefont/",
        "static/ui/fonts/OFL.txt",
    ),
)


def bill() -> dict[str, Any]:
    """The whole list, as CycloneDX 1.6."""
    pins = pins_of("base")
    project = {"type": "application", "bom-ref": "bcssp-portal", "name": "bcssp-portal"}
    graph = [{"ref": _ref(pin), "dependsOn": _needs(pin, pins)} for pin in pins]
    body: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": project | {"licenses": [{"license": {"id": "MIT"}}]}},
        "components": [*(_package(pin) for pin in pins), *(_carried(*one) for one in CARRIED)],
        "dependencies": [{"ref": "bcssp-portal", "dependsOn": sorted(_ref(pin) for pin in pins)}, *graph],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {**body, "serialNumber": serial.urn}


def _ref(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _needs(pin: Pin, pins: list[Pin]) -> list[str]:
    """Which packages of the lock it asks for. Nothing is known of those that this machine does not need."""
    try:
        wanted = {canonicalize_name(need.name) for need in needs_of(pin.name)}
    except PackageNotFoundError:
        wanted = set()
    return sorted(_ref(one) for one in pins if one.name in wanted)


def _package(pin: Pin) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": _ref(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _ref(pin),
        "scope": "required" if pin.is_for_this_machine else "optional",
    }
    if said := _licence(pin.name):
        found["licenses"] = [{"license": {"name": said}}]
    return found


def _licence(name: str) -> str:
    """The licence in a line, as the package says it; empty where it is not installed or says nothing."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")
    ]
    text = said.get("License-Expression") or ", ".join(classifiers) or said.get("License") or ""
    return str(text).strip().partition("\n")[0][:200]


def _carried(name: str, version: str, licence: str, address: str, path: str) -> dict[str, Any]:
    text = (BASE_DIR / path).read_text(encoding="utf-8")
    named = re.search(r"--govuk-frontend-version:\s*\"([\d.]+)\"", text)
    return {
        "type": "library",
        "bom-ref": path,
        "name": name,
        "version": version or (named[1] if named else "unknown"),
        "licenses": [{"license": {"id": licence}}],
        "externalReferences": [{"type": "website", "url": address}],
    }


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
