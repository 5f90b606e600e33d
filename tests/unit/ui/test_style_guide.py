"""The style guide shows every component, and pages write no component by hand."""

import re
from pathlib import Path

import pytest

from ui.style_guide import COMPONENTS
from ui.templatetags import controls, texts, ways

TEMPLATES = Path("templates")
# Where components are written: their own templates, those of the form pack, the table of every list, and the report's
# document, whose pages are frozen with each edition. The form of a return is a grid of fields, which scripts add up.
WRITTEN_BY_HAND = ("components/", "govuk/", "tables/govuk.html", "reports/document/", "indicators/returns/_grid.html")
COMPONENT = re.compile(
    r'class="(?:govuk-button[ "]|govuk-breadcrumbs|govuk-inset-text"|govuk-warning-text|govuk-summary-list|app-empty|'
    r"app-state|app-status|govuk-heading-(?:xl|l)\">.*</h1>|govuk-table__(?:caption|head\"|body)|govuk-pagination\")"
    r'|<table\b|<select[^>]*\sname="year"'
)


def test_every_component_is_shown():
    sources = "\n".join(example.source for component in COMPONENTS for example in component.examples)
    tags = {name for library in (controls, texts, ways) for name in library.register.tags}

    assert {name for name in tags if f"{{% {name} " not in sources} == set()


def test_names_of_examples_differ():
    names = [example.name for component in COMPONENTS for example in component.examples]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["breadcrumbs", "pagination", "table", "warning", "year_chooser"])
def test_component_by_hand_is_noticed(name):
    assert COMPONENT.search((TEMPLATES / f"components/{name}.html").read_text())


def test_pages_write_no_component_by_hand():
    found = {
        path.relative_to(TEMPLATES).as_posix(): match.group(0)
        for path in TEMPLATES.rglob("*.html")
        if not path.relative_to(TEMPLATES).as_posix().startswith(WRITTEN_BY_HAND)
        and (match := COMPONENT.search(path.read_text()))
    }

    assert found == {}
