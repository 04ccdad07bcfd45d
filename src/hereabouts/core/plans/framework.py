"""The words of an outcomes framework that a rule reads: how strong the evidence is that one outcome leads to another."""

STRENGTHS = (
    "assumption",
    "weak",
    "moderate",
    "strong",
)  # rising; whatever is more than an assumption names its evidence
