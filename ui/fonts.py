"""The one open font of pages, charts and PDF: shipped with the project, so every machine draws the same."""

from pathlib import Path
from typing import Final

FONT_FAMILY: Final = "Atkinson Hyperlegible Next"

# Static TrueType files (400 and 700, upright and italic) for what typesets; pages use the WOFF2 beside them.
FONT_DIRECTORY: Final = Path(__file__).resolve().parent.parent / "static" / "ui" / "fonts"
