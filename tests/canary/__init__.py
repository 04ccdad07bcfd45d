"""Canary names: a word of its own in every field of every person, and a reader that goes through every format for them."""
