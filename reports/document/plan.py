"""The editor's plan of a report: the order of its sections, their introductions, and what is left out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.content import Section
from reports.content.prose import plain

# These stay in every report. `priorities` and `figures` are what a reader comes for, and "nothing was reported" is news
# too; `reading` explains the symbols in the figures and `quality` their limits, so they go with them; `notes` names
# the sources and licences; `help` says whom to call; `completeness` is where a reader learns what was left out.
NEVER_LEFT_OUT = frozenset({"priorities", "figures", "reading", "quality", "notes", "help", "completeness"})


@dataclass(frozen=True)
class Choice:
    """What an editor chose for one section. It is left out where `reason` says why."""

    key: str
    position: int
    introduction: str = ""
    reason: str = ""


def ordered(keys: Sequence[str], choices: Iterable[Choice]) -> list[str]:
    """The keys as the editor placed them. One that was never placed comes after the one that it usually follows."""
    known = set(keys)
    placed = [choice.key for choice in sorted(choices, key=lambda one: (one.position, one.key)) if choice.key in known]
    for index, key in enumerate(keys):
        if key not in placed:
            before = [placed.index(one) for one in keys[:index]]
            placed.insert(max(before[-1:], default=-1) + 1, key)
    return placed


def moved(keys: Sequence[str], key: str, by: int) -> list[str]:
    """The keys with one of them further up (-1) or down (1); at the end of the list it stays where it is."""
    new = list(keys)
    index = new.index(key)
    target = min(max(index + by, 0), len(new) - 1)
    new.insert(target, new.pop(index))
    return new


def arrange(made: Mapping[str, Section | None], choices: Sequence[Choice]) -> tuple[Section, ...]:
    """The sections that were made, ordered, introduced and left out as the editor chose."""
    by_key = {choice.key: choice for choice in choices}
    sections = []
    for key in ordered(list(made), choices):
        section, choice = made[key], by_key.get(key)
        if section is None or (choice is not None and choice.reason and key not in NEVER_LEFT_OUT):
            continue
        if choice is not None and choice.introduction:
            section = replace(section, introduction=(*plain(choice.introduction), *section.introduction))
        sections.append(section)
    return tuple(sections)
