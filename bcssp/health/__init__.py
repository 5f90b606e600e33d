"""Two addresses for machines: is the portal alive, and can it do its work?"""

from bcssp.health.views import healthz, readyz

__all__ = ["healthz", "readyz"]
