"""A report as the checks read it: its sections as plain data, the same whether just made or frozen years ago. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reports.content import Section
from reports.impact.grades import COUNTED, TABLE_OF_GRADES, Grade

OWN = "completeness"


@dataclass(frozen=True)
class ReportView:
    """Sections by their anchors. The section on completeness itself is not among them: it is made from the others."""

    sections: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether the section is in the report."""
        return key in self.sections

    def where(self, anchor: str) -> str:
        """The place of an anchor in words: its section, and its own title; empty where the report has no such place."""
        return self.places.get(anchor, "")

    def anchors(self) -> list[tuple[str, str]]:
        """Every place that an answer may point to, with its words, in the order of the report."""
        return list(self.places.items())

    def parts(self, key: str) -> int:
        """How many parts a narrative section has."""
        return len(self.sections.get(key, {}).get("parts", ()))

    def actions(self) -> list[Mapping[str, Any]]:
        """Every action that the report tells."""
        return [
            action
            for priority in self.priorities()
            for commitment in priority["commitments"]
            for action in commitment["actions"]
        ]

    def priorities(self) -> list[Mapping[str, Any]]:
        """The priorities of the plan."""
        return list(self.sections.get("priorities", {}).get("priorities", ()))

    def planned(self) -> int:
        """Actions that the plan holds, reported on or not."""
        return sum(priority["planned"] for priority in self.priorities())

    def reported(self) -> int:
        """Actions with an approved report."""
        return sum(priority["reported"] for priority in self.priorities())

    def with_impact(self) -> int:
        """Actions whose evidence says what changed for people."""
        return sum(priority["with_impact"] for priority in self.priorities())

    def grades(self) -> dict[Grade, int]:
        """How many actions have a claim of each grade as their best, as the report itself counts them."""
        tables = [
            table for part in self.sections.get("impact", {}).get("parts", ()) for table in part.get("tables", ())
        ]
        rows = [row[2:] for table in tables if table["anchor"] == TABLE_OF_GRADES for row in table["rows"]]
        return {grade: sum(int(row[place]) for row in rows) for place, grade in enumerate(COUNTED)}

    def evidence(self) -> dict[str, int]:
        """How many actions rest on each kind of evidence, in the words of the report."""
        found: dict[str, int] = {}
        for action in self.actions():
            found[action["evidence"]] = found.get(action["evidence"], 0) + 1
        return found


def view_of(sections: Iterable[Section]) -> ReportView:
    """See sections that were just made."""
    return view_of_frozen(asdict(section) for section in sections)


def view_of_frozen(sections: Iterable[Mapping[str, Any]]) -> ReportView:
    """See the sections of a frozen report."""
    kept = [section for section in sections if section["anchor"] != OWN]
    places: dict[str, str] = {}
    for section in kept:
        for anchor, title in _anchored(section):
            places.setdefault(
                anchor, section["title"] if anchor == section["anchor"] else f"{section['title']}: {title}"
            )
    return ReportView({section["anchor"]: section for section in kept}, places)


def _anchored(value: Any) -> Iterator[tuple[str, str]]:
    """Every anchor below a value, with the title beside it, in their order."""
    if isinstance(value, Mapping):
        if value.get("anchor"):
            yield value["anchor"], str(value.get("title", ""))
        for item in value.values():
            yield from _anchored(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _anchored(item)
