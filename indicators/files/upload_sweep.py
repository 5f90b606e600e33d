"""Forgetting the files that partners sent: what they held is saved, or nobody came back for it."""

import datetime

from django.utils import timezone

from indicators.files.models import Upload

KEPT_FOR = datetime.timedelta(hours=24)


def forget_old_uploads() -> int:
    """Delete files that were sent more than a day ago, saved or not; gives how many."""
    deleted, _by_model = Upload.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
