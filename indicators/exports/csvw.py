"""What a CSV means, for programs: metadata by the W3C's model of tabular data on the web (CSVW). Pure."""

from collections.abc import Mapping
from typing import Any

from indicators.exports.about import Publication, licence_of, page_of
from indicators.exports.csv_file import COLUMNS, KEY
from indicators.tables.denominators import estimate_sources
from ui.csv_file import CSVW_CONTEXT, CSVW_DIALECT, csvw_schema

MEDIA_TYPE = "application/csvm+json"


def csv_metadata(content: Mapping[str, Any], about: Publication, url: str) -> dict[str, Any]:
    """The metadata of a CSV that lies at `url`, which may be relative to where the metadata lie."""
    licence, estimates = licence_of(content), estimate_sources(content)
    terms = {"dc:license": {"@id": licence.url}} if licence.is_open else {}
    return {
        "@context": CSVW_CONTEXT,
        "url": url,
        "dc:title": f"{content['title']}, {about.title}",
        "dc:description": content["definition"],
        "dc:publisher": about.publisher,
        "dc:issued": {"@value": about.dated.date().isoformat(), "@type": "xsd:date"},
        "dc:source": [content["source"], *estimates] if estimates else content["source"],
        "dc:rights": licence.title,
        "dc:isPartOf": {"@id": about.address},
        "dcat:landingPage": {"@id": page_of(content, about)},
        **terms,
        "dialect": CSVW_DIALECT,
        "tableSchema": csvw_schema(COLUMNS, KEY),
    }
