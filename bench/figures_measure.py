"""One file of 100,000 lines, measured inside Django: parse and check, store, and the raw load beside them.

Parse and check are what the web, the command and the API do (`check_file`); store is the service that a partner's file
goes through, its audit line included. The raw load is `executemany` (SQLite) or `COPY` (PostgreSQL) of the same figures
into the same table, with the same constraints and nothing around it.
"""

import csv
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.figures_load import LINES, TITLE
from indicators import catalogue
from indicators.bulk import store_many
from indicators.catalogue import Family, Row, get_family
from indicators.file_checks import check_file, find_template
from indicators.models import Figure, ReturnFamily, ReturnTemplate, Submission
from indicators.periods import parse_period
from indicators.uploads import store_checked
from tests.stages import Cast, make_cast

SLUG = "bench-load"


def many_rows() -> Family:
    """A family of the usual shape, with as many rows as the file has lines; known to the catalogue from now on."""
    rows = tuple(Row(key=f"row-{number:06d}", label=f"Row number {number}") for number in range(LINES))
    family = replace(
        get_family("child-sexual-exploitation"), slug=SLUG, title=TITLE, fixed_rows=rows, rules=(), chart_rows=()
    )
    catalogue._by_slug()[SLUG] = family
    catalogue.families.cache_clear()
    everything = (*catalogue.families(), family)
    catalogue.families = lambda: everything  # type: ignore[assignment]
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


def measure(path: str) -> None:
    """Measure one file in this process and database; prints one line of JSON."""
    content = Path(path).read_bytes()
    many_rows()
    cast = make_cast()
    template = _template(cast)
    period = parse_period("2022-23")
    name = Path(path).name
    checking, checked = timed(
        lambda: check_file(template=template, period=period, name=name, content=content, by=cast.partner_police)
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not checked.can_save or checked.counts.accepted != LINES:
        raise RuntimeError(f"the file was not taken: {checked.counts} {checked.rejections[:3]}")
    storing, _ = timed(lambda: store_checked(checked=checked, by=cast.partner_police, sha256="", submit=False))
    submission = Submission.objects.get(family_slug=SLUG)
    names = [field.column for field in Figure._meta.concrete_fields if field.column != "id"]
    figures = list(Figure.objects.filter(submission=submission).values_list(*names))
    cells = checked.families[0].cells
    Figure.objects.all().delete()
    raw, _ = timed(lambda: _load_plainly(figures))
    Figure.objects.all().delete()
    bulk, _ = timed(lambda: store_many(submission, cells))
    reading = timed(lambda: _read_plainly(content))[0] if name.endswith(".csv") else None
    row = {
        "file": name,
        "database": connection.vendor,
        "lines": LINES,
        "parse and check, s": round(checking, 2),
        "store, s": round(storing, 2),
        "of it the figures, s": round(bulk, 2),
        "csv.reader, s": "" if reading is None else round(reading, 2),
        "raw load, s": round(raw, 2),
        "lines a second": round(LINES / (checking + storing)),
        "raw lines a second": "" if reading is None else round(LINES / (reading + raw)),
        "share of raw": "" if reading is None else f"{(reading + raw) / (checking + storing):.2f}",
        "store, share of raw": f"{raw / storing:.2f}",
        "peak memory, MiB": round(memory),
    }
    sys.stdout.write(f"\n{json.dumps(row)}\n")
