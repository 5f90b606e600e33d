"""The command that names what always holds in the figures and is no rule: all of the example is settled."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.definitions.settled import settled
from indicators.management.commands import find_unstated_relations as module
from tests.world import World

pytestmark = pytest.mark.no_cover


def test_everything_that_holds_in_the_example_and_its_past_years_is_a_rule_or_settled(world: World) -> None:
    out = StringIO()
    call_command("find_unstated_relations", stdout=out)
    assert "approved returns is a rule or settled." in out.getvalue()


def test_what_is_not_settled_is_named_and_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(one for one in settled() if one.families != ("child-protection",))
    monkeypatch.setattr(module, "settled", lambda: others)
    out = StringIO()
    with pytest.raises(CommandError, match="neither rules nor settled"):
        call_command("find_unstated_relations", stdout=out)
    assert "child-protection/number-of-child-protection-serious-sexual-offences <= " in out.getvalue()
