"""Asking for a sentence to be kept that tells a number which a table hides, or what could identify somebody."""

from indicators.disclosure.given_away import Kept, plain
from indicators.releases.models.kept_sentence import WHO, KeptSentence, details_in
from indicators.releases.near_withheld import near_withheld
from indicators.releases.words_held import as_read
from partnership.exceptions import DomainError
from partnership.models import User
from review.marks import kept_key
from review.services import propose

LONGEST_REASON = 1000


def ask_to_keep(*, sentence: str, reason: str, by: User) -> KeptSentence:
    """Ask the boards to let a sentence pass. Raises `DomainError` where nothing in it is refused, or there are several.

    Who asks is the writer: nobody of their organisation decides on it.
    """
    text = as_read(sentence).strip()
    kept = Kept(near_withheld())
    told = kept.given_away_in(text)
    # Stress within a name makes another detail of it: each text is read as it was typed.
    who = dict.fromkeys(WHO + kept_key(one.detail) for read in (sentence, text) for one in details_in(read))
    if not told and not who:
        raise DomainError(
            "This sentence tells nothing that a table hides, and nothing that could identify someone. You do not need "
            "to ask."
        )
    if told and (len(told) > 1 or plain(told[0].sentence) != plain(text)):
        raise DomainError("Enter one sentence, word for word as it is in your text.")
    keys = [*kept.keys_told(text), *who]
    request = KeptSentence(sentence=text, plain=plain(text), keys=keys, reason=reason.strip())
    return propose(obj=request, by=by)
