"""A share of a base, with its limits. Pure."""

from indicators.statistics.limits import CONFIDENCE, Limits, normal_quantile


def wilson_limits(part: float, base: float, confidence: float = CONFIDENCE) -> Limits:
    """Wilson's score limits of part over base, as a proportion of 1. Raises `ValueError` where part is not within base.

    With p = part/base, q = 1 - p, z the normal quantile: (2 part + z^2 -/+ z sqrt(z^2 + 4 part q)) / (2 (base + z^2)).
    Source: Wilson, Journal of the American Statistical Association 22, 1927; in the form of Altman and others, 2000.
    """
    if base <= 0 or not 0 <= part <= base:
        raise ValueError(f"A proportion needs a part no larger than its base, not {part} of {base}.")
    z = normal_quantile(confidence)
    middle = 2 * part + z**2
    reach = z * (z**2 + 4 * part * (1 - part / base)) ** 0.5
    whole = 2 * (base + z**2)
    return Limits(max((middle - reach) / whole, 0.0), min((middle + reach) / whole, 1.0))
