"""Pure thought: frozen nouns and functions. No framework, database, disk, network, clock or dice.

Chance comes in as a seeded generator, the day as ``on=``; everything here can be tested with nothing but Python.
"""
