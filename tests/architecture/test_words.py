"""Our texts keep clear of the turns of phrase that `tests/architecture/words.py` lists."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.words import TURNS, Place, files_below, places

BASE_DIR = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
AREAS = {
    "documents": ("README.md", "DEVELOPING.md", "data/README.md", "docs"),
    "testing": ("TESTING.md",),
    "templates": ("templates",),
    "messages": (*PROJECT["tool"]["importlinter"]["root_packages"], "static"),
}

READ = tuple(AREAS)

EXAMPLES = {
    "e-mail": "Your e-mail address",
    "by itself": "It is published by itself.",
    "stands": "The reason stands\n  below it.",
    "hold back": "The report is held back.",
    "call off": "Call off the release",
    "take back": "The link was taken back.",
    "what waits": "What waits for a decision",
    "what was sent": "What was sent is kept.",
    "who may": "Who may read it",
    "is told": "The coordinator is told.",
    "is asked": "The partner is asked why.",
    "is looked at": "Charts are looked at.",
    "mend": "Mend the file.",
    "type": "Type your password.",
    "Make the": "Make the release",
    "hand on": "Do not hand it on.",
    "come out": "It comes out on Monday.",
    "go out": "Reminders go out on Monday.",
    "put out": "Put it out now.",
    "let out": "The chair lets it out.",
    "lie": "A time that lies ahead",
    "look again": "When to look again",
    "by now": "It is closed by now.",
    "as it was": "The file stays as it was.",
    "fetch": "Fetch the file.",
    "somebody": "Somebody else saved it.",
    "nobody": "Nobody can sign.",
    "everybody": "Everybody reads it.",
    "whoever": "Whoever signs it",
    "any more": "It is not due any more.",
    "for ever": "It is kept for ever.",
    "alone": "For staff alone.",
    "anew": "Build it anew.",
    "in the place of": "Loaded in the place of the partner",
    "take the place": "A new code takes its place.",
    "give away": "The total gives it away.",
    "holds for": "The code holds for 15 minutes.",
    "demand": "The law demands it.",
    "owe": "You owe two returns.",
    "asked for": "The figures that were asked for",
    "the own": "Figures of the own organisation",
    "early reader": "The list of early readers",
    "at once": "Publish it at once.",
    "Choose": "Choose a file.",
    "rests on": "A release rests on it.",
    "no such": "There is no such report.",
    "put right": "Something to put right",
    "else than": "Someone else than the writer",
    "set beside": "The rate is set beside England's.",
    "loaded wrongly": "A file that was loaded wrongly",
    "leave it empty": "Leave it empty if there is none.",
    "takes no": "The year is closed. It takes no figures.",
    "what is published": "What is published stays.",
    "of another organisation": "Someone of another organisation confirms it.",
    "begin": "Begin a partnership",
}


def read(tmp_path: Path, name: str, text: str) -> list[Place]:
    """Give the turns found in a file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(places(path, name))


@pytest.mark.parametrize("area", READ)
def test_our_texts_use_plain_words(area: str) -> None:
    found = [
        str(place)
        for name in AREAS[area]
        for path in files_below(BASE_DIR / name)
        for place in places(path, path.relative_to(BASE_DIR).as_posix())
    ]

    assert found == []


def test_every_area_has_files() -> None:
    names = [name for area in AREAS.values() for name in area]

    assert [name for name in names if not list(files_below(BASE_DIR / name))] == []


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
def test_a_turn_is_found(tmp_path: Path, turn: object) -> None:
    assert turn in [place.turn for place in read(tmp_path, "page.md", EXAMPLES[getattr(turn, "name", "")])]


def test_a_place_says_the_line_and_the_better_word(tmp_path: Path) -> None:
    (place,) = read(tmp_path, "page.md", "One.\n\nYour e-mail\naddress.\n")

    assert str(place) == "page.md:3: “One. Your e-mail address.”: use “email” (e-mail)"


def test_code_in_a_document_is_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, "page.md", "`hold back`\n\n```\nhold back\n```\n[Link](who may.md)\n") == []


def test_a_page_is_read_without_its_code(tmp_path: Path) -> None:
    page = (
        '{# nobody #}<p class="nobody">{{ nobody }}{% if nobody %}{% endif %}</p>\n'
        '<img alt="Somebody here">\n{% note "Nobody is here" %}\n<p>Make the\n<a>release</a></p>'
    )

    assert [(place.turn.name, place.line) for place in read(tmp_path, "page.html", page)] == [
        ("Make the", 4),
        ("somebody", 2),
        ("nobody", 3),
    ]


def test_literals_of_a_module_are_read_and_docstrings_are_not(tmp_path: Path) -> None:
    module = (
        '"""Nobody reads this."""\n\nKEY = "nobody"\n\n\ndef told(name: str) -> str:\n    """Nobody, too."""\n'
        '    return f"{name} was told of it, and " "nobody else."\n'
    )

    assert [(place.turn.name, place.line) for place in read(tmp_path, "module.py", module)] == [
        ("is told", 8),
        ("nobody", 8),
    ]


def test_scripts_and_definitions_are_read(tmp_path: Path) -> None:
    assert [place.line for place in read(tmp_path, "page.js", '// Nobody.\nconst TEXT = "Nobody is here.";\n')] == [2]
    assert [place.line for place in read(tmp_path, "rules.toml", '# Nobody.\nwhy = "Nobody is here."\n')] == [2]
