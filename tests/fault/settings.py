"""The portal's settings for the process that drives fault tests.

It forks, and a pool's threads do not survive that. Tables are made from the models, for the many migrations take longer
than the test; that both say the same is checked elsewhere.
"""

from bcssp.settings import *  # noqa: F403

DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # noqa: F405
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}  # noqa: F405
