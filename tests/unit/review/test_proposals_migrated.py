"""What two people had decided before it came to the review engine keeps its decision."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest

NOBODY = (None, None)
ANN, BEA = SimpleNamespace(organisation_id=1), SimpleNamespace(organisation_id=2)
FIRST, LATER = (datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in (1, 2))


def policy(agreed=NOBODY, refused=NOBODY):
    module = import_module("indicators.migrations.0004_policies_reviewed")
    parts = {name: name for name in module.STAYING}
    people = {"proposed_by": ANN, "proposed_at": FIRST}
    row = SimpleNamespace(
        **parts, **people, agreed_by=agreed[0], agreed_at=agreed[1], refused_by=refused[0], refused_at=refused[1]
    )
    return module.read(row, "Too much is hidden.")


def former_report(approved=NOBODY, withdrawn=NOBODY):
    module = import_module("reports.migrations.0002_former_reports_reviewed")
    row = SimpleNamespace(
        **{name: name for name in module.STAYING},
        uploaded_by=ANN,
        uploaded_at=FIRST,
        approved_by=approved[0],
        approved_at=approved[1],
        withdrawn_by=withdrawn[0],
        withdrawn_at=withdrawn[1],
        withdrawn_reason="The wrong file.",
    )
    return module.read(row, "")


@pytest.mark.parametrize(
    ("read", "state", "decided", "reason"),
    [
        (policy(), "submitted", {}, ""),
        (policy(agreed=(BEA, LATER)), "approved", {"approved": (BEA, LATER)}, ""),
        (policy(refused=(BEA, LATER)), "returned", {"returned": (BEA, LATER)}, "Too much is hidden."),
        (former_report(), "submitted", {}, ""),
        (former_report(approved=(BEA, LATER)), "approved", {"approved": (BEA, LATER)}, ""),
        (former_report(withdrawn=(ANN, LATER)), "returned", {"returned": (ANN, LATER)}, "The wrong file."),
        (
            former_report(approved=(BEA, FIRST), withdrawn=(ANN, LATER)),
            "withdrawn",
            {"approved": (BEA, FIRST), "withdrawn": (ANN, LATER)},
            "",
        ),
    ],
)
def test_decision_stays(read, state, decided, reason):
    values, _ = read
    assert (values["state"], values["return_reason"], values["organisation_id"]) == (state, reason, 1)
    for verb in ("created", "edited", "submitted"):
        assert (values[f"{verb}_by"], values[f"{verb}_at"]) == (ANN, FIRST)
    for verb in ("approved", "returned", "withdrawn"):
        assert (values[f"{verb}_by"], values[f"{verb}_at"]) == decided.get(verb, NOBODY)


def test_content_is_that_of_the_engine():
    assert list(policy()[1]) == ["family", "version", "threshold", "zeros", "method", "base", "symbol", "reason"]
    assert list(former_report()[1]) == ["year", "title", "summary", "source_url", "sha256", "size", "pages"]
