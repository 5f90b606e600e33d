"""How much of the example is suppressed: `python -m tests.disclosure.usefulness`."""

import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.disclosure.attack.database import portal_database

# Percent of the example's counts that may be suppressed.
MOST = 2.0
TOTALS = ("total", "concluded", "expressed", "assessments")


@dataclass(frozen=True)
class Usefulness:
    """Counts of the newest tables, those of them that are suppressed, and the totals among these."""

    counts: int
    hidden: int
    totals: tuple[str, ...]

    @property
    def share(self) -> float:
        """Percent of the counts that are suppressed."""
        return 100 * self.hidden / self.counts

    def line(self) -> str:
        """The measurement in words."""
        named = f": {'; '.join(self.totals)}" if self.totals else ""
        return (
            f"{self.hidden} of {self.counts:,} counts of the example are suppressed ({self.share:.2f}%; at most "
            f"{MOST:.0f}%), {len(self.totals)} totals among them{named}."
        )


def usefulness_of(contents: Iterable[Mapping[str, Any]]) -> Usefulness:
    """Count the cells of tables that print counts."""
    counts, hidden, totals = 0, 0, []
    for content in contents:
        for table in (content, *content.get("more_tables", [])):
            units = {column["key"]: column["unit"] for column in table["columns"]}
            for row in table["rows"]:
                for cell in row["cells"]:
                    if units[cell["key"]] == "count" and (cell["value"] or cell["state"] == "confidential"):
                        counts += 1
                        hidden += cell["state"] == "confidential"
                        if cell["state"] == "confidential" and row["key"] in TOTALS:
                            totals.append(f"{content['title']}, {row['label']}")
    return Usefulness(counts, hidden, tuple(totals))


def main() -> int:
    """Load the example into a database of its own, and print how much of it is suppressed."""
    logging.disable(logging.CRITICAL)
    with portal_database():
        from django.db import transaction  # noqa: PLC0415

        from bcssp.example.load import load  # noqa: PLC0415
        from bcssp.example.stage import Example  # noqa: PLC0415
        from indicators.models import ReleaseTable  # noqa: PLC0415

        with transaction.atomic():
            load(Example(password="", real_only=False, say=lambda text: None))
            found = usefulness_of(ReleaseTable.objects.values_list("content", flat=True))
            transaction.set_rollback(True)
    sys.stdout.write(f"{found.line()}\n")
    return 0 if found.share <= MOST and not found.totals else 1


if __name__ == "__main__":
    sys.exit(main())
