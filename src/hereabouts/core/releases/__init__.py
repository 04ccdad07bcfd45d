"""Releases: the shape of what leaves, its fingerprint, and the attack that every table goes through before it does."""
