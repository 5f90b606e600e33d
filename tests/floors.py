"""Some files must be covered whole, every branch: `python -m tests.floors` reads the last run's data."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

WHOLE = (
    "review/",
    "partnership/authorization.py",
    "indicators/definitions/calculations.py",
    "reports/content/freeze.py",
)


def shortfalls(files: dict[str, Any]) -> list[str]:
    """Say what is not covered in the files that must be, and which of them were not measured."""
    sentences = []
    for floor in WHOLE:
        matched = {name: data for name, data in files.items() if name == floor or name.startswith(floor)}
        if not matched:
            sentences.append(f"{floor}: not measured at all")
        for name, data in sorted(matched.items()):
            if not name.endswith(".py"):
                continue
            lines, branches = data["missing_lines"], data.get("missing_branches", [])
            if lines or branches:
                sentences.append(f"{name}: lines {lines} and branches {branches} were not run")
    return sentences


def main() -> int:
    """Print what is missing; exit 1 if anything is."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "-q", "--fail-under=0", "-o", str(report)]
        if subprocess.run(command, check=False).returncode != 0:
            return 1
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    sentences = shortfalls(files)
    for sentence in sentences:
        sys.stdout.write(f"{sentence}\n")
    if not sentences:
        sys.stdout.write(f"Every line and branch was run: {', '.join(WHOLE)}\n")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
