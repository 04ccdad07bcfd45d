"""Releases: one of the two hatches. Immutable, disclosure-checked copies go out; nothing else does."""
