"""What turns a frozen record into files: templates, styles, fonts and programs, each by its hash or version.

An edition keeps what it was made with. The same record and the same workshop give the same bytes; where they do not,
what has changed since can be named.
"""

import hashlib
import importlib.metadata
import platform
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from ui.fonts import FONT_DIRECTORY

RENDER = Path(__file__).resolve().parents[1] / "document" / "render"
# Programs whose version shows in the bytes that they write.
PACKAGES = ("django", "typst", "gptables", "pandas", "xlsxwriter")
PROGRAMS = ("python", "zlib", *PACKAGES)
# Our own modules that the renderers draw on, however indirectly, below the root of the project.
DRAWN_ON = (
    "indicators/definitions/calculations.py",
    "indicators/definitions/families.py",
    "indicators/definitions/entries.py",
    "indicators/definitions/code_sets.py",
    "indicators/exports/data_table.py",
    "indicators/exports/sheets.py",
    "indicators/definitions/periods.py",
    "indicators/definitions/population_file.py",
    "indicators/definitions/cells.py",
    "indicators/definitions/values.py",
    "indicators/definitions/current.py",
    "indicators/definitions/usable.py",
    "partnership/days.py",
    "partnership/year_limits.py",
    "reports/document/authorship_notice.py",
    "reports/content/freeze.py",
    "reports/build/outputs.py",
    "reports/editions/addresses.py",
    "ui/csv_file.py",
    "ui/fonts.py",
    "ui/prose/blocks.py",
    "ui/prose/html.py",
    "ui/prose/parser.py",
    "ui/prose/reader.py",
    "ui/prose/text.py",
)


def toolchain_versions() -> dict[str, str]:
    """Each part by its name: 64 hexadecimal digits for what is ours, the version for a program."""
    return {
        "templates of the page": _hash((settings.BASE_DIR / "templates" / "reports" / "document").rglob("*.html")),
        "templates of the PDF": _hash((RENDER / "typst").rglob("*.typ")),
        "styles": _hash(
            [
                *(settings.BASE_DIR / "static" / "reports").glob("*.css"),
                settings.BASE_DIR / "static" / "ui" / "tiles.css",
            ]
        ),
        "fonts": _hash(FONT_DIRECTORY.glob("*")),
        "code that renders": _hash([*RENDER.rglob("*.py"), *(RENDER.parents[1] / "templatetags").rglob("*.py")]),
        "code that the renderers draw on": _hash(settings.BASE_DIR / path for path in DRAWN_ON),
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{package: importlib.metadata.version(package) for package in PACKAGES},
    }


def changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The parts that are not what they were, in words; a program with both versions."""
    return [
        f"{name} ({before.get(name, 'none')} then, {now.get(name, 'none')} now)" if _is_program(name) else name
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]


def _is_program(name: str) -> bool:
    return name in PROGRAMS


def _hash(paths: Iterable[Path]) -> str:
    """One hash over files, by their names and bytes."""
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        data = path.read_bytes()
        total.update(f"{path.name} {len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()
