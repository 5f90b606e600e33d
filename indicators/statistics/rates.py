"""Limits of a count, and a rate per so many people with its limits. Pure."""

from dataclasses import dataclass

from scipy import special

from indicators.statistics.limits import CONFIDENCE, Limits, check_confidence, normal_quantile

PER = 10_000
BYAR_FROM = 10


@dataclass(frozen=True)
class Rate:
    """A rate with its limits, all per `multiplier` people; `method` names how the limits were found."""

    value: float
    limits: Limits
    method: str


def _check_count(count: float) -> None:
    if count < 0:
        raise ValueError(f"A count cannot be below zero: {count}.")


def byars_limits(count: float, confidence: float = CONFIDENCE) -> Limits:
    """Byar's approximation to the Poisson limits of a count. Raises `ValueError` for a count below 0.

    With z the normal quantile: lower = O (1 - 1/(9 O) - z/(3 sqrt O))^3, and upper = (O+1) (1 - 1/(9 (O+1)) +
    z/(3 sqrt(O+1)))^3. Source: Breslow and Day, Statistical methods in cancer research, volume II, 1987. Where the
    approximation would fall below zero, the limit is zero.
    """
    _check_count(count)
    z = normal_quantile(confidence)
    more = count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3 if count else 0.0
    upper = more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3
    return Limits(max(lower, 0.0), upper)


def exact_limits(count: float, confidence: float = CONFIDENCE) -> Limits:
    """Exact Poisson limits of a count, from chi-square quantiles. Raises `ValueError` for a count below 0.

    lower = chi2(alpha/2; 2 O) / 2, and upper = chi2(1 - alpha/2; 2 O + 2) / 2; the lower limit of 0 is 0. Written here
    with the inverse of the incomplete gamma function, which is the same. Source: Garwood, Biometrika 28, 1936.
    """
    _check_count(count)
    check_confidence(confidence)
    tail = (1 - confidence) / 2
    lower = float(special.gammaincinv(count, tail)) if count else 0.0
    return Limits(lower, float(special.gammainccinv(count + 1, tail)))


def count_limits(count: float, confidence: float = CONFIDENCE) -> Limits:
    """Limits of a count: Byar's from 10 events on, exact below, as Fingertips and PHEindicatormethods do."""
    return byars_limits(count, confidence) if count >= BYAR_FROM else exact_limits(count, confidence)


def method_of(count: float) -> str:
    """By which method a count gets its limits, in words."""
    return "Byar" if count >= BYAR_FROM else "exact Poisson"


def rate(count: float, denominator: float, multiplier: float = PER, confidence: float = CONFIDENCE) -> Rate:
    """Count over denominator, per `multiplier` people, with its limits: those of the count over the same denominator.

    The denominator is taken as known without error. Raises `ValueError` where it is not above zero.
    """
    if denominator <= 0:
        raise ValueError(f"A rate needs a population above zero, not {denominator}.")
    factor = multiplier / denominator
    return Rate(count * factor, count_limits(count, confidence).scaled(factor), method_of(count))
