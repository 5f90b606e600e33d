"""One file of 100,000 lines, measured inside Django: parse and check, store, and the raw load beside them.

Parse and check are what the web, the command and the API do (`check_file`); store is the service that a partner's file
goes through, its audit line included. The raw load is `executemany` (SQLite) or `COPY` (PostgreSQL) of the same figures
into the same table, with the same constraints and nothing around it. All of it is done in turn, several times over, and
the medians are told: a share is worked out in its own round, where both sides met the same machine.
"""

import csv
import gc
import io
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.figures_load import LINES, TITLE
from indicators.definitions import families
from indicators.definitions.current import Version, come_from
from indicators.definitions.families import Family, Row, get_family
from indicators.definitions.periods import parse_period
from indicators.files.file_checks import check_file, find_template
from indicators.files.uploads import store_checked
from indicators.models import Figure, ReturnFamily, ReturnTemplate, Submission
from indicators.returns.bulk import store_many
from partnership.models import User
from tests.stages import Cast, make_cast

SLUG = "bench-load"
ROUNDS = 3


def many_rows() -> Family:
    """A family of the usual shape, with as many rows as the file has lines; known to the catalogue from now on."""
    rows = tuple(Row(key=f"row-{number:06d}", label=f"Row number {number}") for number in range(LINES))
    family = replace(
        get_family("child-sexual-exploitation"), slug=SLUG, title=TITLE, fixed_rows=rows, rules=(), chart_rows=()
    )
    known = families.shipped().with_versions({SLUG: [Version(family)]})
    come_from(lambda: known)
    return family


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that it took, and what it gave."""
    started = time.perf_counter()
    given = act()
    return time.perf_counter() - started, given


def _template(cast: Cast) -> ReturnTemplate:
    template = ReturnTemplate.objects.create(slug=SLUG, title=TITLE, organisation=cast.police, frequency="year")
    ReturnFamily.objects.create(template=template, family_slug=SLUG)
    return find_template(SLUG)


def _read_plainly(content: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _load_plainly(figures: list[tuple[Any, ...]]) -> None:
    """The figures as they are, by the database's own means."""
    names = [field.column for field in Figure._meta.concrete_fields if field.column != "id"]
    columns = ", ".join(connection.ops.quote_name(str(name)) for name in names)
    table = connection.ops.quote_name(Figure._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for figure in figures:
                    copy.write_row(figure)
        else:
            places = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", figures)  # noqa: S608


def _round(template: ReturnTemplate, path: Path, by: User) -> dict[str, float | None]:
    """Every step once, one after the other, so that what disturbs the machine disturbs all of them; in seconds.

    Leaves the database as it was.
    """
    content, name, period = path.read_bytes(), path.name, parse_period("2022-23")
    checking, checked = timed(lambda: check_file(template=template, period=period, name=name, content=content, by=by))
    # The most that this process ever held: in the first round that is what parsing and checking took.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000
    if not checked.can_save or checked.counts.accepted != LINES:
        raise RuntimeError(f"the file was not taken: {checked.counts} {checked.rejections[:3]}")
    storing, _ = timed(lambda: store_checked(checked=checked, by=by, sha256="", submit=False))
    submission = Submission.objects.get(family_slug=SLUG)
    names = [field.column for field in Figure._meta.concrete_fields if field.column != "id"]
    figures = list(Figure.objects.filter(submission=submission).values_list(*names))
    cells = checked.families[0].cells
    _clear()
    raw, _ = timed(lambda: _load_plainly(figures))
    _clear()
    bulk, _ = timed(lambda: store_many(submission, cells))
    _clear()
    submission.delete()
    reading = timed(lambda: _read_plainly(content))[0] if name.endswith(".csv") else None
    return {
        "parse and check, s": checking,
        "store, s": storing,
        "of it the figures, s": bulk,
        "csv.reader, s": reading,
        "raw load, s": raw,
        "share of raw": raw / (checking + storing),
        "store, share of raw": raw / storing,
        "peak memory, MB": memory,
    }


def _median(figures: Iterable[float | None]) -> float | None:
    """The median; None for what this kind of file has not."""
    there = [one for one in figures if one is not None]
    return statistics.median(there) if there else None


def _clear() -> None:
    """Take the figures out again, and what was held for them, so that each step starts alike."""
    Figure.objects.all().delete()
    gc.collect()


def measure(path: str) -> None:
    """Measure one file in this process and database; prints one line of JSON, the median of each figure."""
    many_rows()
    cast = make_cast()
    template = _template(cast)
    rounds = [_round(template, Path(path), cast.partner_police) for _ in range(ROUNDS)]
    row: dict[str, Any] = {"file": Path(path).name, "database": connection.vendor, "lines": LINES, "rounds": ROUNDS}
    row |= {name: _median(one[name] for one in rounds) for name in rounds[0]}
    # Later rounds also hold what the ones before left behind.
    row["peak memory, MB"] = rounds[0]["peak memory, MB"]
    row["lines a second"] = round(LINES / (row["parse and check, s"] + row["store, s"]))
    sys.stdout.write(f"\n{json.dumps(row)}\n")
