"""Releases made of a few returns, for the tests of their protection."""

from collections.abc import Mapping, Sequence
from typing import Any

from bcssp.example.sources import police_cells
from indicators.definitions.snapshots import Snapshot
from indicators.definitions.values import reported
from indicators.disclosure.notes import with_policy
from indicators.disclosure.protect_release import Outcome, protect_returns
from indicators.disclosure.published import Published, Withheld
from indicators.disclosure.solver.policy import Policy
from indicators.tables.table import annotated, build_table
from tests.unit.indicators.tables.readings import returned

MISSING = "missing-children"
CARE = "number-of-children-missing-from-care"
REPEAT_CARE = "number-of-repeat-children-missing-from-care"
CONTACTS = "contact-sources"
POLICY = Policy()


def police(period: str = "2022-23", **changed: int) -> Snapshot:
    """The seed's missing children, some numbers changed (row with underscores, two more, and the column)."""
    figures = dict(police_cells()[MISSING])
    for place, number in changed.items():
        row, column = place.rsplit("__", 1)
        figures[row.replace("_", "-"), column] = reported(number)
    return returned(MISSING, period, figures)


def categories(counts: Sequence[int], period: str = "2022-23") -> Snapshot:
    """Outcomes of enquiries, of which the total is printed: the first rows have these counts, the others none."""
    snapshot = returned("section-42-outcomes", period, {})
    numbers = [*counts, *([0] * (len(snapshot.rows) - len(counts)))]
    figures = {(row.key, "count"): reported(number) for row, number in zip(snapshot.rows, numbers, strict=True)}
    return returned("section-42-outcomes", period, figures)


def released(
    *snapshots: Snapshot, policies: Mapping[str, Policy] | None = None, published: Sequence[Published] = ()
) -> Outcome:
    """A release of one table for each return, as it would come out."""
    agreed = {one.family.slug: POLICY for one in snapshots} | dict(policies or {})

    def build(shown: Sequence[Snapshot]) -> list[dict[str, Any]]:
        return annotated([with_policy(build_table(one), agreed[one.family.slug]) for one in shown])

    return protect_returns(snapshots, agreed, published, build)


def as_published(outcome: Outcome, release: str = "before") -> list[Published]:
    """The tables of a release once it is out."""
    return [
        Published(release, content, tuple(one for one in outcome.withheld if one.key.startswith(f"{content['slug']}/")))
        for content in outcome.contents
    ]


def before_policies(*snapshots: Snapshot) -> list[Published]:
    """Tables that came out as they were sent, before there were policies."""
    return [Published("long ago", build_table(one)) for one in snapshots]


def texts(outcome: Outcome, row: str, table: int = 0) -> list[str]:
    """What a row prints."""
    return [cell["text"] for one in outcome.contents[table]["rows"] if one["key"] == row for cell in one["cells"]]


def withheld(outcome: Outcome) -> dict[str, Withheld]:
    """What was kept back, by name."""
    return {one.key: one for one in outcome.withheld}
