"""Reading rounds."""

from indicators.rounds.models.returns import ReturnRound, ReturnRoundQuerySet


def rounds_with_families() -> ReturnRoundQuerySet:
    """Rounds with everything that is shown of them: two queries, however many there are."""
    return ReturnRound.objects.select_related("template__organisation", "year").prefetch_related(
        "template__return_families"
    )
