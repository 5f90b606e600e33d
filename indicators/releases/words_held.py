"""Holds texts against everything that releases keep back, public or about to be."""

from collections.abc import Sequence

from indicators.disclosure.given_away import Kept
from indicators.disclosure.near_values import near_values
from indicators.releases.protection import published_tables
from review.privacy_scan import Place
from review.problems import Problem
from ui.prose.reader import read
from ui.prose.text import text_of


def given_away(places: Sequence[Place]) -> list[Problem]:
    """Each place that gives away a count that a table hides, with its text's label and field. Three queries."""
    spoken = [place for place in places if any(sign.isspace() for sign in place.text.strip())]
    if not spoken:
        return []
    kept = Kept(near_values(published_tables()))
    return [
        Problem(f"{place.label}: {found.advice}", place.field)
        for place in spoken
        # As readers see it: three asterisks around a number hide it from nobody.
        for found in kept.given_away_in(text_of(read(place.text)))
    ]
