"""Mappings of published files that come with the portal, so that nobody has to write them. Pure."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.parsing.national_mapping import NationalMapping
from indicators.parsing.state_words import squeezed

LAYOUTS_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class ReadyLayout:
    """A file as its publisher names it, the editions that have these headings, and where they were read."""

    key: str
    file: str
    editions: str
    source: str
    mapping: NationalMapping

    @property
    def title(self) -> str:
        """As the coordinator chooses it."""
        return f"{self.file} ({self.editions})"


@cache
def ready_layouts() -> tuple[ReadyLayout, ...]:
    """Every mapping that comes with the portal, in the order of its file; read once."""
    found = tomllib.loads(LAYOUTS_FILE.read_text(encoding="utf-8"))["layouts"]
    return tuple(
        ReadyLayout(
            one["key"],
            one["file"],
            one["editions"],
            one["source"],
            NationalMapping(
                one["family"], one["layout"], one.get("columns", {}), one.get("filters", {}), one.get("rows", {})
            ),
        )
        for one in found
    )


def ready_layout(key: str) -> ReadyLayout | None:
    """The mapping of this name; None where there is none."""
    return next((one for one in ready_layouts() if one.key == key), None)


def fitting(layout: str, headings: set[str], families: Sequence[str]) -> Iterator[ReadyLayout]:
    """The mappings by which a file with these headings could be read for one of the families (slugs)."""
    for one in ready_layouts():
        needed = {squeezed(name) for name in one.mapping.headings()}
        if one.mapping.layout == layout and one.mapping.family in families and needed <= headings:
            yield one
