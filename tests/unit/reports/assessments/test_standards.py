"""The templates of self-assessments."""

import pytest

from reports.assessments.standards import template_of, templates_of_the_portal


def standard(key):
    return {"key": key, "title": "Title", "text": "Text."}


def test_each_template_asks_different_standards():
    assert set(templates_of_the_portal()) == {"children", "adults"}
    for one in templates_of_the_portal().values():
        assert one.version >= 1
        assert len({standard.key for standard in one.standards}) == len(one.standards) > 3


@pytest.mark.parametrize("keys", [(), ("one", "one"), ("a" * 31,)])
def test_template_that_answers_cannot_be_kept_by_is_refused(keys):
    data = {"slug": "x", "version": 1, "title": "X", "law": "", "standards": [standard(key) for key in keys]}
    with pytest.raises(ValueError, match="different keys"):
        template_of(data)
