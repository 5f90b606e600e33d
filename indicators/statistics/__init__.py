"""The statistics of published figures. Pure: knows no Django, no database and no definition file.

Each function says what it works out, by which formula, and where the formula comes from. docs/statistics.md holds the
same in one place. Counts are taken as Poisson counts unless a module says otherwise. Limits are two-sided.
"""
