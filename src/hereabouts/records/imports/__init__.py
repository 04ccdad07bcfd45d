"""Imports: what was loaded from which file, how its columns were read, and all that is needed to take it back.

Every room that loads sheets keeps its batches here. The room itself says what a row becomes, under its own grant.
"""
