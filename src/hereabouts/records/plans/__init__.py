"""Plans: outcomes, plans, actions and their progress."""
