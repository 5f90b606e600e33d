"""Texts that mean harm to a program behind a page: databases, parsers, numbers, file names, logs.

Made by rule and given out in an order of chance, the same each time. `tests/hostile.py` has those that mean harm to a
browser; both are given out here.
"""

import itertools
import random
from collections.abc import Iterator

from tests import hostile

SEEDS = (
    "' OR '1'='1",
    "'; DROP TABLE partnership_user; --",
    "1) UNION SELECT password FROM partnership_user--",
    "%' AND 1=1 AND '%'='",
    "\\",
    "\\'",
    "%",
    "_%_",
    "$1",
    "%s %(name)s {0} {name.__class__}",
    "{{ settings.SECRET_KEY }}",
    '#import "/etc/passwd"',
    '#eval("1")',
    "../../../../etc/passwd",
    "C:\\Windows\\win.ini",
    "/dev/zero",
    f"file:{'/' * 3}etc/passwd",
    '=HYPERLINK("https://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x00",
    "a\x00b",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "\u200b\u200e\u2066x\u2069",
    "\ufeff",
    "\ud7ff\uffff",
    "Z\u0351\u036b\u0343\u032aalgo" * 20,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "ﷺ" * 50,
    "İıſK",
    "-1",
    "0",
    "99999999999999999999999999",
    "1e309",
    "-1e309",
    "NaN",
    "Infinity",
    "٣",
    "½",
    "0x10",
    "1_000",
    "9" * 5000,
    "2023-02-30",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "null",
    "undefined",
    "true",
    "[]",
    '{"a": {"$gt": ""}}',
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM '/etc/passwd'>]><a>&b;</a>",
    "to@example.org\r\nBcc: other@example.org",
    "Content-Type: text/html\r\n\r\n<p>",
    "127.0.0.1\n2026-01-01 INFO bcssp.sign_in: signed in: account 1",
    "(a+)+$" + "a" * 500 + "!",
    "a" * 30_000,
    "a " * 10_000,
    "\n" * 5_000,
    "[" * 3_000,
    "(" * 3_000 + "x",
    "*" * 4_000,
    "`" * 4_000,
    "> " * 2_000 + "x",
    "![](" * 1_000,
    "",
    " ",
    "\t\r\n",
)
AROUND = ("{}", " {} ", "x{}", "{}x", "{0}{0}", "12 {}", "2022-23{}", "a@example.org{}")


def odd_strings() -> Iterator[str]:
    """Without end, the same each time."""
    dice = random.Random(20)
    made = [frame.replace("{0}", seed).replace("{}", seed) for seed, frame in itertools.product(SEEDS, AROUND)]
    browser = list(hostile.texts())
    while True:
        yield dice.choice(made)
        yield dice.choice(browser)
