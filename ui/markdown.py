"""Markdown that people write, as safe GOV.UK markup."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "link_open": "govuk-link",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
    "blockquote_open": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
}
HEADING_SIZES = {1: "l", 2: "m"}
BLOCKS = ("p", "ul", "table", "thead", "tbody", "tr", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
ALLOWED = {
    **{name: {"class"} for name in BLOCKS},
    "a": {"class", "href"},
    "th": {"class", "scope"},
    "td": {"class"},
    "ol": {"class", "start"},
    **{name: set[str]() for name in ("li", "strong", "em", "code", "pre", "br", "s")},
}
SCHEMES = {"http", "https", "mailto"}
# One of the schemes, or an address of this site: no colon before the first slash, question mark or hash.
SAFE_ADDRESS = re.compile(r"(https?|mailto):|[^:]*([/?#]|$)", re.IGNORECASE)
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def _is_safe_address(url: str) -> bool:
    return bool(SAFE_ADDRESS.match(url))


_PARSER.validateLink = _is_safe_address  # type: ignore[method-assign]


def _dress(tokens: list[Token], shift: int) -> None:
    for token in tokens:
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        if "right" in str(token.attrs.pop("style", "")):
            token.attrJoin("class", f"{token.attrs['class']}--numeric")
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("heading_open", "heading_close"):
            level = min(int(token.tag[1]) + shift, 6)
            token.tag = f"h{level}"
            if token.nesting == 1:
                token.attrSet("class", f"govuk-heading-{HEADING_SIZES.get(level, 's')}")
        _dress(token.children or [], shift)


def render(text: str, heading_shift: int = 2) -> SafeString:
    """The text as HTML. `#` becomes a heading of level 1 + `heading_shift`, below those of the page."""
    tokens = _PARSER.parse(text or "")
    _dress(tokens, heading_shift)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={name: attributes for name, attributes in ALLOWED.items() if attributes},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  (cleaned by an allow-list on the line above)
