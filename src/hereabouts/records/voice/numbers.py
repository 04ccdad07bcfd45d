"""The numbers that people are given when they speak: drawn so that they say nothing, and written so that they can be read out."""

import secrets

from hereabouts.records.voice.access import as_written

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1: it is read aloud and copied by hand


def new_key() -> str:
    """Make a number for somebody that says nothing about them, and can be read out: "K7Q2-9FXM"."""
    told = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{told[:4]}-{told[4:]}"


def well_formed(told: str) -> str:
    """Give a number as it is written, however it was typed; "" where it can be none of ours."""
    number = as_written(told)
    return number if len(number) == 9 and set(number.replace("-", "")) <= set(ALPHABET) else ""
