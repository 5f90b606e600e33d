"""National code sets as rows of a table. Pure; the files and their licences are named in data/README.md."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
CHECK = "Label to be checked against the source."


@dataclass(frozen=True)
class Code:
    """One code: its key in our tables, its words, and the group under which it is shown.

    `to_check` says what could not be read at the source yet: partners are told, readers are not.
    """

    code: str
    key: str
    label: str
    group: str
    note: str
    to_check: str = ""


def _words(*parts: str) -> str:
    """Join the parts of a label, leaving out what only repeats the part before."""
    kept: list[str] = []
    for part in parts:
        if part and (not kept or part.lower() != kept[-1].lower()):
            kept.append(part)
    return ": ".join(kept)


def _source_code(line: dict[str, str]) -> Code:
    detail, to_check = line["detail"], ""
    if detail.endswith(": check"):
        detail, to_check = f"code {line['code']}", CHECK
    return Code(line["code"], line["code"].lower(), _words(line["group"], detail), line["group"], "", to_check)


def _factor_code(line: dict[str, str]) -> Code:
    label = _words(line["label"], line["about"], line["detail"])
    return Code(line["code"], line["code"].lower(), label, line["label"], line["note"] or "")


READERS = {"cin_referral_sources.csv": _source_code, "cin_assessment_factors.csv": _factor_code}


def rows_of_code_set(name: str) -> list[Code]:
    """Every code of one of the files that we ship. Raises `KeyError` for an unknown file."""
    read = READERS[name]
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [read({key: value or "" for key, value in line.items()}) for line in csv.DictReader(file)]
