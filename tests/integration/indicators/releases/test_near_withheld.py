"""What no words may say is worked out once, and again as soon as it could be something else."""

from collections.abc import Sequence

import pytest
from django.db.models import QuerySet

from indicators.definitions import current
from indicators.definitions.current import Catalogue
from indicators.definitions.families import catalogue
from indicators.disclosure.near_values import Near, near_values
from indicators.disclosure.published import Published
from indicators.models import DisclosureCertificate
from indicators.releases import near_withheld as module
from indicators.releases.near_withheld import near_withheld
from indicators.releases.protection import published_tables
from tests.world import World


def test_it_is_worked_out_again_only_where_it_could_be_something_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    module._last.clear()
    worked_out: list[int] = []

    def counted(tables: Sequence[Published]) -> tuple[Near, ...]:
        worked_out.append(len(tables))
        return near_values(tables)

    monkeypatch.setattr(module, "near_values", counted)
    first = near_withheld()
    assert first
    assert first == near_values(published_tables())
    assert near_withheld() is first
    assert len(worked_out) == 1

    # Another definition holds, though no release was made.
    now = catalogue()
    with current.holds(Catalogue(now.versions, now.themes)):
        assert near_withheld() == first
    assert len(worked_out) == 2

    # Nothing is kept back any more, behind the model that would refuse it.
    QuerySet(DisclosureCertificate).update(withheld=[])
    assert near_withheld() == ()
    assert len(worked_out) == 3
