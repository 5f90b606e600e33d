"""Who asks only whether a file is there has not read it: nothing is noted, and nothing is typeset for them."""

from typing import NoReturn

import pytest

from tests.access_rows import Row
from tests.access_table import ROWS
from tests.integration.test_access import address_of, client_of
from tests.world import World
from tests.writes import written

FILES = [row for row in ROWS if 200 in row.answers and row.why] + [row for row in ROWS if row.name == "reports:preview"]


def _asked(row: Row, world: World) -> str:
    """What is wrong with the answer; nothing if all is well."""
    client, address = client_of(world, row.reader), address_of(row, world)
    with written() as tables:
        status = client.head(address).status_code
    # A session may be written down as used.
    changed = sorted(tables - {"django_session"})
    return f"{row.name}: {status}, writes {changed}" if changed or status != 200 else ""


def test_asking_for_the_head_of_a_file_notes_nothing_and_typesets_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("something is typeset for who asks for the head alone")

    monkeypatch.setattr("typst.compile", refused)
    wrong = [said for row in FILES if (said := _asked(row, world))]
    assert wrong == [], "\n".join(wrong)
