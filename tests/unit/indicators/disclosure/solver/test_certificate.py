import hashlib

import pytest
import scipy

from indicators.disclosure.solver.attack import Interval
from indicators.disclosure.solver.audit import AttackResult
from indicators.disclosure.solver.certificate import FORMAT, certificate, certificate_hash, solver
from indicators.disclosure.solver.exposure import Exposure
from indicators.disclosure.solver.policy import Policy

SAFE = AttackResult("a", (1, 5), Interval(0, None))
UNSAFE = AttackResult("b", (1, 5), Interval(3, 4), Interval(3, 3))
UNKNOWN = AttackResult("c", (0, 5), None, problem="No end.")


def test_a_certificate_holds_what_was_proven() -> None:
    policies = {"zoo": Policy(version=2), "ant": Policy(threshold=3)}
    found = certificate(
        policies=policies,
        findings=[SAFE],
        exposed=[Exposure("old", Interval(4, 4))],
        sizes={"cells": 9},
        hidden={"small": 2},
        lost=30,
        least=20,
    )
    assert found == {
        "format": 1,
        "result": "passed",
        "solver": f"HiGHS, as shipped with scipy {scipy.__version__}",
        "policies": {"ant": policies["ant"].as_data(), "zoo": policies["zoo"].as_data()},
        "sizes": {"cells": 9},
        "hidden": {"small": 2},
        "lost": 30,
        "least": 20,
        "counts": [{"key": "a", "must stay possible": [1, 5], "a reader concludes": [0, None]}],
        "already public": [{"key": "old", "a reader concludes": [4, 4]}],
    }
    assert list(found["policies"]) == ["ant", "zoo"]
    assert FORMAT == 1
    assert found["solver"] == solver()


@pytest.mark.parametrize("finding", [UNSAFE, UNKNOWN])
def test_one_count_that_is_not_safe_fails_it(finding: AttackResult) -> None:
    found = certificate(policies={}, findings=[SAFE, finding], exposed=[], sizes={}, hidden={}, lost=0, least=0)
    assert found["result"] == "failed"
    after = finding.after
    assert found["counts"][1] == {
        "key": finding.key,
        "must stay possible": list(finding.stays),
        "a reader concludes": None if after is None else [after.lower, after.upper],
    }


def test_the_hash_is_of_the_data_in_one_form() -> None:
    text = '{"a":[1,null],"ü":"–"}'
    assert certificate_hash({"ü": "–", "a": [1, None]}) == hashlib.sha256(text.encode()).hexdigest()
    assert certificate_hash({"a": [1, None], "ü": "–"}) == certificate_hash({"ü": "–", "a": [1, None]})
