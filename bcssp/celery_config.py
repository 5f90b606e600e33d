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
beat_schedule = {
    "note that the clock runs": {
        "task": "bcssp.tasks.note_clock",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "queue reports waiting for a worker": {
        "task": "reports.build.tasks.sweep_editions",
        "schedule": timedelta(seconds=30),
        # An old hint is worth nothing: the next one says the same.
        "options": {"expires": 25},
    },
    "set aside files of abandoned builds": {
        "task": "reports.build.tasks.sweep_report_files",
        "schedule": timedelta(hours=1),
        "options": {"expires": 50 * 60},
    },
    "delete what is old": {
        "task": "bcssp.tasks.delete_old",
        "schedule": timedelta(hours=1),
        "options": {"expires": 50 * 60},
    },
    "delete expired sessions": {
        "task": "bcssp.tasks.forget_sessions",
        "schedule": timedelta(hours=24),
        "options": {"expires": 12 * 60 * 60},
    },
    "check all stored files": {
        "task": "reports.build.tasks.check_report_files",
        "schedule": timedelta(hours=24),
        "options": {"expires": 12 * 60 * 60},
    },
    "send emails": {
        "task": "review.tasks.send_notifications",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "write the emails of the day": {
        "task": "review.tasks.send_digests",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "send reminders for figures": {
        "task": "indicators.chasing.tasks.send_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "send reminders for accounts": {
        "task": "reports.contributions.tasks.send_account_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "send reminders for self-assessments": {
        "task": "reports.assessments.tasks.send_assessment_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "send reminders for actions": {
        "task": "priorities.tasks.send_action_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "warn that consent ends": {
        "task": "learning.tasks.send_consent_warnings",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "delete unused pictures": {
        "task": "learning.tasks.remove_unused_files",
        "schedule": timedelta(hours=24),
        "options": {"expires": 12 * 60 * 60},
    },
    "remind of briefings to review": {
        "task": "learning.tasks.send_review_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "create missing PDFs of briefings": {
        "task": "learning.tasks.make_briefing_papers",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "send to subscribers": {
        "task": "mailing.tasks.send_mailings",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "delete unconfirmed addresses": {
        "task": "mailing.tasks.forget_subscribers",
        "schedule": timedelta(hours=1),
        "options": {"expires": 50 * 60},
    },
    "ask for evaluations of events": {
        "task": "events.tasks.ask_for_evaluations",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "delete old bookings": {
        "task": "events.tasks.forget_bookings",
        "schedule": timedelta(hours=1),
        "options": {"expires": 50 * 60},
    },
    "plan return rounds for open years": {
        "task": "indicators.rounds.tasks.plan_rounds",
        "schedule": timedelta(hours=6),
        "options": {"expires": 5 * 60 * 60},
    },
    "queue releases waiting for a worker": {
        "task": "indicators.releases.tasks.sweep_release_orders",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 25},
    },
    "publish scheduled releases": {
        "task": "indicators.releases.tasks.publish_due_releases",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "publish scheduled reports": {
        "task": "reports.publishing.tasks.publish_due_editions",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
    "warn of out-of-date case studies in reports": {
        "task": "reports.publishing.tasks.tell_of_older_stories",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 14 * 60},
    },
    "create missing workbooks of releases": {
        "task": "indicators.releases.tasks.store_workbooks",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 55},
    },
}
