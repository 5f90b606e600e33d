"""How published figures can be used again: formats, terms, citation, and the data set as search engines read it."""

import json
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from indicators.exports.about import citation, licence_of
from indicators.exports.dcat import schema_org
from indicators.open_data.api.answers import address
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.stored_workbooks import publication_of, stored_names

register = template.Library()
# In a block of data a browser looks for the end of the block alone, and for what starts a comment.
ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def data_block(data: dict[str, Any]) -> SafeString:
    """Data in a page for programs: a browser does not run it, so that the content policy has nothing to refuse."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for character, escape in ESCAPES.items():
        text = text.replace(character, escape)
    # Safe: no character is left that could end the block.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag
def reuse_of(table: ReleaseTable) -> dict[str, Any]:
    """What the part of a page about reuse says of a published table. Asks the database once."""
    content, about = table.content, publication_of(table.release)
    names = [content["theme"], table.family_slug]
    kinds = ["csv", "json"] + (["xlsx"] if table.family_slug in stored_names(table.release) else [])
    return {
        **{kind: reverse(f"indicators:indicator-{kind}", args=names) for kind in kinds},
        "svg": reverse("indicators:indicator-svg", args=names) if table.chart_svg else "",
        "metadata": reverse("indicators:indicator-csv-metadata", args=names),
        "api": address(f"datasets/{table.family_slug}"),
        "licence": licence_of(content),
        "citation": citation(content, about),
        "data": data_block(schema_org(content, about)),
    }


@register.simple_tag
def files_of_release(release: Release) -> dict[str, Any]:
    """What can be fetched of a whole release."""
    files = {"datapackage": reverse("indicators:release-datapackage", args=[release.slug])}
    if "" in stored_names(release):
        files["xlsx"] = reverse("indicators:release-xlsx", args=[release.slug])
    return files
