"""Each feature of the figures and of the annual report is a folder, and so are its tests and its templates."""

from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parents[2]
APPS = ("indicators", "reports")
# Folders that only collect what the features define, or that Django looks for in an app.
COLLECTING = {"management", "migrations", "models", "templatetags"}
MOST_MODULES = 5
# Tests that go through several features.
SHARED_TESTS = {"indicators": {"shapes", "stateful"}, "reports": set[str]()}
# The web pages of the report's sections; `document` holds the report itself, which is frozen with each edition.
SHARED_TEMPLATES = {"indicators": set[str](), "reports": {"sections"}}


def folders(path: Path) -> set[str]:
    """The folders that hold files of ours: an emptied one stays on the disk of who had it."""
    return {child.name for child in path.iterdir() if any(child.rglob("*.py")) or any(child.rglob("*.html"))} - {
        "__pycache__"
    }


def features(app: str) -> set[str]:
    """The folders of an app that are features."""
    return folders(BASE_DIR / app) - COLLECTING


@pytest.mark.parametrize("app", APPS)
def test_few_modules_stand_beside_the_features(app: str) -> None:
    modules = sorted(path.name for path in (BASE_DIR / app).glob("*.py"))

    assert len(modules) <= MOST_MODULES, f"{modules}: put what is new into the folder of its feature"


@pytest.mark.parametrize("app", APPS)
def test_every_feature_has_a_folder_of_tests(app: str) -> None:
    tested = folders(BASE_DIR / "tests/unit" / app) | folders(BASE_DIR / "tests/integration" / app)

    assert features(app) - tested == set()
    assert tested - features(app) == SHARED_TESTS[app]


@pytest.mark.parametrize("app", APPS)
def test_templates_stand_in_the_folder_of_their_feature(app: str) -> None:
    templates = BASE_DIR / "templates" / app

    assert folders(templates) - features(app) == SHARED_TEMPLATES[app]
    assert [path.name for path in templates.glob("*.html")] == []
