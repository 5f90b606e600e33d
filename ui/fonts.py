"""The one open font (SIL Open Font License) that pages, charts and the report share, so that all machines draw alike."""

from pathlib import Path

FONT_FAMILY = "Atkinson Hyperlegible Next"
FONT_DIRECTORY = Path(__file__).resolve().parent.parent / "static" / "ui" / "fonts"
