"""A release as a data package: a list of its files with their columns, terms, sources and hashes. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.one_by_one import one_by_one
from indicators.exports.about import Licence, Publication, licence_of
from indicators.exports.csv_file import COLUMNS, KEY, csv_text
from indicators.tables.denominators import estimate_sources
from ui.csv_file import CsvColumn

TYPES = {"string": "string", "date": "date", "decimal": "number", "boolean": "boolean"}


def _field(column: CsvColumn) -> dict[str, Any]:
    plain = {
        "name": column.name,
        "type": TYPES[column.datatype],
        "title": column.title,
        "description": column.meaning,
    }
    return plain if column.may_be_empty else plain | {"constraints": {"required": True}}


def _licence(licence: Licence) -> dict[str, str]:
    plain = {"name": licence.name, "title": licence.title}
    return plain | {"path": licence.url} if licence.is_open else plain


def _resource(content: Mapping[str, Any], about: Publication) -> dict[str, Any]:
    data = csv_text(content, about.slug, about.area).encode()
    return {
        "name": content["slug"],
        "path": f"{content['slug']}.csv",
        "profile": "tabular-data-resource",
        "title": content["title"],
        "description": content["definition"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "licenses": [_licence(licence_of(content))],
        "sources": [
            {"title": title} for title in (f"{content['supplier']}: {content['source']}", *estimate_sources(content))
        ],
        "schema": {"fields": [_field(column) for column in COLUMNS], "primaryKey": list(KEY), "missingValues": [""]},
    }


def data_package(contents: Sequence[Mapping[str, Any]], about: Publication) -> dict[str, Any]:
    """The description of a release's files, which lie beside it. Terms that differ are said for each file.

    A table that cannot be written as a file is named.
    """
    resources, failed = one_by_one(
        contents, lambda content: _resource(content, about), lambda content: str(content.get("slug"))
    )
    names = "; ".join(content["title"] for content in failed)
    contents = [content for content in contents if content not in failed]
    licences = {licence.name: _licence(licence) for licence in map(licence_of, contents)}
    return {
        "profile": "tabular-data-package",
        "name": f"figures-{about.slug}",
        "id": about.address,
        "title": about.title,
        "homepage": about.address,
        "version": f"{about.year}.{about.number}",
        "created": about.dated.isoformat(),
        "release_sha256": about.sha256,
        "contributors": [
            {"title": about.publisher, "role": "publisher"} | ({"email": about.email} if about.email else {})
        ],
        "licenses": list(licences.values()),
        "resources": resources,
    } | ({"description": f"Not listed, because we cannot write them as files: {names}."} if names else {})
