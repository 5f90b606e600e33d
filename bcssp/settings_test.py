"""Settings of the test suite: the real ones, with what a test machine needs."""

import os
import tempfile

os.environ.setdefault("DEBUG", "true")
os.environ.setdefault("REQUIRE_MFA", "false")
os.environ["VAR_DIR"] = os.environ.get("TEST_VAR_DIR") or tempfile.mkdtemp(prefix="bcssp-tests-")

from bcssp.settings import *  # noqa: F403

DEBUG = False
REDIS_URL = "memory://"  # no test may reach a Redis that happens to run on this machine
# One process, and no test counts the queries of the cache.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
TEMPLATES[0]["OPTIONS"]["debug"] = True  # type: ignore[index]  # noqa: F405  (coverage of template lines needs it)
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # else every test client reads every static file first
if "pool" in DATABASES["default"].get("OPTIONS", {}):  # noqa: F405
    # A machine that is busy with tests is no server that has gone silent: see test_silent_servers.
    del DATABASES["default"]["OPTIONS"]["pool"]["connection_class"]  # noqa: F405
    DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = DATABASES["default"]["OPTIONS"]["connect_timeout"] = 60  # noqa: F405
