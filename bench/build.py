"""Time and peak memory of building the edition, in a process of its own, for once and for four times the content."""

import os
import re
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.steps import BASE_DIR, manage

TIMES = (1, 4)
YEAR = "2022-23"


def measure_child(command: list[str], env: Mapping[str, str], log: Path) -> tuple[float, float]:
    """Run a command; give its seconds and the most memory that it held, in MiB."""
    started = time.perf_counter()
    with log.open("wb") as output:
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)]
        pid = os.posix_spawn(command[0], command, dict(env), file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{' '.join(command)} failed: {log.read_text(errors='replace')[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def pages_of(pdf: Path) -> int:
    """Count the pages of a PDF from the largest count in its page tree."""
    counts = [int(number) for number in re.findall(rb"/Count (\d+)", pdf.read_bytes())]
    return max(counts, default=0)


def run(source: Path, env: Mapping[str, str], folder: Path) -> list[dict[str, object]]:
    """Build from copies of the example's folder, one of them with more content."""
    rows: list[dict[str, object]] = []
    for times in TIMES:
        var = folder / f"times-{times}"
        shutil.copytree(source, var)
        own = {**env, "VAR_DIR": str(var)}
        if times > 1:
            manage(
                own,
                "shell",
                "--no-imports",
                "-v",
                "0",
                "-c",
                f"from tests.growth import grow; grow(copies={times - 1})",
            )
        target = var / "files"
        command = [sys.executable, str(BASE_DIR / "manage.py"), "build_annual_report", YEAR, "--output", str(target)]
        seconds, mebibytes = measure_child(command, own, var / "build.log")
        sizes = {path.suffix[1:]: path.stat().st_size // 1024 for path in target.rglob("*") if path.is_file()}
        pdf = next(target.rglob("*.pdf"))
        rows.append(
            {
                "content": f"{times} x",
                "seconds": round(seconds, 2),
                "peak_mib": round(mebibytes),
                "pdf_pages": pages_of(pdf),
                **{f"{suffix}_kib": size for suffix, size in sorted(sizes.items())},
            }
        )
    return rows
