"""Words as they are searched for, and the nearest word to one with a typing error. Pure."""

import re
import unicodedata
from collections.abc import Iterable

# What stands in nearly every text and narrows nothing.
_LITTLE = (
    "a about an and are as at be been but by can could did do does for from get had has have how i if in into is it "
    "its me my of on or our out should so that the their them there these they this to was we were what when where "
    "which who why will with would you your"
)
STOP_WORDS = frozenset(_LITTLE.split())
# A stemmer knows no plural of its own kind.
IRREGULAR = {"child": "children", "woman": "women", "man": "men", "person": "people", "carer": "care", "life": "lives"}
OTHER_FORM = IRREGULAR | {many: one for one, many in IRREGULAR.items() if one != "carer"}
MOST_WORDS = 10
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words in order, in small letters without accents, parted by everything but letters and digits."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def asked_words(query: str) -> list[str]:
    """The words that narrow a search, each once: none for a text of nothing but little words."""
    found = dict.fromkeys(word[:LONGEST_WORD] for word in words_of(query) if word not in STOP_WORDS)
    return [word for word in found if len(word) > 1 or word.isdigit()][:MOST_WORDS]


def vocabulary_of(*texts: str) -> set[str]:
    """The words of which one with a typing error may be meant."""
    found = {word for text in texts for word in words_of(text)}
    return {word for word in found if word.isalpha() and 3 <= len(word) <= LONGEST_WORD}


def most_errors(word: str) -> int:
    """How many typing errors are forgiven: none in a number or a short word, 2 in a long one."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str:
    """The candidate (each with how often it is used) with the fewest typing errors, the most used of several; or ""."""
    limit, letters = most_errors(word), frozenset(word)
    # One error changes which letters a word has by two at most, and to look at that costs much less.
    near = ((other, used) for other, used in candidates if len(letters.symmetric_difference(other)) <= 2 * limit)
    found = ((errors_between(word, other, limit), -used, other) for other, used in near)
    best = min((one for one in found if one[0] <= limit), default=None)
    return best[2] if best and limit else ""


def errors_between(one: str, other: str, limit: int) -> int:
    """Letters that are left out, added, wrong, or changed places with the next; more than `limit` is not counted."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return last[-1]
