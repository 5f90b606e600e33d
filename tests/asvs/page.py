"""The page `docs/asvs.md`, made of the catalogue and the marks."""

from collections.abc import Iterable

from tests.asvs.marks import BASE_DIR, Requirement, proofs, requirements

PAGE = BASE_DIR / "docs" / "asvs.md"
CHAPTERS = {
    1: "Encoding and sanitisation",
    2: "Validation and business logic",
    3: "Web front end",
    4: "API and web service",
    5: "Files",
    6: "Authentication",
    7: "Sessions",
    8: "Authorisation",
    9: "Self-contained tokens",
    10: "OAuth and OIDC",
    11: "Cryptography",
    12: "Secure communication",
    13: "Configuration",
    14: "Data protection",
    15: "Secure coding and architecture",
    16: "Logging and errors",
    17: "WebRTC",
}
HEAD = """# OWASP ASVS 5.0, levels 1 and 2

The [Application Security Verification Standard](https://github.com/OWASP/ASVS) of OWASP, version 5.0.0
(CC BY-SA 4.0), has {all} requirements at levels 1 and 2. The numbers are OWASP’s, the words are ours and shorter:
read the standard for the exact text. `make asvs` writes this page from `tests/asvs/requirements.csv` and from
the marks on the tests (`@pytest.mark.asvs("6.2.1")`). A test fails where a requirement has neither a test nor a
stated reason, and where this page is not up to date.

| | requirements |
|---|---|
| do not apply to the portal | {none} |
| apply | {applicable} |
| of these, proven by a test | {tested} ({share}%) |
| of these, open | {open} |

Most open ones are for who installs the portal to meet. None is a way into the portal that we know of.
"""


def share() -> tuple[int, int, int]:
    """How many requirements apply, how many of these have a test, and how many do not apply."""
    rows, found = requirements(), proofs()
    applicable = [row for row in rows if row.state != "none"]
    tested = [row for row in applicable if not row.state and row.id in found]
    return len(applicable), len(tested), sum(row.count for row in rows if row.state == "none")


def page() -> str:
    """The whole page."""
    rows, found = requirements(), proofs()
    applicable, tested, none = share()
    parts = [
        HEAD.format(
            all=applicable + none,
            none=none,
            applicable=applicable,
            tested=tested,
            share=100 * tested // applicable,
            open=sum(row.state == "open" for row in rows),
        ),
        "## Open\n",
        *_table(["", "level", "asks", "why it is open"], ([_id(r), r.level, r.asks, r.why] for r in _of(rows, "open"))),
        "\n## Proven by tests\n",
    ]
    for number, title in CHAPTERS.items():
        chapter = [row for row in _of(rows, "") if row.order[0] == number]
        if chapter:
            parts.append(f"\n### {number}. {title}\n")
            lines = ([_id(r), r.level, r.asks, _tests(found.get(r.id, []))] for r in chapter)
            parts += _table(["", "level", "asks", "test"], lines)
    parts.append("\n## Do not apply\n")
    parts += _table(["", "asks", "why not"], ([_id(r), r.asks, r.why] for r in _of(rows, "none")))
    return "\n".join(parts) + "\n"


def _of(rows: Iterable[Requirement], state: str) -> list[Requirement]:
    return [row for row in rows if row.state == state]


def _id(row: Requirement) -> str:
    return f"V{row.id}"


def _tests(found: Iterable[str]) -> str:
    """The tests by name, each with its file: the folder below `tests/` tells which suite has it."""
    return "<br>".join(f"`{one.removeprefix('tests/').replace('::', ' ')}`" for one in found)


def _table(heads: list[str], rows: Iterable[list[object]]) -> list[str]:
    lines = [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *lines]
