"""The data sets for catalogues (DCAT, as the European application profile reads it) and for search engines. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.definitions.one_by_one import one_by_one
from indicators.exports.about import Publication, Publisher, licence_of, page_of
from indicators.exports.cells import observations

Entry = tuple[Mapping[str, Any], Publication]
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FREQUENCIES = "http://publications.europa.eu/resource/authority/frequency/"
THEME = "http://publications.europa.eu/resource/authority/data-theme/JUST"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/ENG"
MEDIA = "https://www.iana.org/assignments/media-types/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Ending, name for people, media type.
FORMATS = (("csv", "CSV", "text/csv"), ("xlsx", "XLSX", XLSX), ("json", "JSON", "application/json"))


def span_of(content: Mapping[str, Any]) -> tuple[str, str]:
    """The first and the last day that the table says something about."""
    found = list(observations(content, ""))
    first, last = min(one.period_start for one in found), max(one.period_end for one in found)
    return first.isoformat(), last.isoformat()


def files_of(content: Mapping[str, Any], about: Publication) -> list[tuple[str, str, str]]:
    """Address, name and media type of each format."""
    base = page_of(content, about).rstrip("/")
    return [(f"{base}.{ending}", name, media) for ending, name, media in FORMATS]


def _date(text: str, kind: str = "date") -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}


def _publisher(publisher: Publisher) -> dict[str, str]:
    return {"@id": f"{publisher.site}/", "@type": "foaf:Organization", "foaf:name": publisher.name}


def _contact(publisher: Publisher) -> dict[str, Any]:
    mail = {"vcard:hasEmail": {"@id": f"mailto:{publisher.email}"}} if publisher.email else {}
    return {"@type": "vcard:Organization", "vcard:fn": publisher.name, **mail}


def _licence(content: Mapping[str, Any]) -> dict[str, Any]:
    licence = licence_of(content)
    if licence.is_open:
        return {"dct:license": {"@id": licence.url, "@type": "dct:LicenseDocument", "dct:title": licence.title}}
    return {"dct:license": {"@type": "dct:LicenseDocument", "dct:title": licence.title}}


def _frequency(content: Mapping[str, Any]) -> dict[str, str]:
    words = content["frequency"].lower()
    for start, name in (("month", "MONTHLY"), ("quarter", "QUARTERLY"), ("half", "ANNUAL_2")):
        if words.removeprefix("every ").startswith(start):
            return {"@id": f"{FREQUENCIES}{name}"}
    return {"@id": f"{FREQUENCIES}ANNUAL"}


def _dataset(content: Mapping[str, Any], about: Publication, publisher: Publisher) -> dict[str, Any]:
    page = page_of(content, about)
    first, last = span_of(content)
    return {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": content["slug"],
        "dct:title": content["title"],
        "dct:description": content["definition"],
        "dct:publisher": _publisher(publisher),
        "dcat:contactPoint": _contact(publisher),
        "dct:issued": _date(about.dated.isoformat(), "dateTime"),
        "dcat:version": about.slug,
        "dct:language": {"@id": LANGUAGE},
        "dcat:theme": {"@id": THEME},
        "dcat:keyword": [content["theme_title"], "safeguarding", "community safety"],
        "dct:spatial": {"@type": "dct:Location", "dct:title": about.area_name},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(first),
            "dcat:endDate": _date(last),
        },
        "dct:accrualPeriodicity": _frequency(content),
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "dct:description": content["source"]},
        "dcat:landingPage": {"@id": page},
        **_licence(content),
        "dcat:distribution": [
            {
                "@id": address,
                "@type": "dcat:Distribution",
                "dct:title": f"{content['title']} ({name})",
                "dcat:accessURL": {"@id": page},
                "dcat:downloadURL": {"@id": address},
                "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
                **_licence(content),
            }
            for address, name, media in files_of(content, about)
        ],
    }


def catalogue(entries: Sequence[Entry], publisher: Publisher) -> dict[str, Any]:
    """The catalogue of the newest published table of each family. Those that cannot be described are named."""
    described, failed = one_by_one(
        entries, lambda entry: _dataset(*entry, publisher), lambda entry: str(entry[0].get("slug"))
    )
    names = "; ".join(content["title"] for content, _about in failed)
    lacks = f" Not listed, because we cannot describe them: {names}." if names else ""
    return {
        "@context": CONTEXT,
        "@id": f"{publisher.site}/data/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": f"Figures of the {publisher.name}",
        "dct:description": (
            f"Figures counted by partners, approved by the board and released with their definitions.{lacks}"
        ),
        "dct:publisher": _publisher(publisher),
        "dcat:contactPoint": _contact(publisher),
        "foaf:homepage": {"@id": f"{publisher.site}/figures/"},
        "dct:language": {"@id": LANGUAGE},
        "dcat:service": {
            "@id": f"{publisher.site}/api/v1/",
            "@type": "dcat:DataService",
            "dct:title": "Read-only API",
            "dcat:endpointURL": {"@id": f"{publisher.site}/api/v1/"},
            "dcat:endpointDescription": {"@id": f"{publisher.site}/api/v1/openapi.json"},
        },
        "dcat:dataset": described,
    }


def schema_org(content: Mapping[str, Any], about: Publication) -> dict[str, Any]:
    """The data set as search engines read it in the page."""
    first, last = span_of(content)
    licence = licence_of(content)
    publisher = {"@type": "Organization", "name": about.publisher, "url": f"{about.site}/"}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{page_of(content, about)}#dataset",
        "name": content["title"],
        "description": content["definition"],
        "url": page_of(content, about),
        "identifier": content["slug"],
        "version": about.slug,
        "datePublished": about.dated.date().isoformat(),
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": about.area_name,
        "isAccessibleForFree": True,
        "license": licence.url or licence.title,
        "creator": publisher,
        "publisher": publisher,
        "includedInDataCatalog": {"@type": "DataCatalog", "url": f"{about.site}/data/catalog.jsonld"},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media}
            for address, _, media in files_of(content, about)
        ],
    }
