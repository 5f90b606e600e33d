"""What passwords are refused besides short, common and numeric ones.

Those that are near to what was stolen elsewhere or are otherwise easy to guess, and the partnership's own words with
little added.
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError

# Words that whoever guesses tries first at any such partnership.
_OF_THE_FIELD = ("safeguarding", "partnership", "children", "community", "council", "password", "welcome", "police")
# What has to be left without them.
_ENOUGH = 6
# So many characters are looked at: what follows makes nothing easier to guess, and three times as many signs that could
# be letters would take a quarter of a minute.
_READ = 24
# On zxcvbn's scale from 0 to 4: at least a hundred million guesses.
_SAFE = 3
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def own_words() -> Iterator[str]:
    """The words of the partnership's name, areas and contacts, and of its field, in lower case."""
    profile = settings.PARTNERSHIP
    texts = (profile.name, profile.short_name, profile.email, *(arm.name for arm in profile.arms))
    yield from _OF_THE_FIELD
    for text in texts:
        yield from (word for word in re.findall(r"[a-z]{4,40}", str(text).lower()))


class GuessableValidator:
    """Refuses a password that a guesser with lists of stolen passwords, names and words would soon come to."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError`."""
        # Its lists take memory, and few processes ever see a new password.
        from zxcvbn import zxcvbn  # noqa: PLC0415

        own = [str(getattr(user, name, "") or "") for name in ("email", "display_name")]
        if zxcvbn(password[:_READ], user_inputs=[word for word in own if word])["score"] < _SAFE:
            raise ValidationError(
                "This password is too easy to guess. Use three random words, or add a word that no one expects.",
                code="guessable",
            )

    def get_help_text(self) -> str:
        """For the list beside the field."""
        return "Three random words are easy to remember and hard to guess."


class OwnWordsValidator:
    """Refuses a password that is the partnership's words with a year, a sign or a few letters."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError`."""
        read = password.lower().translate(_LOOKALIKES)
        rest = read
        for word in sorted(set(own_words()), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != read and len(re.sub(r"[\W\d_]", "", rest)) < _ENOUGH:
            raise ValidationError(
                "Use a password without the partnership’s name or words of its work.", code="own_words"
            )

    def get_help_text(self) -> str:
        """For the list beside the field."""
        return "Do not build it on the partnership’s name or words of its work."
