"""What the supervisor was asked for, and what its children find."""

from pathlib import Path

import pytest

from bcssp.supervisor.commands import celery_beat, celery_worker, child_environment, manage, redis_server, web_server
from bcssp.supervisor.options import BASE_DIR, read_options
from bcssp.supervisor.places import Places, SetupError


def test_read_options_defaults() -> None:
    options = read_options(["run"], {})

    assert options.serves
    assert options.var == BASE_DIR / "var"
    assert options.address == "http://127.0.0.1:8000/"
    assert len(options.password) >= 12
    assert options.password != read_options(["run"], {}).password


def test_read_options_takes_the_environment(tmp_path: Path) -> None:
    options = read_options(["example"], {"PORT": "9001", "VAR_DIR": str(tmp_path), "EXAMPLE_PASSWORD": "known"})

    assert not options.serves
    assert (options.port, options.var, options.password) == (9001, tmp_path, "known")


@pytest.mark.parametrize("arguments", [[], ["serve"], ["run", "example"]])
def test_read_options_refuses_other_words(arguments: list[str]) -> None:
    with pytest.raises(SetupError, match="Usage"):
        read_options(arguments, {})


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_read_options_refuses_a_port_that_is_none(port: str) -> None:
    with pytest.raises(SetupError, match="PORT must be a number"):
        read_options(["run"], {"PORT": port})


def test_child_environment_is_filled_up_for_development(tmp_path: Path) -> None:
    options, places = read_options(["run"], {"PORT": "9001"}), Places.make(tmp_path)

    env = child_environment(options, places, "unix:///x?db=0")

    assert env["DEBUG"] == "true"
    assert env["SECRET_KEY"] == (tmp_path / "secret_key").read_text().strip()
    assert env["SITE_URL"] == "http://127.0.0.1:9001"
    assert env["REDIS_URL"] == "unix:///x?db=0"
    assert env["VAR_DIR"] == str(tmp_path)


def test_child_environment_keeps_what_was_said(tmp_path: Path) -> None:
    said = {"SECRET_KEY": "mine", "DEBUG": "false", "SITE_URL": "https://portal.example.org"}

    env = child_environment(read_options(["run"], said), Places.make(tmp_path), "redis://x/0")

    assert {name: env[name] for name in said} == said
    assert not (tmp_path / "secret_key").exists()


def test_commands_listen_on_this_machine_only(tmp_path: Path) -> None:
    options, places = read_options(["run"], {"PORT": "9001"}), Places.make(tmp_path)
    redis = redis_server(Path("/bin/redis-server"), tmp_path, places, {})
    web = web_server(options, places, {})

    assert redis.command[redis.command.index("--port") + 1] == "0"
    assert redis.command[redis.command.index("--unixsocketperm") + 1] == "600"
    assert web.command[web.command.index("--host") + 1] == "127.0.0.1"
    assert web.command[web.command.index("--port") + 1] == "9001"


def test_every_lasting_child_has_a_log_of_its_own(tmp_path: Path) -> None:
    options, places = read_options(["run"], {}), Places.make(tmp_path)
    children = [
        redis_server(Path("/bin/redis-server"), tmp_path, places, {}),
        celery_worker(places, {}),
        celery_beat(places, {}),
        web_server(options, places, {}),
    ]

    assert {child.log for child in children} == {places.logs / f"{child.name}.log" for child in children}
    assert manage("step", {}, "check").log is None
