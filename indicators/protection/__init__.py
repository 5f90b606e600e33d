"""Disclosure control of a release: what its tables tell together with all that was published before. Pure.

`measures` names what is counted, `relations` and `windows` say what every reader knows, `printed` reads what a
published table tells, `assemble` makes the problem, `apply` hides, `protect` does it all and attacks the outcome.
"""
