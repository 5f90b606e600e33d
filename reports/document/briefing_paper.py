"""A published briefing as a paper of its own: frozen JSON, typeset as the annual report is."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from partnership.children import in_child
from reports.content.freeze import freeze
from reports.content.prose import prose
from reports.document.render.errors import RenderError
from reports.document.render.pdf import render_pdf
from ui.prose.blocks import Picture

TEMPLATE = "briefing.typ"
FORMAT = "briefing-1"


def frozen_briefing(paper: Mapping[str, Any]) -> str:
    """Everything that the paper says, as canonical JSON. `paper` is that of `learning.papers.paper_content`."""
    pictures = {name: Picture(**picture) for name, picture in paper["pictures"].items()}
    boxes = [
        {"title": box["title"], "body": [asdict(block) for block in prose(box["text"], pictures=pictures)]}
        for box in paper["boxes"]
    ]
    return freeze(
        {
            "format": FORMAT,
            "title": paper["title"],
            "description": f"{paper['kind']}. {paper['about']}",
            "approved_to": paper["revised_on"],
            "partnership": paper["partnership"],
            "briefing": {
                "kind": paper["kind"],
                "about": paper["about"],
                "address": paper["address"],
                "kept": paper["kept"],
                "boxes": boxes,
            },
        }
    )


def briefing_pdf(paper: Mapping[str, Any]) -> bytes:
    """The tagged PDF, typeset in a process of its own with limits. The same paper gives the same bytes.

    Raises `RenderError` where it cannot be made, and `partnership.children.NotRead` where it takes too much.
    """
    return in_child(render_pdf, frozen_briefing(paper), template=TEMPLATE, raises=(RenderError,))
