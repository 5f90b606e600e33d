"""Disclosure control, attacked from outside: made-up tables, a second solver, and the enumeration of every possibility.

Nothing in `story`, `solver` and `enumeration` imports `indicators.disclosure.solver`: they are written from what a
table says to a reader. `translate` alone tells our own code the same tables.
"""
