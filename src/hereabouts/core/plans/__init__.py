"""Plans: what a plan must hold, how far an action is, and which word the public reads for it."""
