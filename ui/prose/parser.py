"""The one parser of Markdown, with what we change of CommonMark: letters that people typed as letters stay letters.

- A year at the start of a line (“2023. A year of change”) begins no list.
- A line that is indented, as pasted from Word, is no code, and three backticks are three backticks.
- `&amp;`, HTML and `~~` are shown as they were typed.
- A web address is one word: nothing in it is stress, and it is a link without brackets.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_inline import StateInline

# One of the schemes, or an address of this site: no colon before the first slash, question mark or hash.
SAFE_ADDRESS = re.compile(r"(https?|mailto|tel):|[^:]*([/?#]|$)", re.IGNORECASE)
# At most as long as a browser takes.
ADDRESS = re.compile(r"(?<![A-Za-z0-9])(?:https?://|www\.)[^\s<>\"“”*\[\]`|\\^{}]{1,2000}", re.IGNORECASE)
MAIL_ADDRESS = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
END_OF_SENTENCE = ".,;:!?'’)_"
LONG_NUMBER = re.compile(r"\A[ \t]*[0-9]{4,}[.)]")
SPANS = "spans of addresses"


def make_parser() -> MarkdownIt:
    """A parser of our Markdown."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "fence", "entity"])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.at("text", _text)
    parser.validateLink = is_safe_address  # type: ignore[method-assign]
    return parser


def is_safe_address(url: str) -> bool:
    """Whether a link may lead there."""
    return bool(SAFE_ADDRESS.match(url))


def addresses(source: str) -> list[tuple[int, int]]:
    """Where web and email addresses stand in a text: first letter and the one after the last."""
    found: list[tuple[int, int]] = []
    for match in sorted([*ADDRESS.finditer(source), *MAIL_ADDRESS.finditer(source)], key=lambda one: one.start()):
        if not found or match.start() >= found[-1][1]:
            found.append((match.start(), match.start() + len(_trimmed(match[0]))))
    return found


def _trimmed(address: str) -> str:
    """The address without the marks that end the sentence it stands in; a bracket stays that it opened itself."""
    while address[-1] in END_OF_SENTENCE and not (address[-1] == ")" and address.count("(") >= address.count(")")):
        address = address[:-1]
    return address


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    return not LONG_NUMBER.match(line) and list_block(state, start_line, end_line, silent)


def _text(state: StateInline, silent: bool) -> bool:
    """Take letters up to the next one that could mean something, or a whole address."""
    spans = state.env.setdefault(SPANS, {})
    if state.src not in spans:
        spans.clear()
        spans[state.src] = addresses(state.src)
    begin = state.pos
    ahead = next((span for span in spans[state.src] if span[1] > begin), None)
    if ahead and ahead[0] <= begin:
        end = min(ahead[1], state.posMax)
        if not silent:
            _push_address(state, state.src[begin:end], is_whole=(begin, end) == ahead)
    else:
        mark = state.md.inline.terminator_re.search(state.src, begin)
        end = min(mark.start() if mark else state.posMax, ahead[0] if ahead else state.posMax, state.posMax)
        if end == begin:
            return False
        if not silent:
            state.append_pending(state.src[begin:end])
    state.pos = end
    return True


def _push_address(state: StateInline, address: str, *, is_whole: bool) -> None:
    leads = is_whole and address[:4].lower() == "http" and state.linkLevel == 0
    if leads:
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(address)}
    state.push("text", "", 0).content = address
    if leads:
        state.push("link_close", "a", -1)
