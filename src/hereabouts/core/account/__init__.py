"""Account: what was done, what changed, and whether the one followed from the other."""
