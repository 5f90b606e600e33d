"""The words and phrases by which notes speak of figures: directions, times, ranks, comparisons. Pure."""

import re
from decimal import Decimal

from indicators.checks.note_numbers import AMOUNT, COUNTED_IN_WORDS, MONTHS

UP, DOWN = 1, -1
UP_NOUN = r"increases?|rises?|growth|upturn|surge|spike"
DOWN_NOUN = r"decreases?|falls?|drops?|reductions?|declines?|downturn|dips?"
UP_WORDS = (
    rf"rose|risen|rising|rise|increas(?:ed|ing)|grew|grown|grow(?:s|ing)?|climb(?:ed|s|ing)?|doubled|trebled|tripled|"
    rf"quadrupled|surged|soared|jumped|rocketed|spiked|upwards?|(?:two|three|four|five|ten)fold|{UP_NOUN}|"
    r"(?:went|gone|going|is|are|was|were) (?:back )?up|up (?=from|by|on|\d|about)|(?<!^)up (?=to \d)|higher|"
    r"more(?= [a-z]+ than|"
    r" than (?:last|the "
    r"previous|a year|in last))|(?:twice|three times|four times) as (?:many|high|much)"
)
DOWN_WORDS = (
    rf"fell|fallen|falling|decreas(?:ed|ing)|declin(?:ed|ing)|dropped|dropping|reduc(?:ed|es|ing)|dipped|shrank|"
    rf"shrunk|"
    rf"plummeted|slumped|plunged|halved|downwards?|eased|{DOWN_NOUN}|"
    r"(?:went|gone|going|is|are|was|were) (?:back )?down(?! to [a-z])|back down|down (?=from|to (?:\d|about)|by|"
    r"on|\d|about)|lower|fewer|"
    r"less(?= [a-z]+ than| than (?:last|the previous|a year))|half (?:as many|what)"
)
WORDS = {UP: re.compile(rf"\b(?:{UP_WORDS})\b", re.I), DOWN: re.compile(rf"\b(?:{DOWN_WORDS})(?:\b|(?<= ))", re.I)}
ANY_WAY = rf"(?:{UP_WORDS}|{DOWN_WORDS})"
NEGATED = re.compile(r"\b(?:not|no|never|without)\b|n[’']t\b", re.I)
DENIED = re.compile(
    rf"\b(?:(?:did|do|does|has|have|had|is|are|was|were)(?:\s+not|n[’']t)\s+(?:[a-z]+ly\s+|been\s+)?"
    rf"(?P<verb>rise|fall|grow|drop|increase|decrease|decline|{UP_WORDS}|{DOWN_WORDS})"
    rf"|no\s+(?:real\s+|significant\s+|overall\s+)?(?P<noun>{UP_NOUN}|{DOWN_NOUN}))\b",
    re.I,
)
# What can be more or less, and is no figure of a table.
_OTHER_THINGS = (
    *("age", "limit", "limits", "staff", "staffing", "demand", "awareness", "reporting", "recording"),
    *("capacity", "complexity", "confidence", "training", "quality", "timeliness", "risk", "need", "needs"),
    *("resources", "funding", "scrutiny", "pressure", "pressures", "identification", "threshold", "thresholds"),
    *("level", "tier", "priority", "harm", "workload", "vigilance", "focus", "waiting", "understanding"),
    *("engagement", "visibility", "publicity", "access", "use", "patrols", "activity", "team"),
    "levels of",
)
OTHER_THINGS = rf"(?:{'|'.join(_OTHER_THINGS)})"
OF_OTHERS = re.compile(
    rf"\b(?:{ANY_WAY})\s+(?:(?:in|of)\s+)?(?:the\s+|our\s+)?(?:[a-z]+\s+)?{OTHER_THINGS}\b"
    rf"|\b{OTHER_THINGS}\s+(?:[a-z]+\s+){{0,5}}?(?:remain(?:s|ed)?|stayed|is|are|was|were|has|have)\s+(?:been\s+)?"
    rf"(?:stable|unchanged|the same|{ANY_WAY})\b|\b{OTHER_THINGS}\s+(?:was|were|is)\s+(?:lowered|raised)\b",
    re.I,
)
LAST_YEAR = (
    r"(?:in\s+)?(?:last year|the (?:year before|previous years?|prior year)|previous years?|a year (?:ago|"
    r"earlier|before))"
)
# Why something was so is not what it was: “because of fewer patrols”.
WHY = re.compile(
    rf"\bin line with (?!{LAST_YEAR})[^,;]*,?|"
    r"\b(?:because|due to|owing to|thanks to|reflect(?:s|ed|ing)?|following|as a result of|driven by|explained by|"
    r"attributed to|linked to|caused by|after)\b[^,;]*,?",
    re.I,
)
# Part of the year, or more than a year: no figure of the table says what became of those.
OTHER_TIME = re.compile(
    rf"\b(?:in|during|over|for|from|since|until)\s+(?:the\s+)?(?:(?:first|second|third|fourth|last|final|latter|"
    rf"early|latest|"
    rf"recent|past|next|later)\s+(?:\w+\s+)?(?:half|quarters?|months?|weeks?|part|summer|term|years|decade)|"
    rf"quarter\s+\d|q\d|"
    rf"(?:early\s+|late\s+)?(?:{MONTHS}|spring|summer|autumn|winter)\b|(?:19|20)\d\d|(?:\w+\s+)?years\b|covid|"
    rf"the pandemic)"
    r"|\b(?:compared (?:with|to)|than)\s+(?:in\s+)?(?:19|20)\d\d|\byear on year\b|\blong(?:er)?[ -]term\b|"
    r"\bpre-?pandemic\b",
    re.I,
)
# What may be, what is aimed at, what was corrected, and what happened elsewhere.
NOT_SO = re.compile(
    r"\b(?:expect(?:s|ed)?|target|aims?|would|could|should|will|might|if|had the|forecast|predict(?:s|ed)?|projected|"
    r"plan(?:s|ned)? to|not possible|cannot|whether|revised|corrected|amended|restated|adjusted|"
    r"national(?:ly)?|across the country|regional(?:ly)?|elsewhere)\b",
    re.I,
)
MAY = re.compile(r"\bmay\b")
EACH = re.compile(r"\b(?:all|every|each|both)\b", re.I)
# What tables count. Of one that this table does not count, the note says nothing that the table knows.
NOUNS = (
    "crimes",
    "offences",
    "incidents",
    "contacts",
    "referrals",
    "enquiries",
    "concerns",
    "children",
    "victims",
    "suspects",
    "assessments",
    "plans",
    "episodes",
    "reports",
    "notifications",
    "cases",
    "adults",
    "conferences",
    "investigations",
    "perpetrators",
    "arrests",
    "strategies",
    "meetings",
    "pupils",
    "households",
    "families",
)
OTHER_STANDARD = re.compile(
    r"\bthan\s+(?:we|expected|planned|average|usual|normal|forecast|the (?:national|regional|england|average|"
    r"target|mean)|"
    r"other|similar|statistical|our (?:statistical )?neighbours|most|nationally)\b",
    re.I,
)
TO = re.compile(
    r"\b(?:(?<!due )(?<!owing )(?<!thanks )(?<!according )(?<!addition )(?<!response )to|"
    r"(?:totals?|numbers?|rate|percentage|figure|count) (?:of|is|was|are|were|(?:is|are) now|st(?:ands|ood) at)|"
    r"totall?ed|numbered|"
    r"at(?=\s+(?:[a-z]+\s+)?[\d,.]+(?:%|\s*per\s?cent)?\s*(?:$|[.,;)(]|this\b|in\b|for\b|compared|from|per\b)))\s+"
    rf"{AMOUNT.format('to')}(?!\s+(?:[a-z]+\s+)?{LAST_YEAR})",
    re.I,
)
ALL_OF_IT = re.compile(
    rf"\bthere (?:were|was|are|is)\s+{AMOUNT.format('all')}(?=\s+(?:numbers\b|[^\d.;]{{0,40}}(?:compared|"
    rf"in total|against\s+\d)))"
    rf"|\b{AMOUNT.format('sum')}\s+(?:[a-z]+\s+){{0,3}}?in total\b|\bin total,?\s+{AMOUNT.format('tot')}"
    rf"|\b(?:recorded|received|had|were)\s+{AMOUNT.format('rec')}\s+(?:numbers\s+)?(?:in\s+)?this year\b"
    rf"|\b{AMOUNT.format('num')}\s+numbers\s+(?:were\s+)?(?:recorded|received|reported)\s+(?:in\s+)?this year\b",
    re.I,
)
SAYS_THE_NUMBER = re.compile(
    r"\b(?:totals?|figure|numbers?|rate|percentage|count) (?:of|is|was|are|were|(?:is|are) now|st(?:ands|"
    r"ood) at) (?:[a-z]+ )?\d|"
    r"\btotall?ed\b|\bnumbered\b",
    re.I,
)
NONE = re.compile(r"\bthere (?:were|was|are|is) (?:none|no numbers)\b(?! of)|\bnil return\b", re.I)
FROM = re.compile(
    rf"\b(?:from|compare[sd] (?:with|to)|against|than|last year(?:[’']s)?(?:,?\s+(?:the|our))?"
    rf"(?:\s+(?:figure|number|total|count|rate|it))?\s+(?:was|were|st(?:oo)d at))\s+{AMOUNT.format('frm')}"
    rf"|\b{AMOUNT.format('last')}\s+(?:(?!more|fewer|less|higher|lower|on\b|up\b|down\b|increase|rise|fall|"
    rf"drop|moved|revised|to\b|from\b|withdrawn)[a-z]+\s+){{0,4}}?"
    rf"{LAST_YEAR}\b(?!\s+(?:were|was|that|who|have|has)\b)"
    rf"|\b{LAST_YEAR},?\s+(?:there (?:were|was)|we (?:recorded|had|received))\s+{AMOUNT.format('ly')}"
    rf"|\b{AMOUNT.format('brk')}\s*\({LAST_YEAR}\)",
    re.I,
)
BY = re.compile(
    rf"\b(?:by|rose|risen|fell|fallen|increased|decreased|dropped|grew|grown|declined)\s+{AMOUNT.format('by')}"
    rf"|\b(?:{UP_NOUN}|{DOWN_NOUN}|change)\s+of\s+{AMOUNT.format('of')}"
    rf"|\b{AMOUNT.format('pre')}\s+(?:{UP_NOUN}|{DOWN_NOUN}|(?:[a-z]+\s+)?(?:higher|lower)\b)"
    rf"|\b{AMOUNT.format('cmp')}\s+(?:more|fewer|less)\b(?=\s+(?:[a-z]+\s+){{0,3}}than\b)"
    rf"|\b(?:up|down)\s+{AMOUNT.format('ud')}",
    re.I,
)
# How many times as many a word says, at least and at most.
TIMES_WORDS: tuple[tuple[str, tuple[str, str]], ...] = (
    (r"(?:more than|over) doubled", ("2.0001", "9")), (r"(?:nearly|almost) doubled", ("1.7", "1.9999")),
    (r"doubled|twofold|twice as", ("1.75", "2.5")), (r"(?:nearly|almost) (?:trebled|tripled)", ("2.5", "2.9999")),
    (r"more than (?:trebled|tripled)", ("3.0001", "99")), (r"trebled|tripled|threefold|three times as", ("2.5", "3.7")),
    (r"quadrupled|fourfold|four times as", ("3.5", "4.7")), (r"fivefold", ("4.5", "5.7")), (r"tenfold", ("8", "12")),
    (r"more than halved", ("0", "0.4999")), (r"(?:nearly|almost) halved", ("0.5001", "0.6")),
    (r"halved|half (?:as many|what)", ("0.4", "0.6")),
)  # fmt: skip
TIMES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.I), (Decimal(low), Decimal(high))) for words, (low, high) in TIMES_WORDS
)
BE = r"(?:stayed|remain(?:s|ed|ing)?|is|are|was|were|been|kept|held)"
NO_CHANGE = r"\b(?:(?:there )?(?:is|was|were|has been|have been) )?(?:no|little|hardly any|minimal) (?:\w+ )?changes?\b"
UNCHANGED = re.compile(
    rf"\bunchanged\b|\bdid not change|\bha(?:s|ve) not changed\b|\b{BE} (?:at )?(?:about )?the same\b"
    rf"|{NO_CHANGE}(?!\s+(?:in|to)\s+(?!(?:the\s+|our\s+)?(?:numbers?|figures?|counts?|totals?|rates?|⟦)))",
    re.I,
)
# What changed a little can be called unchanged with one of these words.
ROUGHLY = re.compile(
    r"\b(?:little|hardly any|minimal|significant|real|major|material|notable|broadly|largely|virtually|almost|nearly|"
    r"about|roughly|essentially|relatively|statistically|substantial)\b",
    re.I,
)
STABLE = re.compile(
    rf"\b{BE}\s+(?:[a-z]+\s+)?(?:stable|steady|level|constant|static|consistent|flat)\b|\bplateaued\b|"
    rf"\blevelled off\b|"
    rf"\b(?:similar to|in line with|consistent with|much the same as|comparable (?:to|with))\s+(?:that of\s+|"
    rf"those of\s+)?"
    rf"{LAST_YEAR}",
    re.I,
)
OF_FIGURES = re.compile(
    r"\b(?:numbers?|figures?|counts?|totals?|rates?|percentages?|levels|volumes?)\b|⟦|"
    rf"{NO_CHANGE}\s*(?:$|[.,;]|from|on|since|compared|this|between)",
    re.I,
)
NOT_OF_FIGURES = re.compile(
    r"\b(?:definition|rules?|recording|practice|polic(?:y|ies)|procedures?|process(?:es)?|method|system|source|"
    r"guidance|"
    r"counting|staffing|staff|team|boundar(?:y|ies)|age|limits?|codes?|thresholds?|the way|how we)\b",
    re.I,
)
ORDINALS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
PLACE = "|".join(ORDINALS)
RANK = re.compile(
    rf"(?<!one of the )(?<!among the )(?<!amongst the )\b(?:(?P<ordinal>{PLACE})[- ])?"
    r"(?P<way>highest|largest|biggest|greatest|lowest|smallest|most (?:common|frequent)|least (?:common|frequent))\b"
    r"(?!\s+(?:increase|rise|fall|drop|change|decrease|group|proportion|reduction|single|growth|ever))",
    re.I,
)
LOWEST = re.compile(r"lowest|smallest|least", re.I)
OF_TIMES = re.compile(r"\b(?:since|on record|ever|years?|months|history|recorded)\b", re.I)
THAN = re.compile(
    r"\b(?P<more>higher than|above|more than|exceeds|larger than)\b|\b(?P<less>lower than|below|fewer than|"
    r"less than|smaller than)\b",
    re.I,
)
ANOTHER = re.compile(r"^[^⟦\d]{0,30}⟦(?P<row>\d+)⟧")
OURS = re.compile(r"\b(?:our|we|local(?:ly)?)\b", re.I)
NAMED = re.compile(r"⟦(\d+)⟧")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
CLAUSE = re.compile(r",?\s{1,8}(?:but|while|whilst|whereas|although|though|however|so|therefore)\s{1,8}", re.I)
PIECE = re.compile(r",\s{1,8}(?:and\s{1,8}|then\s{1,8})?|\s{1,8}(?:and|then)\s{1,8}", re.I)
PART_OF_IT = re.compile(r"\b(?:includ(?:e|es|ed|ing)|of (?:these|which|whom|them))\b.*", re.I)
# The groups of amounts.
AMOUNTS = ("to", "all", "sum", "tot", "rec", "num", "frm", "last", "ly", "brk", "by", "of", "pre", "cmp", "ud")
# Each statement has one of these; most sentences of a note have none.
CAN_BE_SAID = re.compile(
    rf"\b(?:{UP_WORDS}|{DOWN_WORDS})|\d|chang|{'|'.join(COUNTED_IN_WORDS)}|stable|steady|same|similar|level|constant|"
    r"consistent|static|flat|plateau|in line|comparable|highest|largest|biggest|greatest|lowest|smallest|most |least |"
    r"more|less|above|below|exceed|\bnone\b|\bno\b|\bnil\b|rise|grow|increase|decrease|decline|drop|fall|twice|half",
    re.I,
)
# No note says more of its figures.
MOST_CLAUSES = 200
# No statement is longer; what is pasted can be.
LONGEST = 600
# In place of what the table does not count.
UNKNOWN = "⟦⟧"
OF_UNKNOWN = re.compile(
    rf"{UNKNOWN}\s+(?:[a-z]+\s+){{0,2}}?{ANY_WAY}|{ANY_WAY}\s+(?:(?:in|of)\s+)?(?:the\s+)?{UNKNOWN}", re.I
)
