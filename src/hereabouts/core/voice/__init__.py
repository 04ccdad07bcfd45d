"""Voice: what residents say, how often, and who has not been heard."""
