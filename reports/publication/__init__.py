"""What has to be true of an edition at the moment when it is published, in a list that is read from top to bottom."""

from reports.publication.checks import PUBLICATION_CHECKS, Obstacle, obstacles

__all__ = ["PUBLICATION_CHECKS", "Obstacle", "obstacles"]
