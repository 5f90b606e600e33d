"""The states that a reviewed thing passes through."""

from django.db import models


class ReviewState(models.TextChoices):
    """Where a reviewed thing stands. What readers see is the live revision, whatever the state of newer work."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for review"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
