"""Turns of phrase that people should not meet in our texts, and where they occur.

Needs nothing but Python. `python -m tests.architecture.words PATH…` prints each place with the better word; without a
path it reads the whole tree. Exits with 1 where it found one.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {".git", ".venv", "data", "migrations", "node_modules", "requirements", "tests", "var", "vendor"}
SUFFIXES = {".html", ".js", ".md", ".py", ".toml", ".txt", ".typ"}
FLAGS = re.IGNORECASE


@dataclass(frozen=True)
class Turn:
    """A turn to avoid: a pattern in which a space is any white space, and the words to use in its place."""

    name: str
    pattern: str
    better: str
    flags: int = FLAGS

    @property
    def expression(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace(" ", r"\s+"), self.flags)


TURNS = (
    Turn("e-mail", r"\be-mail", "“email”"),
    Turn("by itself", r"\bby (?:itself|themselves)\b", "“automatically”, or “on its own”"),
    Turn("stands", r"\b(?:stands?|stood)\b(?! (?:for|down|out)\b|-)", "“is”, “appears” or “is shown”"),
    Turn(
        "hold back",
        r"\b(?:hold|holds|held|holding|keep|keeps|kept|keeping) (?:it |them )?back\b",
        "“block”, “stop” or “suppress”",
    ),
    Turn("call off", r"\bcall(?:s|ed|ing)? (?:it |them )?off\b", "“cancel”"),
    Turn(
        "take back",
        r"\b(?:take|takes|taken|taking|took) (?:it |them |this |that |one )?back\b",
        "“cancel” or “withdraw”",
    ),
    Turn("what waits", r"\bwhat (?:waits|holds|stands|stood|lacks|came|comes)\b", "a noun, such as “review queue”"),
    Turn(
        "what was sent",
        r"\bwhat (?:was|were) (?:approved|loaded|saved|sent|stored|submitted|typed)\b",
        "a noun, such as “the figures you sent”",
    ),
    Turn("who may", r"\bwho may\b(?! be\b)", "“people who can”, or name the role"),
    Turn(
        "is told",
        r"\b(?:is|are|was|were|be|been|being) told\b",
        "say who tells: “we email the coordinator”; of a story “published”",
    ),
    Turn("is asked", r"\b(?:is|are|was|were|be|been|being) asked\b(?! for\b)", "say who asks: “we ask the partner”"),
    Turn("is looked at", r"\b(?:is|are|was|were) looked (?:at|for)\b", "“check”, with who checks"),
    Turn("mend", r"\bmend(?:s|ed|ing)?\b", "“fix”"),
    Turn("type", r"\b(?:typed|(?:type|types|typing) (?:your|the|a|an|it|them|this|what))\b", "“enter”"),
    Turn("Make the", r"\bMake (?:the|a|an|another|new)\b", "“Create”", 0),
    Turn("hand on", r"\bhand(?:s|ed|ing)? (?:it |them )?on\b", "“share”, “pass on” or “send”"),
    Turn("come out", r"\b(?:come|comes|came|coming) out\b", "“is published”"),
    Turn("go out", r"\b(?:go|goes|going|went) out\b", "“is sent”, or say who sends"),
    Turn("put out", r"\b(?:put|puts|putting) (?:it |them )?out\b", "“publish”"),
    Turn("let out", r"\b(?:let|lets|letting) (?:it |them )?(?:out|through)\b", "“allow” or “publish”"),
    Turn("lie", r"\b(?:lie|lies|lay) (?:in|ahead|before|below|under)\b", "“is”"),
    Turn("look again", r"\blook again\b", "“refresh”, “check again” or “review”"),
    Turn("by now", r"\bby now\b", "“now”, or nothing"),
    Turn("as it was", r"\bas (?:it|they) (?:was|were)\b", "“unchanged” or “original”"),
    Turn("fetch", r"\bfetch(?:es|ed|ing)?\b", "“download” or “get”"),
    Turn("somebody", r"\bsomebody\b", "“someone”, or name the role"),
    Turn("nobody", r"\bnobody\b", "“no one”, or say what people cannot do"),
    Turn("everybody", r"\beverybody\b", "“everyone”"),
    Turn("whoever", r"\bwhoever\b", "“the person who”, or name the role"),
    Turn("any more", r"\b(?:any|no) more(?=\s*(?:[.,:;)]|$)|\s(?:and|or|but)\b)", "“no longer”"),
    Turn("for ever", r"\bfor ever\b", "“permanently”"),
    Turn("alone", r"\b(?:staff|chair|coordinators?|board|scrutineer|people) alone\b", "“only”"),
    Turn("anew", r"\b(?:anew|once more)\b", "“again”"),
    Turn("in the place of", r"\bin the place of\b", "“instead of” or “for”"),
    Turn("take the place", r"\b(?:take|takes|taken|taking|took) (?:the|its|their) place\b", "“replace”"),
    Turn("give away", r"\b(?:give|gives|gave|given|giving) (?:it |them )?away\b", "“reveal” or “disclose”"),
    Turn("holds for", r"\b(?:hold|holds|held) (?:for|here|until)\b", "“applies to”, “lasts” or “is valid for”"),
    Turn("demand", r"\bdemand(?:s|ed)?\b", "“require”"),
    Turn("owe", r"\b(?:owe|owes|owed)\b", "“due”: “returns due from your organisation”"),
    Turn("asked for", r"\basked for\b", "“requested”"),
    Turn("the own", r"\bthe own\b", "“their own”"),
    Turn("early reader", r"\bearly readers?\b", "“pre-release access”"),
    Turn("at once", r"\bat once\b", "“immediately”, or “at the same time”"),
    Turn("Choose", r"\bChoose (?=[a-z“])", "“Select”", 0),
    Turn("rests on", r"\brest(?:s|ed)? (?:up)?on (?:it|them|this|that|one)\b", "“uses” or “is based on”"),
    Turn("no such", r"\bno such\b", "“does not exist”"),
    Turn("put right", r"\b[Pp]ut (?:it |them )?right\b", "“fix”"),
    Turn("else than", r"\b(?:else|elsewhere|other \w+) than\b", "“different from” or “other than”"),
    Turn("set beside", r"\bset beside\b", "“shown next to” or “compared with”"),
    Turn("loaded wrongly", r"\b(?:loaded|entered|saved) wrongly\b", "“by mistake”"),
    Turn("leave it empty", r"\b[Ll]eave (?:it |this )empty\b", "“leave blank”"),
    Turn("takes no", r"\b(?:It|which) takes no\b", "“no longer accepts” or “does not accept”"),
    Turn(
        "what is published",
        r"\bWhat (?:is|was) (?:not )?(?:published|reported|public|submitted)\b",
        "name it: “published content”",
        0,
    ),
    Turn(
        "of another organisation",
        r"\b(?:someone|no one|members?|person|people|partner|reviewer)(?: else)? of (?:another|other) organisations?\b",
        "“from another organisation”",
    ),
    Turn("begin", r"\bbegin (?:a|an|the|one|your|another)\b", "“start”"),
)

# A sentence that is right as it is: the file, the turn, and why.
ALLOWED: dict[tuple[str, str], str] = {
    ("indicators/definitions/desired-outcomes.toml", "is asked"): "what the measure counts: people who were asked",
    ("indicators/parsing/national_layouts.toml", "is asked"): "the words of the published file",
    ("static/ui/fonts/OFL.txt", "by itself"): "the licence of the font",
    ("review/capital_words.py", "somebody"): "a list of words that begin sentences",
    ("review/capital_words.py", "nobody"): "the same",
    ("review/capital_words.py", "everybody"): "the same",
    ("review/capital_words.py", "whoever"): "the same",
}


@dataclass(frozen=True)
class Place:
    """Where a turn occurs: the file, the line, what was read there, and the turn."""

    path: str
    line: int
    words: str
    turn: Turn

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: “{self.words}”: use {self.turn.better} ({self.turn.name})"


def blank(text: str) -> str:
    """Spaces of the same length; lines stay where they are."""
    return re.sub(r"[^\n]", " ", text)


def without(text: str, *patterns: str) -> str:
    """The text with what matches blanked; the rest keeps its place."""
    for pattern in patterns:
        text = re.sub(pattern, lambda match: blank(match.group()), text, flags=re.DOTALL | re.IGNORECASE)
    return text


def strings_alone(match: re.Match[str]) -> str:
    """A tag of the template language, blanked but for quoted texts of more than one word."""
    pieces = re.split(r"(\"[^\"\n]* [^\"\n]*\"|'[^'\n]* [^'\n]*')", match.group())
    return "".join(piece if place % 2 else blank(piece) for place, piece in enumerate(pieces))


def attributes_alone(match: re.Match[str]) -> str:
    """An HTML tag, blanked but for the attributes that people read or hear."""
    pieces = re.split(r"(\b(?:alt|title|placeholder|aria-label|value|content)=\"[^\"]*\")", match.group())
    return "".join(piece if place % 2 else blank(piece) for place, piece in enumerate(pieces))


def prose_of_markdown(text: str) -> str:
    return without(text, r"^---\n.*?\n---\n", r"```.*?```", r"`[^`]+`", r"<!--.*?-->", r"\]\([^)]*\)")


def prose_of_template(text: str) -> str:
    """What people read of an HTML page or a mail: text, and attributes that are read out."""
    text = without(text, r"\{#.*?#\}", r"\{% comment.*?endcomment %\}", r"<!--.*?-->", r"<(script|style)\b.*?</\1>")
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", strings_alone, text, flags=re.DOTALL)
    return re.sub(r"<[a-z/!][^>]*>", attributes_alone, text, flags=re.DOTALL | re.IGNORECASE)


def prose_of_toml(text: str) -> str:
    return without(text, r"(?m:^\s*#.*?$)", r"(?m:^[\w. -]+=)")


def prose_of_code(text: str) -> str:
    """The quoted texts of more than one word in a script, without its comments."""
    return "".join(
        piece if place % 2 else blank(piece)
        for place, piece in enumerate(
            re.split(r"(\"[^\"\n]* [^\"\n]*\"|`[^`]* [^`]*`)", without(text, r"(?m:^\s*//.*?$)"))
        )
    )


def docstrings(tree: ast.AST) -> set[int]:
    """The nodes that are docstrings or other texts that nothing uses, by their identity."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def sentence(node: ast.AST) -> str:
    """The text of a literal; what an f-string fills in is a dash."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(sentence(part) if isinstance(part, ast.Constant) else "–" for part in node.values)
    return ""


def sentences_of_python(text: str) -> Iterator[tuple[int, str]]:
    """The literals of a module that people may read, each with its line: two words or more, and no docstring."""
    tree = ast.parse(text)
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if id(node) not in skipped and " " in (words := sentence(node)).strip():
            yield getattr(node, "lineno", 1), words


PROSE = {".md": prose_of_markdown, ".toml": prose_of_toml, ".js": prose_of_code, ".typ": prose_of_code}


def readable(path: Path) -> Iterator[tuple[int, str]]:
    """What people read of a file: pieces of text, each with its first line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from sentences_of_python(text)
    else:
        yield 1, PROSE.get(path.suffix, prose_of_template)(text)


def places(path: Path, name: str) -> Iterator[Place]:
    """Every turn in a file."""
    for first, text in readable(path):
        for turn in TURNS:
            for match in turn.expression.finditer(text):
                if not any(name.endswith(file) and turn.name == word for file, word in ALLOWED):
                    line = first if path.suffix == ".py" else text.count("\n", 0, match.start()) + 1
                    around = text[max(0, match.start() - 40) : match.end() + 30]
                    yield Place(name, line, " ".join(around.split()), turn)


def files_below(path: Path) -> Iterator[Path]:
    """The files that may hold text for people."""
    if path.is_file():
        yield path
        return
    for child in sorted(path.iterdir()):
        if child.is_dir() and child.name not in SKIPPED_FOLDERS:
            yield from files_below(child)
        elif child.is_file() and child.suffix in SUFFIXES:
            yield child


def main(arguments: list[str]) -> int:
    found = [
        place
        for argument in arguments or ["."]
        for path in files_below(Path(argument))
        for place in places(path, path.as_posix())
    ]
    for place in sorted(found, key=lambda place: (place.path, place.line)):
        sys.stdout.write(f"{place}\n")
    sys.stdout.write(f"{len(found)} to change.\n" if found else "Nothing to change.\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
