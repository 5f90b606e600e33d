"""What changed between two snapshots: pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NAMES = ("label", "title", "key", "slug")


@dataclass(frozen=True)
class Change:
    """One difference. `before` or `after` is empty where the thing was not there."""

    where: str
    before: str
    after: str


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every value that differs, with its place in words, in the order of the newer snapshot, then what went."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    places = list(new) + [place for place in old if place not in new]
    return [
        Change(place, old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place, "") != new.get(place, "")
    ]


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every single value with its place, such as `Boxes, Key facts: text`."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, _join(place, _words(str(key))))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, item in enumerate(value, start=1):
            yield from _leaves(item, _join(place, _name_of(item, number)))
    else:
        yield place, _text(value)


def _name_of(item: Any, number: int) -> str:
    if isinstance(item, Mapping):
        for key in _NAMES:
            if item.get(key):
                return str(item[key])
    return str(number)


def _join(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name[:1].upper() + name[1:]


def _words(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
