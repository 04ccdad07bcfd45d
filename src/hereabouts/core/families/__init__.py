"""Families: the triage clock and its advice, the rules of a match, and what of a sheet may be shown."""
