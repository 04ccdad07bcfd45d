"""The ledger: permission asked, every change written down, permanent references.

Everybody writes through it; few may read it. It stands lowest in the corridor because even a place
or a partner changes only with permission and an entry.
"""
