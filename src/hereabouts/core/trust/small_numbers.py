"""The limits of single figures (C30): a rate from few events, or of few people, is not shown, whatever the format."""

from hereabouts.core.trust.disclosure import DisclosureRule


def too_few(numerator: float | None, denominator: float | None, rule: DisclosureRule) -> bool:
    """Say whether a figure rests on too few to be shown.

    A figure without a numerator is a mean and rests on its people. One whose people nobody counted cannot be
    checked, and is not shown either. In a small group 0 % and 100 % tell on everybody in it: its people are too few.
    """
    if denominator is None or denominator < rule.least_people:
        return True
    return numerator is not None and numerator < rule.least_numerator


def few_homes(households: int, rule: DisclosureRule) -> bool:
    """Say whether an area has too few households for any figure about homes."""
    return households < rule.least_households
