"""The command that begins a partnership."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from indicators.models import Area, NeighbourSet
from partnership.models import Arm, ReportingYear, User

ARGUMENTS = ["found_partnership", "--council", "Host Council", "--coordinator", "Coordinator@Example.org"]


def test_founding_makes_what_a_coordinator_needs_to_go_on(db, client, capsys):
    call_command(*ARGUMENTS)
    coordinator = User.objects.get()
    assert (coordinator.email, coordinator.role_names) == ("coordinator@example.org", ["Coordinator"])
    assert coordinator.organisation.short_name == "Host Council"
    assert Arm.objects.count() == 3
    assert Area.objects.exists()
    assert NeighbourSet.objects.exists()
    assert not ReportingYear.objects.get().is_closed
    assert "can set a password" in capsys.readouterr().out
    client.post(reverse("account_reset_password"), {"email": coordinator.email})
    assert mail.outbox[0].to == [coordinator.email]
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_second_founding_is_refused(db):
    call_command(*ARGUMENTS)
    with pytest.raises(CommandError, match="already exists"):
        call_command(*ARGUMENTS)
