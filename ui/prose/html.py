"""Blocks of people's prose to HTML: from a frozen report as they stand in it, or straight from what was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ui.prose.blocks import Picture
from ui.prose.reader import NO_PICTURES, read

WRAPPED = {"strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>"}
PICTURE = '<img class="app-picture" src="{}" alt="{}" width="{}" height="{}">'
HEADING_SIZES = {1: "l", 2: "m"}
RULE = SafeString('<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">')
BLOCKS = ("p", "ul", "table", "thead", "tbody", "tr", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
ALLOWED = {
    **{name: {"class"} for name in BLOCKS},
    "div": {"class", "role", "tabindex", "aria-label"},
    "a": {"class", "href"},
    "th": {"class", "scope"},
    "td": {"class"},
    "ol": {"class", "start"},
    "li": {"value"},
    **{name: set[str]() for name in ("strong", "em", "br")},
}
# Only where a text has pictures that may be shown, and of them alone.
OF_A_PICTURE = {"img": {"class", "src", "alt", "width", "height"}}
SCHEMES = {"http", "https", "mailto", "tel"}
Frozen = dict[str, Any]


def render(text: str, heading_shift: int = 2, pictures: Mapping[str, Picture] = NO_PICTURES) -> SafeString:
    """Markdown as safe HTML. Its highest heading stands at level 1 + `heading_shift`, below those of the page.

    `pictures` are those that it may show (see `ui.prose.reader.read`).
    """
    blocks = read(text or "", pictures=pictures)
    allowed = {**ALLOWED, **OF_A_PICTURE} if pictures else ALLOWED
    shown = {picture.src for picture in pictures.values()}

    def known(tag: str, attribute: str, value: str) -> str | None:
        return value if (tag, attribute) != ("img", "src") or value in shown else None

    clean = nh3.clean(
        blocks_html([asdict(block) for block in blocks], heading_shift + 1, sized=True),
        tags=set(allowed),
        attributes={name: attributes for name, attributes in allowed.items() if attributes},
        attribute_filter=known if pictures else None,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308  (cleaned by an allow-list on the line above)


def blocks_html(blocks: list[Frozen], level: int, *, sized: bool = False) -> SafeString:
    """Frozen blocks; a heading inside them takes the given level or one below. Every letter is escaped.

    `sized`, headings are as large as their level; else small ones, as inside a report.
    """
    return format_html_join("\n", "{}", ((_block(block, level, sized),) for block in blocks))


def _block(block: Frozen, level: int, sized: bool) -> SafeString:
    match block["kind"]:
        case "paragraph":
            return format_html('<p class="govuk-body">{}</p>', _inlines(block["inlines"]))
        case "subheading":
            words = _inlines(block["inlines"])
            own = min(level + block.get("depth", 1) - 1, 6)
            size = HEADING_SIZES.get(own, "s") if sized else "s"
            return format_html('<h{} class="govuk-heading-{}">{}</h{}>', own, size, words, own)
        case "quote":
            inner = blocks_html(block["blocks"], level, sized=sized)
            return format_html('<blockquote class="govuk-inset-text">{}</blockquote>', inner)
        case "table":
            return _table(block)
        case "rule":
            return RULE
        case _:
            return _list(block, level, sized)


def _list(block: Frozen, level: int, sized: bool) -> SafeString:
    inner = [_item(item, level, sized) for item in block["items"]]
    if not block["ordered"]:
        items = format_html_join("\n", "<li>{}</li>", ((item,) for item in inner))
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)
    numbers = block.get("numbers") or range(1, len(inner) + 1)
    listed = format_html_join("\n", "<li{}>{}</li>", zip(_values(numbers), inner, strict=True))
    start = format_html(' start="{}"', numbers[0]) if numbers[0] != 1 else ""
    return format_html('<ol class="govuk-list govuk-list--number"{}>{}</ol>', start, listed)


def _values(numbers: Sequence[int]) -> Iterator[str | SafeString]:
    """What tells the number of an item that does not follow the one before it."""
    before = numbers[0] - 1
    for number in numbers:
        yield "" if number == before + 1 else format_html(' value="{}"', number)
        before = number


def _item(blocks: list[Frozen], level: int, sized: bool) -> SafeString:
    """An item that is one paragraph stands without the paragraph's own space."""
    if len(blocks) == 1 and blocks[0]["kind"] == "paragraph":
        return _inlines(blocks[0]["inlines"])
    return blocks_html(blocks, level, sized=sized)


def _table(block: Frozen) -> SafeString:
    head = [(_numeric("header", place, block), _inlines(cell)) for place, cell in enumerate(block["head"])]
    rows = [
        [(_numeric("cell", place, block), _inlines(cell)) for place, cell in enumerate(row)] for row in block["rows"]
    ]
    return format_html(
        '<div class="app-scroll-region" role="group" tabindex="0" aria-label="Table">'
        '<table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>'
        '<tbody class="govuk-table__body">{}</tbody></table></div>',
        format_html_join("", '<th class="govuk-table__header{}" scope="col">{}</th>', head),
        format_html_join(
            "",
            '<tr class="govuk-table__row">{}</tr>',
            ((format_html_join("", '<td class="govuk-table__cell{}">{}</td>', row),) for row in rows),
        ),
    )


def _numeric(part: str, place: int, block: Frozen) -> str:
    return f" govuk-table__{part}--numeric" if place in block["numeric"] else ""


def _inlines(inlines: list[Frozen]) -> SafeString:
    return format_html_join("", "{}", ((_inline(inline),) for inline in inlines))


def _inline(inline: Frozen) -> SafeString:
    if inline["kind"] == "text":
        return format_html("{}", inline["text"])
    if inline["kind"] == "break":
        return SafeString("<br>")
    if inline["kind"] == "picture":
        return format_html(PICTURE, inline["src"], inline["words"], inline["width"], inline["height"])
    inner = _inlines(inline["inlines"])
    if inline["kind"] == "link":
        return format_html('<a class="govuk-link" href="{}">{}</a>', inline["href"], inner)
    return format_html(WRAPPED[inline["kind"]], inner)
