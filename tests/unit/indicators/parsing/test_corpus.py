"""Hundreds of variants of one valid upload: none is stored wrongly, none breaks the reader, each refusal helps."""

import re

import pytest

from indicators.parsing.files import FileReading, read_file
from indicators.parsing.problems import FileProblem, Level
from tests.unit.indicators.parsing.corpus import corpus
from tests.unit.indicators.parsing.corpus_tables import EITHER, READ, REFUSE, TRUTH, Variant

VARIANTS = corpus()
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
    assert len(VARIANTS) >= 300
    assert len({one.name for one in VARIANTS}) == len(VARIANTS)
    assert sum(one.must == READ for one in VARIANTS) >= 150
    assert sum(one.must == REFUSE for one in VARIANTS) >= 80
    assert sum(one.must == EITHER for one in VARIANTS) <= 20


@pytest.mark.parametrize("variant", VARIANTS, ids=[one.name for one in VARIANTS])
def test_a_variant_is_read_as_it_was_meant_or_refused_with_advice(variant: Variant) -> None:
    reading = read_file(variant.file, variant.content, variant.form)
    refused = rejections(reading)
    for problem in refused:
        assert ADVICE.search(problem.sentence), problem.sentence
        is_about_the_file = problem.code in ("FILE-1", "TABLE-2") or problem.sheet
        assert problem.line or is_about_the_file, problem
    if not refused:
        cells, note = stored(variant, reading)
        assert cells == TRUTH or (variant.must == REFUSE and not cells)
        assert note == variant.note
    assert bool(refused) == (variant.must == REFUSE) or variant.must == EITHER, [str(one) for one in refused]
