"""The templates of self-assessments: versioned standards. Those of the portal are files; a partnership loads its own.

A round freezes the standards that it asks, so a newer version of a file changes nothing that was opened before.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# It is part of the key by which the tracker knows an action.
MOST_OF_A_KEY = 30
FOLDER = Path(__file__).resolve().parents[2] / "data" / "assessments"


@dataclass(frozen=True)
class Standard:
    """One thing that is asked of each member. `key` stays while it is reworded; by it cycles are compared."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Template:
    """A set of standards in one version, and the law that it answers to."""

    slug: str
    version: int
    title: str
    law: str
    standards: tuple[Standard, ...]


def template_of(data: dict[str, Any]) -> Template:
    """A template from its file. Raises `ValueError` for one without standards, or with a key twice or too long."""
    standards = tuple(Standard(**one) for one in data["standards"])
    keys = [one.key for one in standards]
    if not keys or len(set(keys)) != len(keys) or max(map(len, keys)) > MOST_OF_A_KEY:
        raise ValueError(f"The template {data['slug']} needs standards with different keys of {MOST_OF_A_KEY} letters.")
    return Template(data["slug"], int(data["version"]), data["title"], data["law"], standards)


@cache
def templates_of_the_portal() -> dict[str, Template]:
    """The templates that come with the portal, by slug."""
    found = [template_of(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.slug: one for one in found}
