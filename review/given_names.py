"""Given names that are common in England, and how those are told from words and months that are written alike. Pure."""

import re

from review.capital_words import MONTHS

# No ending and no list of words excuses these, not even where they begin a sentence.
_NAMES = """
Aaliyah Aaron Abdul Abigail Adam Ahmed Aidan Aisha Alan Albert Alexander Alexandra Alfie Alice Alison Ally Amanda Amelia
Amina Amy Andrea Andrew Angela Anna Anne Anthony Archie Arthur Ava Barbara Barry Ben Benjamin Beth Bethany Beverly Billy
Bradley Brian Callum Cameron Carly Caroline Catherine Charles Charlie Charlotte Chelsea Chloe Christine Christopher
Clarence Claire Clare Connor Constance Craig Daniel Darren David Debbie Deborah Denise Derek Diane Donna Dorothy Dylan
Edward Eleanor Elizabeth Ella Ellie Elly Emily Emma Ethan Eve Evelyn Evie Fatima Felicity Fiona Florence Freddie Gareth
Gary Gemma Geoffrey George Gillian Graham Hannah Harriet Harry Hassan Hayley Helen Henry Holly Ian Ibrahim Imogen Isaac
Isabella Isabelle Isla Jackie Jacob Jacqueline Jake James Jamie Jane Janet Jasmine Jason Jayden Jean Jennifer Jessica
Joan Joanne Joe John Jonathan Jordan Joseph Joshua Judith Julia Julie Karen Kate Katherine Kathleen Katie Keith Kelly
Kenneth Kevin Khadija Kieran Kimberly Kyle Laura Lauren Laurence Lawrence Leah Leanne Lee Leo Lewis Liam Lily Linda Lisa
Logan Louise Lucas Lucy Luke Lynn Maisie Malcolm Margaret Maria Marie Martin Mary Maryam Mason Matthew Maureen Maya
Megan Mia Michael Michelle Milly Mohammad Mohammed Molly Muhammad Natalie Nathan Neil Nelly Niamh Nicholas Nicola Nigel
Noah Nora Oliver Olivia Omar Oscar Owen Pamela Patricia Patrick Paul Paula Peter Philip Phoebe Polly Rachel Rebecca
Reece Rhys Richard Robert Roger Ronald Rosie Ryan Sally Sam Samantha Samuel Sandra Sarah Scott Sean Sharon Sheila Simon
Sophia Sophie Stacey Stephanie Stephen Steven Stuart Susan Tegan Teresa Terence Thea Thomas Tilly Timothy Toby Tom
Tracey Tyler Valerie Verity Victoria Wayne Wendy Willow Yasmin Yusuf Zara Zoe
"""
# These are words besides, or the name of a month or a thing.
_ALSO_WORDS = """
Amber April Autumn Bill Bob Carol Chase Christian Crystal Daisy Dale Dawn Dean Drew Faith Frank Grace Grant Guy Hope
Hunter Iris Ivy Jack Jade Joy Lance Mark May Miles Olive Pat Patience Pearl Penny Poppy Prudence Ray Robin Rob Rose Ruby
June Summer Sue Trinity Violet Will
"""
GIVEN_NAMES = frozenset(_NAMES.casefold().split())
ALSO_WORDS = frozenset(_ALSO_WORDS.casefold().split())
_MONTHS = frozenset(month.casefold() for month in MONTHS)

DOING = (
    r"told|tells|said|says|felt|feels|thought|wanted|wants|asked|asks|lived|lives|died|went|came|left|ran|moved|stayed|lost|"
    r"took|gave|spoke|talked|called|rang|wrote|explained|described|liked|likes|loved|loves|cried|stopped|started|needed|"
    r"needs|attended|disclosed|shared|agreed|refused|chose|knew|knows|became|slept|fell|worked|works|helped"
)
_KIN = (
    r"mother|mum|father|dad|parents?|sister|brother|family|son|daughter|children|baby|aunt|uncle|grand\w{1,20}|friends?|carers?|"
    r"partner|husband|wife|worker|social\s{1,4}worker|teacher|home|house|flat|bedroom|phone|story|voice|wish(?:es)?|money"
)
_SURNAME = r"\s{1,4}(?P<surname>[A-Z][a-z’'-]{2,40})"
_PERSON = re.compile(rf",?\s{{1,4}}(?:who|{DOING}|is|was|has|had)\b|[’']s\b|{_SURNAME}")
# “June was busy” and “June's figures” are of the month.
_PERSON_NOT_MONTH = re.compile(rf",?\s{{1,4}}(?:who|{DOING})\b|[’']s\s{{1,4}}(?:{_KIN})\b|{_SURNAME}")
_WORD_BEFORE = re.compile(r"([\w’'-]{1,30})(?:[^\S\n]|,){1,4}$")
_LONGEST_WORD = 30
# Before a thing or a month, and never before somebody's name.
_THINGS = """
a an the this that each every our their its his her my no any in of by since from until till to through during last next
early late mid between and or before after for on
"""
_BEFORE_A_THING = frozenset(_THINGS.split())


def is_given_name(text: str, start: int, end: int) -> bool:
    """Whether the word that stands there is somebody's given name, as far as its neighbours tell."""
    parts = re.split(r"[-’']", text[start:end].casefold())
    if not GIVEN_NAMES.isdisjoint(parts):
        return True
    return parts[0] in ALSO_WORDS and _is_of_somebody(text, start, end, parts[0])


def _is_of_somebody(text: str, start: int, end: int, word: str) -> bool:
    """Whether something is said of a person that has the name."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    if before and (before[1].casefold() in _BEFORE_A_THING or not before[1].islower()):
        return False
    if before and word not in _MONTHS:
        # Within a sentence the words have no capital letter.
        return True
    follows = (_PERSON_NOT_MONTH if word in _MONTHS else _PERSON).match(text, end)
    return follows is not None
