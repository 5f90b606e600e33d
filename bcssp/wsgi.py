"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from bcssp.kept_pages.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcssp.settings")

application = Front(get_wsgi_application())
