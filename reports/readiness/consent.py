"""Whether every story that an edition tells may be told today."""

from reports.editions.models.edition import Edition
from reports.editions.queries import holds_hidden_story


def stories_may_be_told(edition: Edition) -> list[str]:
    """A sentence where consent to a story was withdrawn, was narrowed or has run out since."""
    if not holds_hidden_story(edition):
        return []
    return ["It includes a case study without current consent. Build the report again to leave the case study out."]
