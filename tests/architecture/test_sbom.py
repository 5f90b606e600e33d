"""The list of what production installs is CycloneDX, whole, and the same each time."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.architecture.locks import pins_of
from tests.sbom import CARRIED, bill


@pytest.mark.asvs("15.1.2")
def test_bill_is_valid_whole_and_the_same_each_time() -> None:
    made = bill()
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made))
    assert problem is None, str(problem)[:500]
    assert made == bill()
    named = {(one["name"], one["version"]) for one in made["components"]}
    assert {(pin.name, pin.version) for pin in pins_of("base")} <= named
    assert len(named) == len(pins_of("base")) + len(CARRIED)
    here = [one for one in made["components"] if one.get("scope") == "required"]
    assert [one["name"] for one in here if not one.get("licenses")] == [], "these say no licence"
