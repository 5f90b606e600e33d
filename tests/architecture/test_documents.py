"""The documents name commands and files that exist."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

BASE_DIR = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*BASE_DIR.glob("*.md"), *(BASE_DIR / "data").glob("*.md"), *(BASE_DIR / "docs").rglob("*.md")])
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
# What a path of ours begins with. Paths that people write or get are not in the tree.
OURS = ("bench", "data", "docs", "requirements", "static", "templates", "tests")
CONTRACT_TARGETS = {"run", "example", "test", "check", "bench"}
CONTRACT_COMMANDS = {"load_example", "build_annual_report", "verify_audit"}


def make_targets() -> set[str]:
    """Give the targets of the Makefile."""
    text = (BASE_DIR / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, flags=re.MULTILINE))


def document_names() -> list[str]:
    return [path.relative_to(BASE_DIR).as_posix() for path in DOCUMENTS]


def test_the_documents_are_there() -> None:
    assert {"README.md", "DEVELOPING.md", "TESTING.md", "docs/production.md"} <= set(document_names())


def test_the_promised_commands_are_there() -> None:
    assert make_targets() >= CONTRACT_TARGETS
    assert set(get_commands()) >= CONTRACT_COMMANDS


@pytest.mark.parametrize("name", document_names())
def test_document_names_make_targets_that_exist(name: str) -> None:
    text = (BASE_DIR / name).read_text(encoding="utf-8")

    # In code only: prose may say "make sure".
    code = " ".join(re.findall(r"```.*?```|`[^`]+`", text, flags=re.DOTALL))

    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", code)) <= make_targets()


@pytest.mark.parametrize("name", document_names())
def test_document_names_management_commands_that_exist(name: str) -> None:
    text = (BASE_DIR / name).read_text(encoding="utf-8")

    # `version` is answered by manage.py itself.
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= {"version", *get_commands()}


@pytest.mark.parametrize("name", document_names())
def test_document_links_to_files_that_exist(name: str) -> None:
    path = BASE_DIR / name
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))

    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("name", document_names())
def test_document_names_paths_that_exist(name: str) -> None:
    roots = (*PROJECT["tool"]["importlinter"]["root_packages"], *OURS)
    text = re.sub(r"```.*?```", "", (BASE_DIR / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = re.findall(rf"`((?:{'|'.join(roots)})/[^`\s<]*)`", text)

    assert [path for path in named if not list(BASE_DIR.glob(path.rstrip("/")))] == []


def test_an_index_leads_to_every_document() -> None:
    pages = [path for path in (BASE_DIR / "docs").rglob("*.md") if path.name != "README.md"]
    indexes = {path.parent: path.read_text(encoding="utf-8") for path in (BASE_DIR / "docs").rglob("README.md")}

    assert pages
    assert [path for path in pages if f"({path.name})" not in indexes[path.parent]] == []


def test_the_picture_of_features_is_that_of_the_import_contracts() -> None:
    text = (BASE_DIR / "DEVELOPING.md").read_text(encoding="utf-8")
    contracts = [one for one in PROJECT["tool"]["importlinter"]["contracts"] if "containers" in one]

    for contract in contracts:
        picture = re.search(rf"^{contract['containers'][0]}/\n((?:  .*\n)+)", text, flags=re.MULTILINE)
        assert picture is not None
        drawn = [re.split(r" {2,}", line.strip())[0] for line in picture.group(1).splitlines()]
        assert drawn == contract["layers"]
    assert {one["containers"][0] for one in contracts} == {"indicators", "reports"}
