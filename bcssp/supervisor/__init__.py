"""Runs the whole portal on one machine: `python -m bcssp.supervisor run` (or `example`).

It starts Redis, a Celery worker, beat and the web server as its children, gives them a
database with the example in it, has the worker build the first annual report, and ends
all of them when it ends. It is for development and for trying the portal out; production
uses the machine's own service manager (see docs/production.md).

Nothing here imports Django: what needs it runs as a `manage.py` child.
"""
