"""Reading an uploaded file of figures, whether it is a return's own or national open data. Pure.

Call it through `partnership.children.in_child` for what comes from outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.definitions.estimates import Estimate
from indicators.parsing.archive import LIMITS
from indicators.parsing.files import CSV, FileReading, read_file
from indicators.parsing.layout import FileForm
from indicators.parsing.national import Places, translate
from indicators.parsing.national_mapping import NationalMapping
from indicators.parsing.parsed import ParsedFile


@dataclass(frozen=True)
class National:
    """How national open data are read: by which mappings, with which areas, published when, and with which people.

    See `translate`.
    """

    mappings: tuple[NationalMapping, ...]
    places: Places
    published: str | None
    people: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict)


def read_upload(name: str, content: bytes, form: FileForm, national: National) -> FileReading:
    """Read a file into answers and findings."""
    if len(content) > LIMITS.file_bytes:
        return read_file(name, content, form)
    found = translate(
        content,
        form.families,
        national.mappings,
        period=form.period,
        places=national.places,
        published=national.published,
        people=national.people,
    )
    if found is None:
        return read_file(name, content, form)
    if found.problems:
        return FileReading(CSV, ParsedFile(problems=list(found.problems)), found.csv)
    reading = read_file("open-data.csv", found.content, form)
    reading.parsed.problems += found.warnings
    return reading
