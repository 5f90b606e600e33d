"""Hundreds of variants of one valid upload: none is stored wrongly, none breaks the reader, each refusal helps."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indicators.parsing.file_problems import FileProblem, Level
from indicators.parsing.files import FileReading, read_file
from tests.unit.indicators.parsing.corpus import CORPUS, corpus
from tests.unit.indicators.parsing.corpus_tables import EITHER, NOTE, READ, REFUSE, TRUTH, Variant

# A refusal tells its reader to do something.
ADVICE = re.compile(
    r"\b(?:enter|remove|correct|clear|save|open|upload|use|check|give|show|add|start|change|type|write|delete|swap|"
    r"copy|export|put|must be|keep)\b",
    re.IGNORECASE,
)


def rejections(reading: FileReading) -> list[FileProblem]:
    return [one for one in reading.parsed.problems if one.level is Level.REJECTED]


def stored(variant: Variant, reading: FileReading) -> tuple[dict[tuple[str, str], object], str]:
    """What would be stored of the two windows."""
    found = reading.parsed.families.get("windows")
    return ({}, "") if found is None else ({cell: one.number for cell, one in found.cells.items()}, found.note)


def test_there_are_hundreds_of_them() -> None:
    variants = [one for part in CORPUS for one in corpus(part)]
    assert len(variants) >= 950
    assert len({one.name for one in variants}) == len(variants)
    assert sum(one.must == READ for one in variants) >= 150
    assert sum(one.must == REFUSE for one in variants) >= 80
    assert sum(one.must == EITHER for one in variants) <= 20


def what_is_wrong_with(variant: Variant) -> Iterator[object]:
    """What keeps a variant from being read as it was meant, or refused with advice."""
    reading = read_file(variant.file, variant.content, variant.form)
    refused = rejections(reading)
    for problem in refused:
        if not ADVICE.search(problem.sentence):
            yield problem.sentence
        is_about_the_file = problem.code in ("FILE-1", "TABLE-2") or problem.sheet
        # A column that is missing has no cell.
        names_cell = bool(problem.line and problem.column) or problem.sentence.count("is missing")
        if not (names_cell or (is_about_the_file and not problem.line)):
            yield problem
    if not refused:
        cells, note = stored(variant, reading)
        if cells != TRUTH and (variant.must != REFUSE or cells):
            yield cells
        if note != variant.note:
            yield note
    if bool(refused) != (variant.must == REFUSE) and variant.must != EITHER:
        yield f"must be {variant.must}", [str(one) for one in refused]


@pytest.mark.parametrize("part", CORPUS)
def test_every_variant_is_read_as_it_was_meant_or_refused_with_advice(part: str) -> None:
    wrong = {one.name: found for one in corpus(part) if (found := list(what_is_wrong_with(one)))}
    assert wrong == {}


def test_what_is_wrong_with_a_variant_is_said() -> None:
    plain = next(one for one in corpus("ways of saving") if one.must == READ)
    assert list(what_is_wrong_with(plain)) == []
    assert list(what_is_wrong_with(replace(plain, must=REFUSE))) == [("must be refuse", [])]
    assert list(what_is_wrong_with(replace(plain, note="Another note."))) == [NOTE]
    others = plain.content.replace(b"1116", b"1117")
    assert len(list(what_is_wrong_with(replace(plain, content=others)))) == 1
