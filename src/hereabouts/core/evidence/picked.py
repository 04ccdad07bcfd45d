"""What goes with every place, area or measure that was picked for being high or low: some of it was chance, and goes again (C28)."""

PICKED = (
    "Picked for being the highest or the lowest, a figure lies nearer to the others the next time, by chance alone. "
    "Judge a change by more than that, and look at several years."
)
