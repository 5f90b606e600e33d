"""What Celery was told: the promises that a lost message or a dead worker would break."""

import pytest
from celery import Celery

from bcssp import celery_app, celery_config


@pytest.fixture(scope="module")
def app() -> Celery:
    celery_app.loader.import_default_modules()
    return celery_app


def test_a_task_counts_as_done_only_when_it_ended(app: Celery) -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_redis_hands_out_no_task_that_still_runs(app: Celery) -> None:
    visible_again = app.conf.broker_transport_options["visibility_timeout"]

    assert visible_again > app.conf.task_time_limit > app.conf.task_soft_time_limit


@pytest.mark.asvs("1.5.2")
def test_only_json_travels_and_nothing_is_kept(app: Celery) -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.result_backend is None


def test_a_request_does_not_wait_long_for_redis(app: Celery) -> None:
    assert app.conf.task_publish_retry_policy["max_retries"] <= 1
    assert app.conf.broker_transport_options["max_retries"] <= 1


@pytest.mark.parametrize("entry", sorted(celery_config.beat_schedule))
def test_beat_asks_for_tasks_that_exist(app: Celery, entry: str) -> None:
    scheduled = celery_config.beat_schedule[entry]

    assert scheduled["task"] in app.tasks
    assert scheduled["options"]["expires"] < scheduled["schedule"].total_seconds()


LONG = ("reports.build.tasks.build_edition_task", "indicators.releases.tasks.build_release_task")
QUICK = ("review.tasks.send_notifications", "bcssp.tasks.note_clock", "indicators.releases.tasks.publish_due_releases")


@pytest.mark.parametrize(("name", "queue"), [*((one, "builds") for one in LONG), *((one, "celery") for one in QUICK)])
def test_a_report_delays_no_email(app: Celery, name: str, queue: str) -> None:
    """What takes long goes to a queue of its own; a message goes to one queue only."""
    assert name in app.tasks
    sent_to = app.amqp.router.route({}, name)["queue"]
    assert sent_to.name == queue
    bound = [one.name for one in app.amqp.queues.values() if one.routing_key == sent_to.routing_key]
    assert bound == [queue]


def test_every_task_with_a_queue_of_its_own_exists_and_a_worker_takes_from_both(app: Celery) -> None:
    assert set(celery_config.task_routes) <= set(app.tasks)
    assert set(app.amqp.queues.consume_from) == {"celery", "builds"}
