"""`pyproject.toml` declares what is imported, nothing else, and the locks hold what it declares."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.locks import BASE_DIR, pins_of

PROJECT: dict[str, Any] = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
OURS = PROJECT["tool"]["importlinter"]["root_packages"]
# Django imports it: the address of the database says so.
USED_BY_OTHERS = {"psycopg"}


def declared(*groups: str) -> list[Requirement]:
    """What production needs ("base") and what groups need, as it is declared."""
    lists = {"base": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}
    return [Requirement(text) for group in groups for text in lists[group]]


def names(requirements: Iterable[Requirement]) -> set[str]:
    return {canonicalize_name(one.name) for one in requirements}


# Worked out once: it reads the list of files of every package.
installed_packages = cache(packages_distributions)


def packages_of(module: str) -> set[str]:
    """The installed packages that bring a module."""
    return {canonicalize_name(name) for name in installed_packages().get(module, ())}


def nodes_below(*folders: str) -> Iterator[ast.AST]:
    for folder in folders:
        for path in (BASE_DIR / folder).rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def modules_imported_below(*folders: str) -> set[str]:
    """The modules of others that the files of some folders import, at the top of their names."""
    found = set()
    for node in nodes_below(*folders):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    here = {path.stem for path in BASE_DIR.iterdir()}
    return found - set(sys.stdlib_module_names) - here


def modules_named_below(*folders: str) -> set[str]:
    """The modules that a text names, such as an app or a middleware in the settings."""
    texts = (node.value for node in nodes_below(*folders) if isinstance(node, ast.Constant))
    return {text.split(".")[0] for text in texts if isinstance(text, str)}


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("base", ["base"]), ("dev", ["base", "dev"]), ("bench", ["bench"]), ("bench-pdf", ["bench-pdf"])],
)
def test_lock_holds_what_is_declared(lock: str, groups: list[str]) -> None:
    pins = pins_of(lock)

    missing = [
        str(one)
        for one in declared(*groups)
        if not any(pin.name == canonicalize_name(one.name) and pin.version in one.specifier for pin in pins)
    ]

    assert pins
    assert missing == []


def test_tests_run_with_the_versions_of_production() -> None:
    assert set(pins_of("base")) <= set(pins_of("dev"))


def test_what_the_portal_imports_is_declared() -> None:
    known = names(declared("base"))

    assert {module for module in modules_imported_below(*OURS) if not packages_of(module) & known} == set()


def test_what_the_tests_import_is_declared() -> None:
    known = names(declared("base", "dev"))

    assert {module for module in modules_imported_below("tests") if not packages_of(module) & known} == set()


@pytest.mark.asvs("15.2.3")
def test_what_is_declared_for_the_portal_is_used() -> None:
    modules = modules_imported_below(*OURS) | modules_named_below("bcssp")
    used = {package for module in modules for package in packages_of(module)}

    assert names(declared("base")) - used - USED_BY_OTHERS == set()


def test_nothing_is_declared_twice() -> None:
    every = [canonicalize_name(one.name) for one in declared("base", "dev")]

    assert sorted(set(every)) == sorted(every)
