"""Evidence: what the published numbers say about a place, how sure we are, and what they do not say."""
