"""Voice: what residents say, with their consent, and who has not been heard."""
