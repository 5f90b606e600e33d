"""Every requirement of OWASP ASVS 5.0 at levels 1 and 2 has a test or a stated reason, and the page says so."""

from collections import Counter

import pytest

from tests.asvs.marks import ALL, WHOLE, proofs, requirements
from tests.asvs.page import PAGE, page, share


def test_catalogue_has_the_whole_standard_once() -> None:
    rows = requirements()
    assert sum(row.count for row in rows) == ALL
    assert [one for one, count in Counter(row.id for row in rows).items() if count > 1] == []
    assert set(WHOLE) <= {row.id for row in rows if row.state == "none"}


def test_nothing_is_blank() -> None:
    found = proofs()
    rows = requirements()
    assert [row.id for row in rows if not row.state and row.id not in found] == [], "mark a test or say why it is open"
    assert [row.id for row in rows if row.state and not row.why] == [], "say why"
    assert [row.id for row in rows if row.state not in {"", "open", "none"}] == []


def test_marks_name_requirements_that_need_a_test() -> None:
    assert sorted(set(proofs()) - {row.id for row in requirements() if not row.state}) == []


def test_nine_in_ten_have_a_test() -> None:
    applicable, tested, _ = share()
    assert tested / applicable >= 0.9


def test_page_is_what_the_marks_say() -> None:
    if PAGE.read_text(encoding="utf-8") != page():
        pytest.fail("docs/asvs.md is not what the marks say: run `make asvs`")
