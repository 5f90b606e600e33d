"""How files of national open data are laid out: their headings, areas, periods and symbols. Pure."""

import re
from collections.abc import Mapping, Sequence

from indicators.parsing.national_mapping import EES, SAC
from indicators.parsing.state_words import squeezed

HEADINGS = {EES: {"time_period", "time_identifier", "geographic_level"}, SAC: {"table_reference", "la_code", "value"}}
# Of the file that describes the columns of another, which is downloaded with it.
DESCRIPTION = {"col_name", "col_type", "label"}
# Where the codes and the names of areas stand, the narrowest first.
AREA_CODES = {EES: ("new_la_code", "old_la_code", "region_code", "country_code"), SAC: ("ons_code",)}
AREA_NAMES = {EES: ("la_name", "region_name", "country_name"), SAC: ("la_name",)}
AUTHORITY, REGION, COUNTRY = (
    ("new_la_code", "old_la_code", "la_name"), ("region_code", "region_name"), ("country_code", "country_name"),
)  # fmt: skip
LEVELS = {
    **dict.fromkeys(("local authority", "la"), AUTHORITY),
    **dict.fromkeys(("regional", "region"), REGION),
    **dict.fromkeys(("national", "country"), COUNTRY),
}
ALWAYS = {
    *("time_period", "time_identifier", "geographic_level"),
    *(name for names in (*AREA_CODES.values(), *AREA_NAMES.values()) for name in names),
}
SUPPRESSED = "suppressed by the source"
SYMBOLS = {
    "c": f"[x]: {SUPPRESSED}",
    "*": f"[x]: {SUPPRESSED}",
    "<5": f"[x]: {SUPPRESSED}, fewer than 5",
    "x": "[x]: not available in the source",
    ":": "[x]: not available in the source",
    "z": "[z]",
    ".": "[z]",
    "low": "[x]: rounds to zero in the source, but is not zero",
    "k": "[x]: rounds to zero in the source, but is not zero",
    "u": "[x]: too unreliable to be published by the source",
}
NOT_IN_FILE = "[x]: not in the published file"
ROUNDED = "The source rounds numbers to the nearest 5 and suppresses those below 5."
YEARS = re.compile(r"(?P<start>20[0-9]{2})(?:[/-](?:20)?)?(?P<end>[0-9]{2})")
PER_PERIOD = {
    "financial year": "",
    "financial year q1-q4": "",
    "financial year q1-q2": "h1",
    "financial year q3-q4": "h2",
    **{f"financial year q{number}": f"q{number}" for number in range(1, 5)},
}

Line = Mapping[str, str]


def layout_of(headings: Sequence[str]) -> str:
    """Which national layout has these headings; empty where none has."""
    found = {squeezed(one) for one in headings}
    return next((layout for layout, needed in HEADINGS.items() if needed <= found), "")


def area_said(text: str) -> str:
    """The name or the code of an area as it is compared: “&” is “and”."""
    return squeezed(text.replace("&", " and "))


def is_rounded(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers of a table, behind its codes, can have been rounded to 5: one that is none shows it."""
    numbers = [cell.replace(",", "") for _code, *cells in rows for cell in cells]
    return all(not number.isdigit() or int(number) % 5 == 0 for number in numbers)


def period_of(line: Line) -> str:
    """The slug of the period of a line: a financial year or its quarter, or the year that ends on 31 March."""
    identifier, code = squeezed(line.get("time_identifier", "")), line.get("time_period", "").strip()
    years = YEARS.fullmatch(code)
    if years is not None and identifier in PER_PERIOD:
        return "-".join(filter(None, (f"{years['start']}-{years['end']}", PER_PERIOD[identifier])))
    if identifier == "reporting year" and re.fullmatch(r"20[0-9]{2}", code):
        return f"{int(code) - 1}-{code[2:]}"
    return ""


def said_period(line: Line) -> str:
    """The period of a line in the words of the file."""
    return f"{line.get('time_identifier', '').strip()} {line.get('time_period', '').strip()}".strip()
