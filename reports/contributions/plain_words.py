"""Whether a text is plain: sentences short, no signs that have to be known. Pure.

What is found is a warning for who writes and who reviews: they may know better, so it stops nothing.
"""

import re
from collections.abc import Iterable, Iterator

# Words of one sentence: of Easy Read, and of a summary in plain words.
EASY, PLAIN = 15, 25
# A sign that a reader would have to know, or that a screen reader leaves out.
SIGNS = re.compile(r"[%&<>=+*#@§€$£~^|\\\[\]{}/→]")
MARKS = re.compile(r"^(#{1,6}|[*-])(\s+|$)")
ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line is one too. The marks that make a heading or a list of a line are left out."""
    parts = (MARKS.sub("", part.strip()) for part in ENDS.split(text))
    return [part for part in parts if part]


def warnings_of(texts: Iterable[str], most_words: int) -> Iterator[str]:
    """What is not plain, in sentences that name the place and say what to do."""
    for sentence in (sentence for text in texts for sentence in sentences_of(text)):
        words = len(sentence.split())
        if words > most_words:
            yield f"“{sentence}” has {words} words. Use no more than {most_words}, or split it into two sentences."
        signs = sorted(set(SIGNS.findall(sentence)))
        if signs:
            yield f"“{sentence}” contains symbols ({' '.join(signs)}). Use words: “1 in 4”, not “25%”."
