"""The lists of requirements: read from `lists/*.toml`, checked, kept as frozen data. Pure."""

import datetime
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LISTS = Path(__file__).resolve().parent / "lists"
YEAR = re.compile(r"^\d{4}-\d{2}$")

MUST = "must"
CONTENT = "content"
STRENGTHS = {MUST: "Must", "should": "Should", "good": "Good practice"}
# Only content can be looked for in the report itself; the others are worked off around and after its publication.
STAGES = {
    CONTENT: "In the report itself",
    "publication": "When it is published",
    "recipients": "Who is sent it",
    "another duty": "Another duty",
}
_HEAD = ("body", "title", "arm", "authored_by", "checked_by", "checked_on", "next_review", "requirements")
_NEEDED = ("id", "strength", "stage", "text", "citation", "source", "source_read")
_KNOWN = {*_NEEDED, "from_year", "to_year", "note"}


class RequirementsError(Exception):
    """A list cannot be used; the text names the file, the entry and what is wrong with it."""


@dataclass(frozen=True)
class Requirement:
    """One thing that is asked, in our own words. `from_year` and `to_year` are slugs, empty for no limit.

    Where `source_read` is false nobody of ours has read it at its source: it is shown with a mark and never blocks.
    """

    id: str
    strength: str
    stage: str
    text: str
    citation: str
    source: str
    source_read: bool
    from_year: str = ""
    to_year: str = ""
    note: str = ""

    @property
    def strength_words(self) -> str:
        """How strongly it is asked, for people."""
        return STRENGTHS[self.strength]

    @property
    def stage_words(self) -> str:
        """Where it is to be found, for people."""
        return STAGES[self.stage]

    @property
    def is_content(self) -> bool:
        """Whether it can be looked for in the report itself."""
        return self.stage == CONTENT

    @property
    def can_block(self) -> bool:
        """Whether a report without it is held back: demanded, of the report's content, and read at its source."""
        return self.strength == MUST and self.is_content and self.source_read

    def holds_in(self, year: str) -> bool:
        """Whether it is asked of the year with this slug, such as 2022-23."""
        return (not self.from_year or self.from_year <= year) and (not self.to_year or year <= self.to_year)


@dataclass(frozen=True)
class RequirementList:
    """What is asked of one body. `arm` is the slug of the partnership's arm that the body is."""

    body: str
    title: str
    arm: str
    authored_by: str
    checked_by: str
    checked_on: datetime.date
    next_review: datetime.date
    requirements: tuple[Requirement, ...]

    def for_year(self, year: str) -> tuple[Requirement, ...]:
        """Those that are asked of the year, in the order of the list."""
        return tuple(requirement for requirement in self.requirements if requirement.holds_in(year))


def parse_list(data: dict[str, Any], name: str) -> RequirementList:
    """Make a list from parsed TOML. Raises `RequirementsError` naming the file and the entry."""
    missing = [key for key in _HEAD if not data.get(key)]
    if missing:
        raise RequirementsError(f"{name}: {', '.join(missing)} is missing.")
    extra = sorted(set(data) - set(_HEAD))
    if extra:
        raise RequirementsError(f"{name}: {', '.join(extra)} is not known.")
    for key in ("checked_on", "next_review"):
        if not isinstance(data[key], datetime.date):
            raise RequirementsError(f"{name}: {key} is a date, written 2026-11-22 without quotation marks.")
    return RequirementList(
        **{**data, "requirements": tuple(_requirement(entry, name) for entry in data["requirements"])}
    )


def _requirement(entry: dict[str, Any], name: str) -> Requirement:
    where = f"{name}, {entry.get('id', 'an entry without an id')}"
    missing = [key for key in _NEEDED if entry.get(key) in (None, "")]
    extra = sorted(set(entry) - _KNOWN)
    if missing or extra:
        raise RequirementsError(
            f"{where}: missing {', '.join(missing) or 'nothing'}; not known {', '.join(extra) or 'nothing'}."
        )
    if entry["strength"] not in STRENGTHS:
        raise RequirementsError(f"{where}: the strength is one of {', '.join(STRENGTHS)}.")
    if entry["stage"] not in STAGES:
        raise RequirementsError(f"{where}: the stage is one of {', '.join(STAGES)}.")
    if not isinstance(entry["source_read"], bool):
        raise RequirementsError(f"{where}: source_read is true or false.")
    for key in ("from_year", "to_year"):
        if key in entry and not YEAR.match(entry[key]):
            raise RequirementsError(f"{where}: {key} is a year, written 2022-23.")
    return Requirement(**entry)


def load_lists(folder: Path) -> tuple[RequirementList, ...]:
    """Read every list of the folder, by the names of its files. Raises `RequirementsError` where two share an id."""
    lists = []
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise RequirementsError(f"{path.name}: this is not valid TOML: {error}.") from error
        lists.append(parse_list(data, path.name))
    _once(requirement.id for one in lists for requirement in one.requirements)
    return tuple(lists)


def _once(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise RequirementsError(f"{one} appears twice: each id must be unique.")
        seen.add(one)


@cache
def requirement_lists() -> tuple[RequirementList, ...]:
    """The lists of the tree, read once. The adults' board comes first: its list alone is law to the letter."""
    order = ("SAB", "children", "CSP")
    return tuple(sorted(load_lists(LISTS), key=lambda one: order.index(one.body) if one.body in order else len(order)))


def find_requirement(requirement_id: str) -> Requirement | None:
    """The requirement with this id; None where no list has it."""
    return next((one for each in requirement_lists() for one in each.requirements if one.id == requirement_id), None)
