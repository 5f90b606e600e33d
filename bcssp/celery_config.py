"""How tasks travel and how long they may take.

The database is the truth and the broker a hint: a lost message is found again by the
sweeper, so nothing here keeps results, and a web request never waits long for Redis.
"""

from datetime import timedelta

from django.conf import settings
from kombu import Exchange, Queue

from bcssp.broker import celery_url

SOFT_LIMIT_SECONDS = 8 * 60
HARD_LIMIT_SECONDS = 10 * 60

broker_url = celery_url(settings.REDIS_URL)
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # a worker waits for Redis for as long as it takes
broker_connection_timeout = 2
broker_transport_options = {
    # Longer than any task may run: Redis must not hand out a task that still runs.
    "visibility_timeout": 3 * HARD_LIMIT_SECONDS,
    "health_check_interval": 25,
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
    # These bound what a web request waits when Redis is gone.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}

accept_content = ["json"]
task_serializer = "json"
result_backend = None
task_ignore_result = True
task_always_eager = getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False)
task_eager_propagates = True

# A task counts as done when it ended, not when it was taken; its worker may die meanwhile.
task_acks_late = True
task_reject_on_worker_lost = True
worker_cancel_long_running_tasks_on_connection_loss = True
worker_prefetch_multiplier = 1
worker_max_tasks_per_child = 100
task_soft_time_limit = SOFT_LIMIT_SECONDS
task_time_limit = HARD_LIMIT_SECONDS
task_publish_retry = True
task_publish_retry_policy = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
worker_hijack_root_logger = False
worker_send_task_events = False

# What takes long has a queue of its own, so that with a second worker no report delays an email or the clock. A worker
# that is started without -Q works on both.
BUILDS = "builds"
task_default_queue = "celery"
task_queues = tuple(Queue(name, Exchange(name), routing_key=name) for name in (task_default_queue, BUILDS))
task_routes = {
    name: {"queue": BUILDS}
    for name in (
        "reports.build.tasks.build_edition_task",
        "reports.build.tasks.check_report_files",
        "reports.build.tasks.put_report_files_back",
        "indicators.releases.tasks.build_release_task",
        "indicators.releases.tasks.store_workbooks",
    )
}

timezone = settings.TIME_ZONE
beat_scheduler = "bcssp.clock:Clock"
# How often, after how many seconds the hint is worth nothing because the next one says the same, and what is done.
_CLOCK = (
    (
        timedelta(seconds=30),
        25,
        {
            "queue reports waiting for a worker": "reports.build.tasks.sweep_editions",
            "queue releases waiting for a worker": "indicators.releases.tasks.sweep_release_orders",
        },
    ),
    (
        timedelta(minutes=1),
        55,
        {
            "note that the clock runs": "bcssp.tasks.note_clock",
            "send emails": "review.tasks.send_notifications",
            "create missing PDFs of briefings": "learning.tasks.make_briefing_papers",
            "send to subscribers": "mailing.tasks.send_mailings",
            "publish scheduled releases": "indicators.releases.tasks.publish_due_releases",
            "publish scheduled reports": "reports.publishing.tasks.publish_due_editions",
            "create missing workbooks of releases": "indicators.releases.tasks.store_workbooks",
        },
    ),
    (
        timedelta(minutes=15),
        14 * 60,
        {
            "write the emails of the day": "review.tasks.send_digests",
            "send reminders for figures": "indicators.chasing.tasks.send_reminders",
            "send reminders for accounts": "reports.contributions.tasks.send_account_reminders",
            "send reminders for self-assessments": "reports.assessments.tasks.send_assessment_reminders",
            "send reminders for actions": "priorities.tasks.send_action_reminders",
            "warn that consent ends": "learning.tasks.send_consent_warnings",
            "remind of briefings to review": "learning.tasks.send_review_reminders",
            "ask for evaluations of events": "events.tasks.ask_for_evaluations",
            "warn of out-of-date case studies in reports": "reports.publishing.tasks.tell_of_older_stories",
        },
    ),
    (
        timedelta(hours=1),
        50 * 60,
        {
            "set aside files of abandoned builds": "reports.build.tasks.sweep_report_files",
            "delete what is old": "bcssp.tasks.delete_old",
            "delete unconfirmed addresses": "mailing.tasks.forget_subscribers",
            "delete old bookings": "events.tasks.forget_bookings",
        },
    ),
    (
        timedelta(hours=6),
        5 * 60 * 60,
        {
            "plan return rounds for open years": "indicators.rounds.tasks.plan_rounds",
        },
    ),
    (
        timedelta(hours=24),
        12 * 60 * 60,
        {
            "delete expired sessions": "bcssp.tasks.forget_sessions",
            "check all stored files": "reports.build.tasks.check_report_files",
            "delete unused pictures": "learning.tasks.remove_unused_files",
        },
    ),
)
beat_schedule = {
    words: {"task": task, "schedule": often, "options": {"expires": expires}}
    for often, expires, tasks in _CLOCK
    for words, task in tasks.items()
}
