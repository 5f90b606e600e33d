"""Settings, from the environment. `bcssp.variables` names every variable, and says what its value may be."""

from datetime import time
from pathlib import Path
from urllib.parse import quote

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from bcssp.variables import faults
from partnership.profile import load_profile

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")
if wrong := list(faults(env.ENVIRON)):
    raise ImproperlyConfigured(" ".join(wrong))

DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="development only, never in production" if DEBUG else "")
# Former keys: what was signed or encrypted with them still counts. Remove them after `manage.py encrypt_secrets`.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text, or set DEBUG=true on your own computer.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to this site's host names, separated by commas.")

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
PARTNERSHIP_FILE = env.str("PARTNERSHIP_FILE", default="")
# Nobody named one: the example's, which no other partnership wants to be founded with.
PARTNERSHIP = load_profile(Path(PARTNERSHIP_FILE or BASE_DIR / "data/partnership.toml"))

INSTALLED_APPS = [
    "bcssp",
    "mailing",
    "finding",
    "reports",
    "events",
    "learning",
    "indicators",
    "priorities",
    "review",
    "partnership",
    "ui",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    "bcssp.references.give_references",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bcssp.security_headers.add_security_headers",
    "bcssp.away.wait_for_nobody",
    "bcssp.body_limit.refuse_huge_bodies",
    "bcssp.odd_addresses.refuse_odd_addresses",
    "bcssp.kept_pages.middleware.keep_pages",
    "bcssp.lost_files.AnswerLostFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bcssp.accounts.session_limits.LimitedSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bcssp.accounts.adapter.keep_no_account_page",
    "simple_history.middleware.HistoryRequestMiddleware",
    "review.reading.note_downloads",
]

ROOT_URLCONF = "bcssp.urls"
WSGI_APPLICATION = "bcssp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bcssp.context.partnership",
            ],
            # The components of the pages, see /style-guide/: every template knows them without loading them.
            "builtins": ["ui.templatetags.controls", "ui.templatetags.texts", "ui.templatetags.ways"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
DJANGO_TABLES2_TEMPLATE = "tables/govuk.html"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR))}/portal.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    from bcssp.silent_database import patient_options

    # A connection for each thread of a web process. What its address asks, such as TLS, is kept.
    DATABASES["default"].setdefault("OPTIONS", {}).update(patient_options(env.int("WEB_THREADS", default=8)))
    # A connection that a restart of the server has cut is replaced before it is used.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# How long a worker has for a step of a report, or a table of a release, before another may take over: seconds, on the
# database's clock. Longer than any takes; each further attempt gets as much again.
BUILD_LEASE_SECONDS = env.int("BUILD_LEASE_SECONDS", default=180)
# How often a step or a release is begun before it is given up.
BUILD_MOST_ATTEMPTS = env.int("BUILD_MOST_ATTEMPTS", default=5)
# How old a file in storage must be that no edition names before it is set aside: seconds. And how many days it is kept.
REPORT_ORPHANS_AFTER = 60 * 60
REPORT_ASIDE_DAYS = 14
# A folder in which tests name the points at which a build is killed. Production reads no such thing.
REPORT_FAULTS = env.str("REPORT_FAULTS", default="") if DEBUG else ""
# What a collector of metrics brings to /metrics; without one there is nothing at that address.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# Limits and used codes are counted here, so all processes share it: in the database, unless a Redis is named.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://portal_cache")}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    # Where it is full, a third is thrown away: nobody should get there by guessing passwords.
    CACHES["default"].setdefault("OPTIONS", {})["MAX_ENTRIES"] = 100_000
elif CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Nobody waits longer for one that is away, or says nothing: seconds.
    CACHES["default"].setdefault("OPTIONS", {}).update({"socket_connect_timeout": 2, "socket_timeout": 2})

AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = ["bcssp.accounts.one_address.OneAddressBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "bcssp.accounts.passwords.GuessableValidator"},
    {"NAME": "bcssp.accounts.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/partner/"
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=not DEBUG)
ACCOUNT_ADAPTER = "bcssp.accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_FORMS = {
    "login": "bcssp.accounts.sign_in_forms.SignInForm",
    "reset_password": "bcssp.accounts.sign_in_forms.AskForPasswordForm",
    "reset_password_from_key": "bcssp.accounts.sign_in_forms.NewPasswordForm",
    "set_password": "bcssp.accounts.sign_in_forms.FirstPasswordForm",
    "change_password": "bcssp.accounts.sign_in_forms.OtherPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "bcssp.accounts.one_address.OneAddressTokens"  # noqa: S105 (a class)
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "bcssp.accounts.adapter.display_name"
# A second factor is set up for an address that its owner has proved: by the invitation, or by a link at sign-in.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if REQUIRE_MFA else "none"
# Whoever opens the mailed link goes on where they were: to the second factor, then to their work.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{PARTNERSHIP.short_name}: "
ACCOUNT_PREVENT_ENUMERATION = True
# People are mailed when their password or second step changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_TOTP_ISSUER = PARTNERSHIP.short_name
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey is both steps at once: something that a person has, unlocked by a finger, a face or a PIN.
MFA_PASSKEY_LOGIN_ENABLED = True
# The code of the step before is taken too, for telephones whose clock is a little off (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "bcssp.accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "bcssp.accounts.second_step.CodeForm",
    "reauthenticate": "bcssp.accounts.second_step.CodeAgainForm",
    "add_webauthn": "bcssp.accounts.passkeys.PasskeyForm",
    "edit_webauthn": "bcssp.accounts.passkeys.PasskeyNameForm",
}

# A session lasts no longer than this, and ends sooner without a request: for those who decide, and for others. Seconds.
SESSION_COOKIE_AGE = 8 * 60 * 60
IDLE_SECONDS_DECIDING, IDLE_SECONDS = 30 * 60, 2 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
if SESSION_COOKIE_SECURE:
    # Browsers take a cookie of such a name from this host alone, never from another one of its domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_FAILURE_VIEW = "bcssp.views.csrf_failure"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Behind a proxy every request comes from the proxy: without this, who guesses passwords locks out everybody else.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0 if DEBUG else 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEBUG else 31536000
# Subdomains of a council's address are not ours to decide on, unless somebody says so.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

mail = env.email_url("EMAIL_URL", default=f"filemail://{quote(str(VAR_DIR))}/mail")
# The first slash of a path is lost on the way, and the mail would land below the folder that the portal was started in.
mail["EMAIL_FILE_PATH"] = f"/{mail['EMAIL_FILE_PATH'].lstrip('/')}"
vars().update(mail)
# A mail server that hangs must not hold up the worker, and no request speaks to one: seconds.
EMAIL_TIMEOUT = 20
# How many emails to subscribers go out in a minute, and whom mail servers tell of those that cannot be delivered (the
# sender, where it is empty).
EMAILS_A_MINUTE = env.int("EMAILS_A_MINUTE", default=300)
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", default="")
# Reminders of returns: when coordinators hear of it, in days after the due date, and when nobody is written to.
REMINDERS_ESCALATE_AFTER = env.int("REMINDERS_ESCALATE_AFTER", default=7)
REMINDERS_QUIET_FROM = time.fromisoformat(env.str("REMINDERS_QUIET_FROM", default="18:00"))
REMINDERS_QUIET_UNTIL = time.fromisoformat(env.str("REMINDERS_QUIET_UNTIL", default="08:00"))
# What reads spreadsheets lies above what is loaded from them.
READS_PLAIN_TABLES = "indicators.parsing.plain_table.read_plain_table"
READS_DATES = "indicators.parsing.dates.read_date"
# What is called with a reporting year, and `by` whom, when somebody opens it: rooms that partnership/ may not import.
WHEN_A_YEAR_OPENS = [
    "indicators.rounds.planning.make_rounds",
    "priorities.carrying.carry_plan",
    "reports.document.carrying.carry_sections",
]
# How often one address may search in a minute, for each web process.
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", default=60)
# What the texts of the structure, which readers see as they are saved, are held against.
HOLDS_TEXTS = "review.identity.refuse_for_readers"
# What keeps a seat as a form gives it: seats on boards are changed by two people, whom partnership/ does not know.
KEEPS_SEATS = "bcssp.accounts.seats.keep_seat"
# What is asked, with a thing that somebody is about to take away, for what hangs on it (`review.consequences`).
CONSEQUENCES = [
    "learning.consequences.consequences",
    "events.consequences.consequences",
    "indicators.catalogue.consequences.consequences",
    "reports.board_pack.consequences.consequences",
    "reports.publishing.consequences.consequences",
    "bcssp.accounts.consequences.consequences",
]
# What is called with the verb and the thing of each new line of the audit trail, in the same transaction.
WHEN_RECORDED = ["finding.following.follow", "events.notifying.follow"]
# What newsletters can point to, beside briefings and case studies (`publication.linked`).
LINKED = ["indicators.releases.linked.linked", "priorities.linked.linked", "events.linked.linked"]
# What readers have although nobody reviews it (`publication.standing`).
STANDING_TEXTS = [
    "indicators.releases.standing.standing",
    "learning.standing.standing",
    "events.standing.standing",
    "reports.document.standing.standing",
]
# Where what an action comes from is read, by the first part of its key (`priorities.origins`).
ACTION_ORIGINS = {
    "finding": "reports.contributions.tracked.address_of_finding",
    "assessment": "reports.assessments.tracked.address_of_assessment",
    "challenge": "reports.signing.challenges.address_of_challenge",
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{PARTNERSHIP.short_name} <{PARTNERSHIP.email}>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        # A developer reads tracebacks as they are.
        "text": {
            "class": "logging.Formatter" if DEBUG else "bcssp.references.OneLine",
            "format": "{asctime} {levelname} {name} {reference}: {message}",
            "style": "{",
        },
        "json": {"class": "bcssp.references.JsonLine"},
    },
    "filters": {
        "hide_keys": {"()": "bcssp.log_filters.HideKeys"},
        "reference": {"()": "bcssp.references.AddReference"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.str("LOG_FORMAT", default="text"),
            "filters": ["hide_keys", "reference"],
        },
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django's own handlers would say each line once more, past the filter.
        "django": {"handlers": [], "level": "INFO"},
        # It tells every process that it was imported.
        "pikepdf": {"level": "WARNING"},
        # The web server's lines about requests go the same way, and so through the same filter.
        "granian.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
# They ask for HSTS_SUBDOMAINS.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
