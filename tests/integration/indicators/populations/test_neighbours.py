"""Sets of statistical neighbours from a file, at any time: all of it, or a sentence and nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators.definitions.comparison import comparison_in_use
from indicators.models import Area, NeighbourSet
from indicators.populations.neighbours import load_neighbours
from partnership.exceptions import DomainError, NotAllowed
from tests.factories.indicators import make_areas
from tests.stages import Cast

HEADINGS = "set,published,of,rank,area,code"
OURS = "Bath and North East Somerset"


def text(*lines: str) -> str:
    return "\n".join([HEADINGS, *lines])


def test_a_new_set_comes_with_the_areas_that_it_names(cast: Cast, settings: Any, tmp_path: Path) -> None:
    make_areas()
    file = tmp_path / "neighbours.csv"
    file.write_text(text(f"ours-2026,2026-05,{OURS},1,Wiltshire,", f"ours-2026,2026-05,{OURS},2,Newtown,999"))
    call_command("load_neighbours", str(file), by=cast.coordinator.email)

    [members] = [one.memberships.all() for one in NeighbourSet.objects.filter(slug="ours-2026")]
    assert [(one.rank, str(one.area)) for one in members] == [(1, "Wiltshire"), (2, "Newtown")]
    assert Area.objects.get(name="Newtown").code == "999"
    assert load_neighbours(text=file.read_text(), by=cast.coordinator) == []
    with pytest.raises(CommandError, match="does not have an account"):
        call_command("load_neighbours", str(file), by="nobody@example.org")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_neighbours", str(tmp_path / "none.csv"), by=cast.coordinator.email)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (text("s,2026-05,Bath and North East Somerset,1,Atlantis,"), "does not know the area “Atlantis”"),
        (text("s,2026-05,Atlantis,1,Wiltshire,"), "does not know the area “Atlantis”"),
        (text("s,May,Bath and North East Somerset,1,Wiltshire,"), "is not a month like 2025-06"),
        (text("s,2026-05,Bath and North East Somerset,first,Wiltshire,"), "is not a rank"),
        (text("s,2026-05,Bath and North East Somerset,,Wiltshire,"), "Line 2 does not have a value under each heading"),
        (
            text(
                "s,2026-05,Bath and North East Somerset,1,Wiltshire,", "s,2026-05,Bath and North East Somerset,1,Devon,"
            ),
            "rank 1 is in the set “s” twice",
        ),
        (
            text("s,2026-05,Bath and North East Somerset,1,Wiltshire,", "s,2026-05,Wiltshire,2,Devon,"),
            "the set “s” is of Bath and North East Somerset in an earlier line",
        ),
        ("set,published,of,area", "the columns rank are missing"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_stored(cast: Cast, content: str, sentence: str) -> None:
    make_areas()
    before = NeighbourSet.objects.count(), Area.objects.count()
    with pytest.raises(DomainError, match=sentence):
        load_neighbours(text=content, by=cast.coordinator)

    assert (NeighbourSet.objects.count(), Area.objects.count()) == before


def test_only_the_coordinator_loads_them(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        load_neighbours(text=text(), by=cast.board_icb)
    file = tmp_path / "empty.csv"
    file.write_text("nothing")
    with pytest.raises(CommandError, match="could not find a line with the headings"):
        call_command("load_neighbours", str(file), by=cast.coordinator.email)


def test_a_partnership_that_names_no_set_is_compared_without_neighbours(cast: Cast, settings: Any) -> None:
    make_areas()
    profile = settings.PARTNERSHIP
    settings.PARTNERSHIP = replace(profile, neighbour_set="")
    assert comparison_in_use().neighbours == ()
    settings.PARTNERSHIP = replace(profile, neighbour_set="not-loaded")
    with pytest.raises(DomainError, match="The set of neighbours “not-loaded” is not loaded yet"):
        comparison_in_use()
