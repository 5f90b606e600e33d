"""What makes this partnership this one: read from a single TOML file, so that another starts by writing its own."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ArmProfile:
    """One statutory arm of the partnership, such as safeguarding adults."""

    slug: str
    name: str


@dataclass(frozen=True)
class AreaProfile:
    """An area whose figures are shown: the partnership's own, or one to compare with."""

    slug: str
    name: str
    code: str
    kind: str


@dataclass(frozen=True)
class Contact:
    """Where someone who is worried can turn to; `telephone` may be empty where only an address is known."""

    label: str
    telephone: str = ""
    note: str = ""
    hours: str = ""
    url: str = ""

    @property
    def dial(self) -> str:
        """The telephone number as a `tel:` address takes it: digits only."""
        return "".join(character for character in self.telephone if character.isdigit() or character == "+")


@dataclass(frozen=True)
class Colours:
    """The look: hexadecimal colours. `brand` carries white text, so its contrast with white is at least 4.5:1."""

    brand: str = "#12436D"
    accent: str = "#28A197"


@dataclass(frozen=True)
class KeptFor:
    """One kind of record, and how long it is kept, in words: “Accounts”, “two years after they are closed”."""

    what: str
    how_long: str


@dataclass(frozen=True)
class Privacy:
    """Who answers for personal data. What is left out is said to be not named yet."""

    controller: str = ""
    officer: str = ""
    officer_email: str = ""
    retention: tuple[KeptFor, ...] = ()


@dataclass(frozen=True)
class Credit:
    """Somebody whose work is used, with the licence that asks for the mention."""

    text: str
    licence: str = ""
    url: str = ""


@dataclass(frozen=True)
class Profile:
    """One partnership in words.

    `neighbour_set` is the slug of the dated set of statistical neighbours in use; empty where rates are published
    without neighbours.
    """

    name: str
    short_name: str
    council: str
    force: str
    area: AreaProfile
    benchmarks: tuple[AreaProfile, ...]
    arms: tuple[ArmProfile, ...]
    contacts: tuple[Contact, ...]
    colours: Colours = field(default_factory=Colours)
    privacy: Privacy = field(default_factory=Privacy)
    credits: tuple[Credit, ...] = ()
    neighbour_set: str = ""
    exit_url: str = "https://www.bbc.co.uk/weather"
    email: str = ""


class ProfileError(Exception):
    """The partnership's file cannot be used; the text says which entry is wrong."""


def _luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` by WCAG 2.2, from 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of `#RRGGBB` against white by WCAG 2.2: 1 (none) to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _colours(entry: dict[str, Any]) -> Colours:
    colours = Colours(**entry)
    for key in ("brand", "accent"):
        value = getattr(colours, key)
        if len(value) != 7 or value[0] != "#" or not all(c in "0123456789abcdefABCDEF" for c in value[1:]):
            raise ProfileError(f"colours.{key} is {value!r}: use # and 6 hexadecimal digits.")
    if contrast_with_white(colours.brand) < 4.5:
        raise ProfileError(
            f"colours.brand {colours.brand} is too light for white text. Select a colour with a contrast of at "
            "least 4.5:1."
        )
    return colours


def _privacy(entry: dict[str, Any]) -> Privacy:
    rest = {key: value for key, value in entry.items() if key != "retention"}
    return Privacy(**rest, retention=tuple(KeptFor(**item) for item in entry.get("retention", [])))


def parse_profile(data: dict[str, Any]) -> Profile:
    """Make a profile from parsed TOML. Raises `ProfileError` naming the entry that is missing or unknown."""
    try:
        entry = dict(data["partnership"])
        return Profile(
            **entry,
            area=AreaProfile(**data["area"]),
            benchmarks=tuple(AreaProfile(**item) for item in data.get("benchmarks", [])),
            arms=tuple(ArmProfile(**item) for item in data["arms"]),
            contacts=tuple(Contact(**item) for item in data["contacts"]),
            colours=_colours(data.get("colours", {})),
            privacy=_privacy(data.get("privacy", {})),
            credits=tuple(Credit(**item) for item in data.get("credits", [])),
        )
    except KeyError as error:
        raise ProfileError(f"The entry {error} is missing.") from error
    except TypeError as error:
        raise ProfileError(f"An entry is missing or unknown: {error}.") from error


def load_profile(path: Path) -> Profile:
    """Read the partnership's file. Raises `ProfileError` with the file's name and what is wrong in it."""
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
        return parse_profile(data)
    except FileNotFoundError as error:
        raise ProfileError(f"{path} does not exist: set PARTNERSHIP_FILE to your partnership's file.") from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path} is not valid TOML: {error}.") from error
    except ProfileError as error:
        raise ProfileError(f"{path}: {error}") from error
