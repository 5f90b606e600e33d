"""What passwords are refused besides short, common and numeric ones: the partnership's own words with little added."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError

# Words that whoever guesses tries first at any such partnership.
_OF_THE_FIELD = ("safeguarding", "partnership", "children", "community", "council", "password", "welcome", "police")
# What has to be left without them.
_ENOUGH = 6
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def own_words() -> Iterator[str]:
    """The words of the partnership's name, areas and contacts, and of its field, in lower case."""
    profile = settings.PARTNERSHIP
    texts = (profile.name, profile.short_name, profile.email, *(arm.name for arm in profile.arms))
    yield from _OF_THE_FIELD
    for text in texts:
        yield from (word for word in re.findall(r"[a-z]{4,40}", str(text).lower()))


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
