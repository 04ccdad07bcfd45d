"""Memory: the one Django app. What the partnership remembers, and every way in which it may change."""
