"""Factories of indicators that a partnership makes itself. They walk the real transitions."""

from indicators.catalogue import library
from indicators.catalogue.models import IndicatorVersion
from indicators.catalogue.services import begin_new, propose_draft, save_change
from partnership.models import User
from review.services import move
from review.transitions import Verb

ENTRY = "homelessness-domestic-abuse"


def proposed_indicator(title: str, by: User, first_period: str = "2022-23") -> IndicatorVersion:
    """An indicator with this title that waits for a second person."""
    draft = begin_new(by=by, definition=library.definition_of(library.entry(ENTRY)) | {"title": title})
    save_change(draft=draft, by=by, first_period=first_period, reason="The board follows it.", rules_seen=True)
    return propose_draft(draft=draft, by=by)


def agreed_indicator(title: str, by: User, second: User, first_period: str = "2022-23") -> IndicatorVersion:
    """An indicator that both agreed to."""
    version = proposed_indicator(title, by, first_period)
    agreed: IndicatorVersion = move(obj=version, verb=Verb.APPROVE, by=second, revision=version.revision)
    return agreed
