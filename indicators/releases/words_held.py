"""Holds texts against everything that releases keep back, public or about to be."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.disclosure.given_away import GivenAway, Kept, plain
from indicators.releases.models.certificate import DisclosureCertificate
from indicators.releases.models.kept_sentence import WHO, KeptSentence, pairs
from indicators.releases.models.release import Release
from indicators.releases.near_withheld import near_withheld
from partnership.exceptions import DomainError
from publication.standing import standing_texts
from review.privacy_scan import Place, places_of
from review.problems import HeldWords, Problem
from review.registry import reviewable_models
from ui.prose.reader import read
from ui.prose.text import text_of


@dataclass(frozen=True)
class ToldBefore:
    """A text that readers have, and the count in it that a release hides: what it is called, and where."""

    what: str
    label: str
    found: GivenAway

    @property
    def sentence(self) -> str:
        """For the publisher. It does not repeat the number: such sentences are kept in the audit trail."""
        return (
            f"The {self.what} ({self.label.lower()}) tells a number that the table “{self.found.table}” hides. Change "
            "or withdraw it, or ask for its sentence to be kept."
        )


def as_read(text: str) -> str:
    """As readers see it: three asterisks around a number hide it from nobody."""
    return text_of(read(text))


def given_away(places: Sequence[Place], owner: int | None = None) -> list[Problem]:
    """Each place that gives away a count that a table hides, with its text's label and field. Four queries.

    `owner` is the organisation that the texts belong to: what its own people let pass does not count.
    """
    spoken = [place for place in places if _is_spoken(place)]
    if not spoken:
        return []
    kept = Kept(near_withheld(), pairs(KeptSentence.objects.allowances(), owner))
    return [
        HeldWords(f"{place.label}: {found.advice}", place.field)
        for place in spoken
        for found in kept.given_away_in(as_read(place.text))
    ]


def let_pass(texts: Mapping[str, str], owner: int | None = None) -> dict[str, frozenset[str]]:
    """By field, the details that could identify somebody and may stand in its text: in a sentence that was kept.

    `owner` is the organisation that the texts belong to, whose own people cannot let anything pass. Two queries.
    """
    allowances = [one for one in KeptSentence.objects.allowances() if one.holds_for(owner)]
    found = {}
    for field, text in texts.items():
        read = plain(as_read(text))
        keys = {key for one in allowances if one.sentence in read for key in one.keys}
        found[field] = frozenset(key.removeprefix(WHO) for key in keys if key.startswith(WHO))
    return found


def told_before(keys: Collection[str] | None = None) -> list[ToldBefore]:
    """What readers have today that tells what releases hide, public or about to be: approved texts, and those that
    nobody reviews.

    `keys` narrows it to some withheld counts, such as those of a new release. A query for each kind of text.
    """
    near = [one for one in near_withheld() if keys is None or one.key in keys]
    return list(_told(Kept(near))) if near else []


def hidden_by(release: Release) -> set[str]:
    """The counts that a stored release keeps back."""
    found = DisclosureCertificate.objects.filter(release=release).values_list("withheld", flat=True)
    return {one["key"] for items in found for one in items}


def refuse_told_before(release: Release) -> None:
    """Refuse a release that hides what texts tell readers today. Raises `DomainError` naming each text."""
    told = told_before(hidden_by(release))
    if told:
        raise DomainError(" ".join(dict.fromkeys(one.sentence for one in told)))


def _told(kept: Kept) -> Iterator[ToldBefore]:
    allowances = KeptSentence.objects.allowances()
    for model in reviewable_models():
        for item in model.objects.live():
            kept.allowed = frozenset(pairs(allowances, item.organisation_id))
            assert item.live_revision is not None, "live things have one"
            places = places_of(item.readable_of(item.live_revision.content))
            for place in [one for one in places if _is_spoken(one)]:
                for found in kept.given_away_in(as_read(place.text)):
                    yield ToldBefore(item.named(), place.label, found)
    # They belong to nobody: everyone's permission to keep a sentence holds for them.
    kept.allowed = frozenset(pairs(allowances, None))
    for text in standing_texts():
        for found in kept.given_away_in(as_read(text.text)):
            yield ToldBefore(text.what, text.label, found)


def _is_spoken(place: Place) -> bool:
    return any(sign.isspace() for sign in place.text.strip())
