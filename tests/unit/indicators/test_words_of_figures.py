"""Which words of returns and definitions are held against what must not be told. No database."""

from indicators.catalogue.models import IndicatorVersion
from indicators.models import Submission
from review.identity import identifying_problems
from review.privacy_scan import places_of

NUMBER = "Call 07700 900456."


def test_every_text_of_a_definition_is_held() -> None:
    version = IndicatorVersion(
        family_slug="calls",
        reason="New.",
        definition={
            "slug": "calls",
            "title": NUMBER,
            "definition": NUMBER,
            "method": NUMBER,
            "caveats": ["None.", NUMBER],
            "rows": [{"key": "one", "label": "One"}, {"key": "two", "label": NUMBER}],
            "columns": [{"key": "number", "label": NUMBER}],
        },
    )

    held = [one.field for one in identifying_problems(places_of(version.printed()))]

    assert held == ["title", "definition", "method", "caveat_2", "row_2", "column_1"]
    assert version.readable_of(version.content()) == version.readable()


def test_reasons_of_an_approved_return_are_held_as_those_of_a_draft_are() -> None:
    figures = {
        "children": {"current": {"state": "not_available", "value": None, "reason": "Two systems."}, "before": {}}
    }

    told = Submission().readable_of({"note": "A note.", "figures": figures})

    assert told == {"note": "A note.", "loaded_later": "", "reasons": {"children": {"current": "Two systems."}}}
