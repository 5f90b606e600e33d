"""A letter to subscribers, as a page of HTML and as text: the same words in both, nothing that tracks."""

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learning.feeds import for_xml, summary
from ui.prose.blocks import Picture
from ui.prose.reader import read
from ui.prose.text import text_of

# In the head, since the portal's own pages allow no style inside a tag. Programs that drop it show plain, ordered text.
_STYLE = """
body {{ margin: 0; background: #f3f2f1; color: #0b0c0c; font: 18px/1.5 Arial, sans-serif; }}
.sheet {{ max-width: 600px; margin: 0 auto; padding: 0 20px 20px; background: #ffffff; overflow-wrap: anywhere; }}
.masthead {{ margin: 0 -20px; padding: 16px 20px; background: {brand}; color: #ffffff; }}
.masthead p {{ margin: 0; }}
.short {{ font-size: 24px; font-weight: bold; }}
h1 {{ font-size: 28px; line-height: 1.2; margin: 24px 0 8px; }}
h2 {{ font-size: 22px; line-height: 1.3; margin: 0 0 8px; }}
h3, h4, h5, h6 {{ font-size: 18px; margin: 16px 0 8px; }}
img {{ max-width: 100%; height: auto; }}
p, ul, ol, table {{ margin: 0 0 12px; }}
a {{ color: #1d4e89; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #b1b4b6; padding: 4px 12px 4px 0; text-align: left; }}
blockquote {{ margin: 0 0 12px; padding-left: 12px; border-left: 4px solid #b1b4b6; }}
.caption, .foot, .label {{ color: #484949; font-size: 16px; }}
.part, .spotlight, .foot {{ border-top: 1px solid #b1b4b6; padding-top: 16px; margin-top: 16px; }}
.spotlight {{ border: 0; border-left: 6px solid {brand}; background: #f3f2f1; padding: 16px; }}
.label {{ font-weight: bold; }}
"""


def style() -> str:
    """The style of every letter, in the partnership's colour."""
    return _STYLE.format(brand=settings.PARTNERSHIP.colours.brand)


def style_hash() -> str:
    """What a Content-Security-Policy has to name for a page to show a letter with its style."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


@dataclass(frozen=True)
class Part:
    """A piece of a letter: Markdown below a title, and perhaps a link (its words and its whole address)."""

    title: str = ""
    markdown: str = ""
    link: tuple[str, str] | None = None
    label: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        """The text as HTML whose links lead to this site."""
        return SafeString(summary(self.markdown, self.pictures))

    @property
    def text(self) -> str:
        """The text without any markup, each address behind its words."""
        blocks = read(self.markdown, pictures=self.pictures)
        return for_xml(text_of(blocks, with_addresses=True, site=settings.SITE_URL.rstrip("/")))


@dataclass(frozen=True)
class Letter:
    """What is said to everybody. `address` is the page on which it can be read."""

    subject: str
    title: str
    caption: str
    address: str
    parts: tuple[Part, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Links:
    """What differs from reader to reader."""

    preferences: str
    unsubscribe: str


class Drawn:
    """A letter, drawn once and then addressed to many."""

    def __init__(self, letter: Letter) -> None:
        # No text that people typed can hold these.
        self._marks = Links(uuid.uuid4().hex, uuid.uuid4().hex)
        self.subject = " ".join(letter.subject.split())[:200]
        context: dict[str, Any] = {
            "letter": letter,
            "links": self._marks,
            "partnership": settings.PARTNERSHIP,
            "style": format_html("<style>{}</style>", SafeString(style())),
        }
        self._html = render_to_string("mailing/email/letter.html", context)
        self._text = render_to_string("mailing/email/letter.txt", context)

    def html(self, links: Links) -> str:
        """As a page, with the reader's own links."""
        return self._addressed(self._html, links)

    def text(self, links: Links) -> str:
        """As text, with the reader's own links."""
        return self._addressed(self._text, links)

    def _addressed(self, words: str, links: Links) -> str:
        return words.replace(self._marks.preferences, links.preferences).replace(
            self._marks.unsubscribe, links.unsubscribe
        )
