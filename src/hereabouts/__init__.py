"""Hereabouts: the working place of a partnership that sets out to reduce inequality in a place."""

__version__ = "0.1.0"
