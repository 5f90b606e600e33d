"""The proof in writing: under which policies, over which facts, by which solver, with which result. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import scipy

from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.audit import AttackResult
from indicators.disclosure.solver.exposure import Exposure
from indicators.disclosure.solver.policy import Policy

FORMAT = 1


def solver() -> str:
    """What solved the programmes."""
    return f"HiGHS, as shipped with scipy {scipy.__version__}"


def certificate(
    *,
    policies: Mapping[str, Policy],
    findings: Sequence[AttackResult],
    exposed: Iterable[Exposure],
    sizes: Mapping[str, int],
    hidden: Mapping[str, int],
    lost: int,
    least: int,
) -> dict[str, Any]:
    """The certificate as plain data. It names counts and what a reader can conclude of them, never a true value.

    `hidden` says how many cells were hidden for which reason; `lost` is the information lost with them, `least` what
    any safe choice would lose, as far as that was proven.
    """
    return {
        "format": FORMAT,
        "result": "passed" if all(finding.is_safe for finding in findings) else "failed",
        "solver": solver(),
        "policies": {slug: policy.as_data() for slug, policy in sorted(policies.items())},
        "sizes": dict(sizes),
        "hidden": dict(hidden),
        "lost": lost,
        "least": least,
        "counts": [
            {
                "key": finding.key,
                "must stay possible": list(finding.stays),
                "a reader concludes": _interval(finding.after),
            }
            for finding in findings
        ],
        "already public": [{"key": one.key, "a reader concludes": _interval(one.interval)} for one in exposed],
    }


def _interval(interval: Interval | None) -> list[int | None] | None:
    return None if interval is None else [interval.lower, interval.upper]


def certificate_hash(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a certificate, over its data in one fixed form."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
