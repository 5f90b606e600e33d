"""Returns that are sent as files: a template, and the text of a CSV file."""

import csv
import io
from collections.abc import Mapping, Sequence

from indicators.models import ReturnFamily, ReturnTemplate
from partnership.models import Organisation

POLICE = ("missing-children", "child-sexual-exploitation")
ROW = "number-of-child-sexual-exploitation-crimes"
MISSING = {
    "number-of-missing-children": (95, 61),
    "number-of-missing-children-reports": (202, 92),
    "number-of-repeat-missing-children": (48, 39),
    "number-of-children-missing-from-care": (3, 10),
    "number-of-repeat-children-missing-from-care": (1, 4),
}
EXPLOITATION = {ROW: (128, 203)}


def a_template(
    organisation: Organisation, families: Sequence[str] = POLICE, slug: str = "police-figures", **fields: object
) -> ReturnTemplate:
    """A yearly return of the organisation, without rounds."""
    values = {"title": "Police figures", "frequency": "year"} | fields
    template = ReturnTemplate.objects.create(slug=slug, organisation=organisation, **values)
    ReturnFamily.objects.bulk_create([ReturnFamily(template=template, family_slug=family) for family in families])
    return template


def csv_of(lines: Sequence[Sequence[object]]) -> bytes:
    """The lines as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def police_csv(changes: Mapping[str, Sequence[object]] | None = None, **columns: Mapping[str, str]) -> bytes:
    """A whole police return. `changes` are other figures of a row; `columns` are more columns, by row."""
    lines: list[list[object]] = [["Figures", "Code", "Current 12 months", "Previous 12 months", *columns]]
    for family, rows in (("Missing children", MISSING), ("Child sexual exploitation", EXPLOITATION)):
        for row, figures in rows.items():
            more = [texts.get(row, "") for texts in columns.values()]
            lines.append([family, row, *(changes or {}).get(row, figures), *more])
    return csv_of(lines)
